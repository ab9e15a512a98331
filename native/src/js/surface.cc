#include "js/surface.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/leave.h"
#include "js/calls.h"
#include "js/environment.h"
#include "js/errors.h"
#include "js/face.h"

namespace gilder::js {
namespace {

Environment& environment_of(const Napi::CallbackInfo& info) {
  return *static_cast<Environment*>(info.Data());
}

Napi::TypeError wrong(Napi::Env env, const std::string& what) { return Napi::TypeError::New(env, what); }

std::string text_option(Napi::Object options, const char* name) {
  const Napi::Value value = options.Get(name);
  if (!value.IsString()) {
    throw wrong(options.Env(),
                std::string("start() needs the option '") + name + "'. Give an absolute path as text.");
  }
  return value.As<Napi::String>().Utf8Value();
}

std::vector<std::string> search_paths(Napi::Object options) {
  const Napi::Value value = options.Get("searchPaths");
  const char* const message = "start() needs the option 'searchPaths'. Give an array of absolute paths.";
  if (!value.IsArray()) throw wrong(options.Env(), message);
  const auto array = value.As<Napi::Array>();
  std::vector<std::string> paths;
  for (std::uint32_t i = 0; i < array.Length(); ++i) {
    const Napi::Value path = array[i];
    if (!path.IsString()) throw wrong(options.Env(), message);
    paths.push_back(path.As<Napi::String>().Utf8Value());
  }
  return paths;
}

unsigned thread_count(Napi::Object options) {
  constexpr double kMost = 64;
  const Napi::Value value = options.Get("threads");
  if (!value.IsNumber()) {
    throw wrong(options.Env(), "start() needs the option 'threads'. Give a number from 1 to 64.");
  }
  const double wanted = value.As<Napi::Number>().DoubleValue();
  // Written so that NaN becomes 1.
  return static_cast<unsigned>(wanted >= 1 ? std::min(wanted, kMost) : 1.0);
}

Napi::Value start(const Napi::CallbackInfo& info) {
  if (!info[0].IsObject())
    throw wrong(info.Env(), "start() needs options. Give libpython, home and the others.");
  const auto options = info[0].As<Napi::Object>();
  core::StartOptions read;
  read.libpython = text_option(options, "libpython");
  read.home = text_option(options, "home");
  read.executable = text_option(options, "executable");
  read.search_paths = search_paths(options);
  read.threads = thread_count(options);
  return environment_of(info).calls->start(std::move(read));
}

core::CallId id_of(const Napi::Value& value) { return value.As<Napi::Number>().Int64Value(); }

// What face.cjs calls, with arguments that it has checked.

Napi::Value target(const Napi::CallbackInfo& info) {
  const std::uint32_t made = environment_of(info).calls->target(info[0].As<Napi::String>());
  return Napi::Number::New(info.Env(), made);
}

Napi::Value submit(const Napi::CallbackInfo& info) {
  const core::CallId id =
      environment_of(info).calls->submit(info[0].As<Napi::Number>().Uint32Value(), info[1].As<Napi::Array>(),
                                         info[2].As<Napi::Boolean>(), info[3]);
  return Napi::Number::New(info.Env(), static_cast<double>(id));
}

Napi::Value cancel(const Napi::CallbackInfo& info) {
  environment_of(info).calls->cancel(id_of(info[0]));
  return info.Env().Undefined();
}

Napi::Value stop(const Napi::CallbackInfo& info) {
  using Stop = core::LiveCall::Stop;
  const bool at_deadline = info[1].As<Napi::Boolean>();
  environment_of(info).calls->stop(id_of(info[0]), at_deadline ? Stop::timeout : Stop::interrupted);
  return info.Env().Undefined();
}

Napi::Value leave(const Napi::CallbackInfo& info) {
  if (!info[0].IsNumber()) throw wrong(info.Env(), "exit() needs the exit code. Give a number.");
  core::leave(info[0].As<Napi::Number>().Int32Value());
}

/// A JavaScript function around `body`, which may throw what `guarded` knows.
template <Napi::Value (*body)(const Napi::CallbackInfo&)>
Napi::Function function(Napi::Env env, const char* name, Environment& environment) {
  const napi_callback entry = [](napi_env raw_env, napi_callback_info raw_info) -> napi_value {
    return guarded(raw_env, [&]() -> napi_value { return body(Napi::CallbackInfo(raw_env, raw_info)); });
  };
  napi_value made = nullptr;
  checked(env, napi_create_function(env, name, NAPI_AUTO_LENGTH, entry, &environment, &made));
  return {env, made};
}

}  // namespace

void export_surface(Napi::Env env, Napi::Object exports, core::Host& host) {
  auto owned = std::make_unique<Environment>(host);
  Environment& environment = *owned;
  environment.calls = std::make_unique<Calls>(env, environment);
  env.SetInstanceData(owned.release());
  checked(env, napi_add_env_cleanup_hook(
                   env, [](void* data) { static_cast<Environment*>(data)->calls->close(); }, &environment));

  export_classes(env, exports, environment.classes);
  Napi::Object native = Napi::Object::New(env);
  native.Set("target", function<target>(env, "target", environment));
  native.Set("submit", function<submit>(env, "submit", environment));
  native.Set("cancel", function<cancel>(env, "cancel", environment));
  native.Set("stop", function<stop>(env, "stop", environment));
  environment.face = std::make_unique<Face>(env, native);
  exports.Set("start", function<start>(env, "start", environment));
  exports.Set("call", environment.face->call());
  exports.Set("exit", function<leave>(env, "exit", environment));
}

}  // namespace gilder::js
