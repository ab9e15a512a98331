// The classes of the addon, for values that JavaScript has no type for.
#pragma once

#include "js/api.h"

namespace gilder::js {

/// Of one environment.
struct Classes {
  Napi::FunctionReference nd_array;
  Napi::FunctionReference complex;
  Napi::FunctionReference decimal;
};

/// Defines all of them and adds them to the exports.
void export_classes(Napi::Env env, Napi::Object exports, Classes& classes);

}  // namespace gilder::js
