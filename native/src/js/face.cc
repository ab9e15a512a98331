#include "js/face.h"

#include <string>

#include "js/errors.h"

namespace gilder::embedded {
extern const char face_js[];
}

namespace gilder::js {
namespace {

Napi::Value number(Napi::Env env, core::CallId id) { return Napi::Number::New(env, static_cast<double>(id)); }

Napi::Object run(Napi::Env env, Napi::Object native) {
  const auto source = Napi::String::New(env, std::string(embedded::face_js) + "\n//# sourceURL=gilder.node");
  napi_value script = nullptr;
  checked(env, napi_run_script(env, source, &script));
  return Napi::Function(env, script).Call({native}).As<Napi::Object>();
}

}  // namespace

Face::Face(Napi::Env env, Napi::Object native) : env_(env), made_(Napi::Persistent(run(env, native))) {
  resolve_ = function("resolve");
  error_ = function("error");
  reject_ = function("reject");
  event_ = function("event");
  stay_ = function("stay");
}

Napi::FunctionReference Face::function(const char* name) const {
  return Napi::Persistent(made_.Get(name).As<Napi::Function>());
}

void Face::resolve(core::CallId id, napi_value value) const { resolve_.Call({number(env_, id), value}); }

void Face::reject(core::CallId id, const Error& error) const {
  complete(error_.Call({number(env_, id)}).As<Napi::Object>(), error);
  reject_.Call({number(env_, id)});
}

void Face::stay(napi_value buffer) const { stay_.Call({buffer}); }

void Face::event(core::CallId id, napi_value kind, napi_value payload) const {
  event_.Call({number(env_, id), kind, payload});
}

}  // namespace gilder::js
