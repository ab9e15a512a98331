#include "js/errors.h"

#include <string>

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

void describe(Napi::Object made, const Error& error);

Napi::Object line(Napi::Env env, const Error::Line& line) {
  const Napi::Object made = Napi::Object::New(env);
  made.Set("file", line.file);
  made.Set("line", static_cast<double>(line.number));
  made.Set("function", line.function);
  made.Set("text", line.text);
  return made;
}

/// As JavaScript's own errors have it: there, but not listed.
void define(Napi::Object made, const char* name, Napi::Value value) {
  made.DefineProperty(Napi::PropertyDescriptor::Value(name, value, napi_default_method));
}

/// An exception inside another one. No line of JavaScript made it, so its stack names the line of Python's.
Napi::Object part(Napi::Env env, const Error& error) {
  const Napi::Object made = Napi::Error::New(env, error.message).Value();
  describe(made, error);
  std::string stack = "PythonError: " + error.message;
  if (error.line) {
    stack += "\n    at " + error.line->function + " (" + error.line->file + ":" +
             std::to_string(error.line->number) + ")";
  }
  define(made, "stack", Napi::String::New(env, stack));
  return made;
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
  if (error.line) made.Set("line", line(env, *error.line));
  if (error.cause != nullptr) define(made, "cause", part(env, *error.cause));
  if (error.errors.empty()) return;
  const Napi::Array errors = Napi::Array::New(env);
  for (const Error& member : error.errors) errors.Set(errors.Length(), part(env, member));
  define(made, "errors", errors);
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
