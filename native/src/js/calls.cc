#include "js/calls.h"

#include <exception>
#include <utility>
#include <variant>

#include "core/leave.h"
#include "js/errors.h"
#include "js/exit.h"
#include "js/from_js.h"
#include "js/to_js.h"

namespace gilder::js {
namespace {

struct Target {
  std::string module;
  std::string function;
};

Target parse(const std::string& text) {
  const std::size_t colon = text.find(':');
  const bool whole = colon != std::string::npos && colon > 0 && colon + 1 < text.size();
  // A null character would cut the name short on Python's side.
  if (!whole || text.find(':', colon + 1) != std::string::npos || text.find('\0') != std::string::npos) {
    throw Error{Error::Kind::target,
                "'" + text + "' does not name a Python function. Write 'module:function'."};
  }
  return {text.substr(0, colon), text.substr(colon + 1)};
}

}  // namespace

Calls::Calls(Napi::Env env, Environment& environment)
    : env_(env), environment_(environment), in_worker_(is_worker(env)) {}

Napi::Promise Calls::start(core::StartOptions options) {
  const auto deferred = Napi::Promise::Deferred::New(env_);
  try {
    if (channel_ == nullptr) channel_ = Channel::open(env_, *this);
    environment_.host.start(std::move(options), channel_);
    channel_->hold();
    starting_ = deferred;
    hear_of_exit(env_);
  } catch (const Error& error) {
    deferred.Reject(new_error(env_, error).Value());
  } catch (const std::exception& error) {
    deferred.Reject(new_error(env_, {Error::Kind::start, error.what()}).Value());
  }
  return deferred.Promise();
}

Napi::Object Calls::call(const std::string& target, Napi::Array arguments, Napi::Value on_event) {
  if (!running_) {
    throw Error{Error::Kind::state,
                "Python does not run in this environment. Wait for start() before call()."};
  }
  Target parsed = parse(target);
  core::CallRequest request;
  request.arguments = arguments_from_js(arguments, environment_.nd_array.Value(), channel_);
  request.id = ++last_id_;
  request.module = std::move(parsed.module);
  request.function = std::move(parsed.function);
  request.live = std::make_shared<core::LiveCall>(channel_, on_event.IsFunction());

  Pending pending{Napi::Promise::Deferred::New(env_), {}, {}, request.live};
  pending.error = Napi::Persistent(Napi::Error::New(env_, "").Value());
  if (on_event.IsFunction()) pending.on_event = Napi::Persistent(on_event.As<Napi::Function>());
  Napi::Object handle = Napi::Object::New(env_);
  handle.Set("id", Napi::Number::New(env_, static_cast<double>(request.id)));
  handle.Set("result", pending.deferred.Promise());
  handle.Set("cancel", environment_.cancel.Value());
  pending_.emplace(request.id, std::move(pending));
  channel_->hold();
  environment_.host.call(std::move(request));
  return handle;
}

void Calls::cancel(core::CallId id) {
  const auto found = pending_.find(id);
  if (found != pending_.end()) found->second.live->cancelled = true;
}

void Calls::close() {
  for (auto& [id, pending] : pending_) {
    if (pending.copy != nullptr) pending.copy->abandon();
  }
  if (channel_ == nullptr) return;
  // The heap goes with the environment, and Python may be working in it at this moment. Only the process's
  // own end stops that.
  if (channel_->lends() && !in_worker_) core::leave_early();
  channel_->close();
}

void Calls::receive(Item item) {
  std::visit([this](auto&& content) { on(std::move(content)); }, std::move(item));
}

void Calls::on(Started started) {
  const Napi::Promise::Deferred deferred = *std::exchange(starting_, std::nullopt);
  channel_->let_go();
  if (const auto* error = std::get_if<Error>(&started.version)) {
    deferred.Reject(new_error(env_, *error).Value());
    return;
  }
  running_ = true;
  Napi::Object versions = Napi::Object::New(env_);
  versions.Set("python", std::get<std::string>(started.version));
  deferred.Resolve(versions);
}

void Calls::on(Event event) {
  const auto found = pending_.find(event.id);
  if (found == pending_.end() || found->second.on_event.IsEmpty()) return;
  const Napi::Function on_event = found->second.on_event.Value();
  const Napi::Value payload = to_js(env_, event.payload, environment_.nd_array.Value());
  on_event.Call({text_to_js(env_, event.kind), payload});
}

void Calls::on(Finished finished) {
  const auto found = pending_.find(finished.id);
  if (found == pending_.end()) return;
  if (const auto* error = std::get_if<Error>(&finished.outcome)) {
    reject(finished.id, *error);
    return;
  }
  Value value = std::move(std::get<Value>(finished.outcome));
  if (has_arrays(value)) {
    copy_arrays(finished.id, found->second, std::move(value));
  } else {
    resolve(finished.id, value, nullptr);
  }
}

void Calls::copy_arrays(core::CallId id, Pending& pending, Value value) {
  auto order = std::make_shared<core::CopyOrder>();
  try {
    pending.buffers = Napi::Persistent(allocate_arrays(env_, value, *order).As<Napi::Object>());
  } catch (const Error& error) {
    reject(id, error);
    return;
  }
  pending.value = std::move(value);
  pending.copy = order;
  environment_.host.copy(std::move(order), id, channel_);
}

void Calls::on(Copied copied) {
  const auto found = pending_.find(copied.id);
  if (found == pending_.end()) return;
  const Value value = std::move(found->second.value);
  resolve(copied.id, value, found->second.buffers.Value());
}

void Calls::resolve(core::CallId id, const Value& value, napi_value buffers) {
  try {
    const Napi::Value result = to_js(env_, value, environment_.nd_array.Value(), buffers);
    settle(id).deferred.Resolve(result);
  } catch (const Error& error) {
    reject(id, error);
  } catch (const Napi::Error& error) {
    // V8 refused to make a value, for want of memory most likely.
    reject(id, Error{Error::Kind::internal,
                     "The result could not be made into JavaScript values: " + error.Message()});
  }
}

void Calls::reject(core::CallId id, const Error& error) {
  const Pending pending = settle(id);
  const Napi::Object made = pending.error.Value();
  complete(made, error);
  pending.deferred.Reject(made);
}

Calls::Pending Calls::settle(core::CallId id) {
  auto node = pending_.extract(id);
  channel_->let_go();
  return std::move(node.mapped());
}

}  // namespace gilder::js
