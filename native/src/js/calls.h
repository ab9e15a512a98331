// The calls of one environment. All of it on JavaScript's thread.
//
// The way of a call: arguments to the tree → pool thread → outcome → (large arrays: memory allocated here,
// or the caller's own; filled by the copy thread) → JavaScript values → the promise, which face.cjs keeps.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/host.h"
#include "js/api.h"
#include "js/channel.h"
#include "js/environment.h"
#include "js/out.h"

namespace gilder::js {

class Calls final : public Receiver {
 public:
  Calls(Napi::Env env, Environment& environment);

  Napi::Promise start(core::StartOptions options);
  /// The number by which `submit` knows a target. Throws for text that names none.
  std::uint32_t target(const std::string& text);
  /// Throws for arguments that cannot be sent.
  core::CallId submit(std::uint32_t target, Napi::Array arguments, bool wants_events, Napi::Value out);
  void cancel(core::CallId id);
  void stop(core::CallId id, core::LiveCall::Stop reason);
  /// The environment is going away: nothing of it may be touched after.
  void close();

 private:
  /// A value whose arrays are being copied out of Python.
  struct Copying {
    Value value;
    /// Their memory.
    Napi::ObjectReference buffers;
    std::shared_ptr<core::CopyOrder> order;
    std::unique_ptr<Out> out;
  };

  void receive(Item item) override;
  void on(Started started);
  void on(Event event);
  void on(Finished finished);
  void on(Copied copied);
  void copy_arrays(core::CallId id, Value value, std::unique_ptr<Out> out);
  void resolve(core::CallId id, const Value& value, napi_value buffers);
  void reject(core::CallId id, const Error& error);

  const Napi::Env env_;
  Environment& environment_;
  const bool in_worker_;
  std::shared_ptr<Channel> channel_;
  std::optional<Napi::Promise::Deferred> starting_;
  bool running_ = false;
  core::CallId last_id_ = 0;
  std::vector<const core::Target*> targets_;
  std::unordered_map<core::CallId, std::unique_ptr<Out>> outs_;
  std::unordered_map<core::CallId, Copying> copying_;
};

}  // namespace gilder::js
