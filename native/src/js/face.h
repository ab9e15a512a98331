// The script that keeps promises and event callbacks on JavaScript's side (face.cjs), from C++.
#pragma once

#include "core/call.h"
#include "error.h"
#include "js/api.h"

namespace gilder::js {

class Face {
 public:
  /// Runs the script; `native` is the object of the functions that it calls.
  Face(Napi::Env env, Napi::Object native);

  /// `call(target, arguments, options)`, for the exports.
  Napi::Value call() const { return made_.Get("call"); }

  void resolve(core::CallId id, napi_value value) const;
  void reject(core::CallId id, const Error& error) const;
  /// From now on the buffer can be neither transferred nor detached by JavaScript's usual means.
  void stay(napi_value buffer) const;
  void event(core::CallId id, napi_value kind, napi_value payload) const;

 private:
  Napi::FunctionReference function(const char* name) const;

  const Napi::Env env_;
  Napi::ObjectReference made_;
  Napi::FunctionReference resolve_;
  Napi::FunctionReference error_;
  Napi::FunctionReference reject_;
  Napi::FunctionReference event_;
  Napi::FunctionReference stay_;
};

}  // namespace gilder::js
