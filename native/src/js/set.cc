#include "js/set.h"

namespace gilder::js {

std::optional<Napi::Array> elements_of_set(Napi::Env env, Napi::Value value) {
  const Napi::Object global = env.Global();
  const Napi::Object prototype = global.Get("Set").As<Napi::Object>().Get("prototype").As<Napi::Object>();
  Napi::Value elements;
  try {
    // It throws for anything that is not a Set inside, whatever its prototype is.
    elements = prototype.Get("values").As<Napi::Function>().Call(value, {});
  } catch (const Napi::Error&) {
    return std::nullopt;
  }
  const Napi::Object array = global.Get("Array").As<Napi::Object>();
  return array.Get("from").As<Napi::Function>().Call(array, {elements}).As<Napi::Array>();
}

Napi::Value new_set(Napi::Env env, Napi::Value elements) {
  return env.Global().Get("Set").As<Napi::Function>().New({elements});
}

}  // namespace gilder::js
