#include "js/errors.h"

namespace gilder::js {
namespace {

const char* code_of(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::python:
      return "GILDER_PYTHON";
    case Error::Kind::value:
      return "GILDER_VALUE";
    case Error::Kind::target:
      return "GILDER_TARGET";
    case Error::Kind::start:
      return "GILDER_START";
    case Error::Kind::interrupted:
      return "GILDER_INTERRUPTED";
    case Error::Kind::timeout:
      return "GILDER_TIMEOUT";
    case Error::Kind::state:
      return "GILDER_STATE";
    case Error::Kind::internal:
      return "GILDER_INTERNAL";
  }
  return "GILDER_INTERNAL";
}

void describe(Napi::Object made, const Error& error) {
  const Napi::Env env = made.Env();
  made.Set("code", code_of(error.kind));
  if (!error.path.empty()) made.Set("path", error.path);
  if (error.kind != Error::Kind::python) return;
  made.DefineProperty(
      Napi::PropertyDescriptor::Value("name", Napi::String::New(env, "PythonError"), napi_default_method));
  made.Set("type", error.type);
  made.Set("traceback", error.traceback);
}

}  // namespace

Napi::Error new_error(Napi::Env env, const Error& error) {
  Napi::Error made = error.kind == Error::Kind::value
                         ? static_cast<Napi::Error>(Napi::TypeError::New(env, error.message))
                         : Napi::Error::New(env, error.message);
  describe(made.Value(), error);
  return made;
}

void complete(Napi::Object made, const Error& error) {
  // V8 writes the stack's first line when it is first read, so it shows this message.
  made.Set("message", error.message);
  describe(made, error);
}

}  // namespace gilder::js
