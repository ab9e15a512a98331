// The tree to JavaScript values.
#pragma once

#include <vector>

#include "core/host.h"
#include "js/api.h"
#include "js/classes.h"
#include "value.h"

namespace gilder::js {

/// Whether the value holds arrays that a pool thread has yet to copy out: all but small ones.
bool has_arrays(const Value& value);

/// Allocates memory for every such array and adds it to the order. Returns the ArrayBuffers, in the order of
/// the arrays in the value. Throws `Error` when there is not enough memory.
Napi::Array allocate_arrays(Napi::Env env, Value& value, core::CopyOrder& order);

/// `buffers` is what `allocate_arrays` made and a pool thread has filled; a value of small arrays needs none.
Napi::Value to_js(Napi::Env env, const Value& value, const Classes& classes, napi_value buffers = nullptr);

Napi::Value text_to_js(Napi::Env env, const std::u16string& text);

}  // namespace gilder::js
