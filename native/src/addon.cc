// The addon's entry: puts JavaScript's side, the core and Python's side together.
#include "core/host.h"
#include "js/surface.h"
#include "python/interpreter.h"

namespace {

gilder::core::Host& host() {
  // Never destroyed; one for all environments of the process.
  static auto& host = *new gilder::core::Host(gilder::python::interpreter());
  return host;
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  gilder::js::export_surface(env, exports, host());
  return exports;
}

}  // namespace

NODE_API_MODULE(gilder, init)
