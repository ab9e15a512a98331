// TypedArrays and the arrays over them, checked.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "js/api.h"
#include "value.h"

namespace gilder::js {

/// The elements of a TypedArray, DataView, Buffer or ArrayBuffer, and where they lie.
struct ElementView {
  Element element = Element::u8;
  std::size_t length = 0;
  std::size_t bytes = 0;
  std::byte* data = nullptr;
  napi_value buffer = nullptr;
};

/// Nothing for a value that is no view. Throws `Refusal` for memory that cannot be lent to Python.
std::optional<ElementView> view_of(Napi::Env env, napi_value value);

/// NumPy's type for the elements of a view that says nothing else.
DType natural_dtype(Element element);

/// Throws `Refusal` unless the elements make an array of that type and shape.
ArrayLayout layout_of(const ElementView& view, NamedDType dtype, std::vector<std::size_t> shape);

/// A TypedArray over the whole of a buffer.
Napi::Value typed_array_over(Napi::Env env, napi_value buffer, const ArrayLayout& layout);

}  // namespace gilder::js
