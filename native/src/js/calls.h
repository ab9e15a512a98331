// The calls of one environment, from the promise made to the promise kept. All of it on JavaScript's thread.
//
// The way of a call: arguments to the tree → pool thread → outcome → (arrays: memory allocated here, filled
// by the copy thread) → JavaScript values → promise.
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

namespace gilder::js {

class Calls final : public Receiver {
 public:
  Calls(Napi::Env env, Environment& environment);

  Napi::Promise start(core::StartOptions options);
  /// Throws for arguments that cannot be sent.
  Napi::Object call(const std::string& target, Napi::Array arguments, Napi::Value on_event);
  void cancel(core::CallId id);
  /// The environment is going away: nothing of it may be touched after.
  void close();

 private:
  struct Pending {
    Napi::Promise::Deferred deferred;
    /// Made when the call was, for its stack.
    Napi::ObjectReference error;
    Napi::FunctionReference on_event;
    std::shared_ptr<core::LiveCall> live;
    /// While arrays are being copied: the value they belong to, and their memory.
    Value value = {};
    Napi::ObjectReference buffers = {};
    std::shared_ptr<core::CopyOrder> copy = nullptr;
  };

  void receive(Item item) override;
  void on(Started started);
  void on(Event event);
  void on(Finished finished);
  void on(Copied copied);
  void copy_arrays(core::CallId id, Pending& pending, Value value);
  void resolve(core::CallId id, const Value& value, napi_value buffers);
  void reject(core::CallId id, const Error& error);
  Pending settle(core::CallId id);

  const Napi::Env env_;
  Environment& environment_;
  const bool in_worker_;
  std::shared_ptr<Channel> channel_;
  std::optional<Napi::Promise::Deferred> starting_;
  bool running_ = false;
  core::CallId last_id_ = 0;
  std::unordered_map<core::CallId, Pending> pending_;
};

}  // namespace gilder::js
