#include "js/calls.h"

#include <exception>
#include <utility>
#include <variant>

#include "core/leave.h"
#include "core/prompt.h"
#include "js/errors.h"
#include "js/exit.h"
#include "js/face.h"
#include "js/from_js.h"
#include "js/to_js.h"

namespace gilder::js {
namespace {

core::Target parse(const std::string& text) {
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
    core::answer_promptly();
  } catch (const Error& error) {
    deferred.Reject(new_error(env_, error).Value());
  } catch (const std::exception& error) {
    deferred.Reject(new_error(env_, {Error::Kind::start, error.what()}).Value());
  }
  return deferred.Promise();
}

std::uint32_t Calls::target(const std::string& text) {
  // Kept for ever: calls of it may outlive the environment.
  targets_.push_back(new core::Target(parse(text)));
  return static_cast<std::uint32_t>(targets_.size() - 1);
}

core::CallId Calls::submit(std::uint32_t target, Napi::Array arguments, bool wants_events, Napi::Value out) {
  if (!running_) {
    throw Error{Error::Kind::state,
                "Python does not run in this environment. Wait for start() before call()."};
  }
  core::CallRequest request;
  request.target = targets_.at(target);
  request.arguments = arguments_from_js(arguments, environment_.classes, *environment_.face, channel_);
  std::unique_ptr<Out> taker;
  if (!out.IsUndefined())
    taker = std::make_unique<Out>(out, environment_.classes.nd_array.Value(), *environment_.face, channel_);
  request.id = ++last_id_;
  request.live = std::make_shared<core::LiveCall>(channel_, wants_events);
  if (taker != nullptr) outs_.emplace(request.id, std::move(taker));
  channel_->hold();
  environment_.host.call(std::move(request));
  return last_id_;
}

void Calls::cancel(core::CallId id) {
  if (const auto live = core::live_calls().find(id)) live->cancelled = true;
}

void Calls::stop(core::CallId id, core::LiveCall::Stop reason) { environment_.host.stop(id, reason); }

void Calls::close() {
  for (auto& [id, copying] : copying_) copying.order->abandon();
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
  const Napi::Value payload = to_js(env_, event.payload, environment_.classes);
  environment_.face->event(event.id, text_to_js(env_, event.kind), payload);
}

void Calls::on(Finished finished) {
  std::unique_ptr<Out> out;
  if (const auto found = outs_.find(finished.id); found != outs_.end()) {
    out = std::move(found->second);
    outs_.erase(found);
  }
  if (const auto* error = std::get_if<Error>(&finished.outcome)) {
    reject(finished.id, *error);
    return;
  }
  Value value = std::move(std::get<Value>(finished.outcome));
  if (out != nullptr || has_arrays(value)) {
    copy_arrays(finished.id, std::move(value), std::move(out));
  } else {
    resolve(finished.id, value, nullptr);
  }
}

void Calls::copy_arrays(core::CallId id, Value value, std::unique_ptr<Out> out) {
  auto order = std::make_shared<core::CopyOrder>();
  Copying copying;
  try {
    if (out != nullptr) {
      out->take(value, *order);
    } else {
      copying.buffers = Napi::Persistent(allocate_arrays(env_, value, *order).As<Napi::Object>());
    }
  } catch (const Error& error) {
    reject(id, error);
    return;
  }
  copying.value = std::move(value);
  copying.order = order;
  copying.out = std::move(out);
  copying_.emplace(id, std::move(copying));
  environment_.host.copy(std::move(order), id, channel_);
}

void Calls::on(Copied copied) {
  const Copying copying = std::move(copying_.extract(copied.id).mapped());
  if (copying.out == nullptr) {
    resolve(copied.id, copying.value, copying.buffers.Value());
    return;
  }
  Napi::Value result;
  try {
    result = copying.out->filled(copying.value, environment_.classes.nd_array.Value());
  } catch (const Napi::Error& error) {
    reject(copied.id,
           Error{Error::Kind::value, "The array given as 'out' is of no use any more: " + error.Message()});
    return;
  }
  channel_->let_go();
  environment_.face->resolve(copied.id, result);
}

void Calls::resolve(core::CallId id, const Value& value, napi_value buffers) {
  Napi::Value result;
  try {
    result = to_js(env_, value, environment_.classes, buffers);
  } catch (const Error& error) {
    reject(id, error);
    return;
  } catch (const Napi::Error& error) {
    // V8 refused to make a value, for want of memory most likely.
    reject(id, Error{Error::Kind::internal,
                     "The result could not be made into JavaScript values: " + error.Message()});
    return;
  }
  channel_->let_go();
  environment_.face->resolve(id, result);
}

void Calls::reject(core::CallId id, const Error& error) {
  channel_->let_go();
  environment_.face->reject(id, error);
}

}  // namespace gilder::js
