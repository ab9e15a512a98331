// The classes Complex {re, im} and Decimal {text}: numbers of Python's that JavaScript has no type for.
#pragma once

#include "js/api.h"
#include "value.h"

namespace gilder::js {

Napi::Function complex_class(Napi::Env env);
Napi::Function decimal_class(Napi::Env env);

/// What an instance holds now; nothing in it is taken on trust. Throws `Refusal`.
Complex complex_of(Napi::Object instance);
Decimal decimal_of(Napi::Object instance);

}  // namespace gilder::js
