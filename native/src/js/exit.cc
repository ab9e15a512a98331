#include "js/exit.h"

#include "core/leave.h"
#include "js/errors.h"

namespace gilder::js {
namespace {

napi_value on_exit(napi_env raw_env, napi_callback_info raw_info) {
  return guarded(raw_env, [&]() -> napi_value {
    const Napi::CallbackInfo info(raw_env, raw_info);
    const int code = info[0].ToNumber().Int32Value();
    core::leave_at_exit(code);
    core::leave_at_last(code);
    return nullptr;
  });
}

}  // namespace

bool is_worker(Napi::Env env) {
  // Node's own mark on what a worker thread may not do.
  const auto process = env.Global().Get("process").As<Napi::Object>();
  return process.Get("abort").ToObject().Get("disabled").ToBoolean();
}

void hear_of_exit(Napi::Env env) {
  core::leave_at_any_exit();
  // A worker hears of its own end only, not of the process's.
  if (is_worker(env)) return;
  const auto process = env.Global().Get("process").As<Napi::Object>();
  napi_value listener = nullptr;
  checked(env, napi_create_function(env, "gilder", NAPI_AUTO_LENGTH, on_exit, nullptr, &listener));
  process.Get("once").As<Napi::Function>().Call(process,
                                                {Napi::String::New(env, "exit"), Napi::Value(env, listener)});
}

}  // namespace gilder::js
