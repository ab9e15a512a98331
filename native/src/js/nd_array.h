// The class NdArray: a TypedArray with shape and dtype.
#pragma once

#include "js/api.h"
#include "js/typed_array.h"

namespace gilder::js {

Napi::Function nd_array_class(Napi::Env env);

/// What an NdArray instance holds now; nothing in it is taken on trust. Throws `Refusal`.
struct NdArrayParts {
  ElementView view;
  ArrayLayout layout;
};
NdArrayParts parts_of(Napi::Object instance);

/// A new instance around `data`, whose layout is known to be right.
Napi::Value new_nd_array(Napi::Function nd_array, Napi::Value data, const ArrayLayout& layout);

}  // namespace gilder::js
