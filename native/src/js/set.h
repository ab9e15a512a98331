// JavaScript's Sets, which Node-API has no functions for.
#pragma once

#include <optional>

#include "js/api.h"

namespace gilder::js {

/// The elements in their order, or nothing for what is no Set. Knows a Set of any realm and of a subclass.
std::optional<Napi::Array> elements_of_set(Napi::Env env, Napi::Value value);

Napi::Value new_set(Napi::Env env, Napi::Value elements);

}  // namespace gilder::js
