// Errors as JavaScript sees them.
#pragma once

#include <exception>
#include <string>

#include "error.h"
#include "js/api.h"

namespace gilder::js {

/// Something about a value, yet without its place: whoever knows the place adds it.
struct Refusal {
  std::string what;
  std::string advice;
};

/// A new error to throw at the caller: TypeError for values, Error for everything else.
Napi::Error new_error(Napi::Env env, const Error& error);

/// Turns an error that was made when the call was, and so has the caller's stack, into this one.
void complete(Napi::Object made, const Error& error);

/// Runs the body of a function that JavaScript calls: nothing but a JavaScript exception may leave it.
template <typename Body>
napi_value guarded(napi_env raw_env, Body body) noexcept {
  const Napi::Env env(raw_env);
  try {
    return body();
  } catch (const Napi::Error& error) {
    error.ThrowAsJavaScriptException();
  } catch (const Error& error) {
    new_error(env, error).ThrowAsJavaScriptException();
  } catch (const Refusal& refusal) {
    const Error error{Error::Kind::value, refusal.what + ". " + refusal.advice};
    new_error(env, error).ThrowAsJavaScriptException();
  } catch (const std::exception& error) {
    new_error(env, Error{Error::Kind::internal, error.what()}).ThrowAsJavaScriptException();
  }
  return nullptr;
}

}  // namespace gilder::js
