#include "core/host.h"

#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/stay_loaded.h"
#include "error.h"

namespace gilder::core {

LiveCalls& live_calls() {
  static auto& calls = *new LiveCalls;
  return calls;
}

Pool& call_pool() {
  static auto& pool = *new Pool("gilder");
  return pool;
}

Pool& copy_pool() {
  static auto& pool = *new Pool("gilder-copy");
  return pool;
}

Pool& main_pool() {
  static auto& pool = *new Pool("gilder-main");
  return pool;
}

namespace {

Error stopped(LiveCall::Stop reason) {
  if (reason == LiveCall::Stop::timeout) return {Error::Kind::timeout, "The call did not end in time."};
  return {Error::Kind::interrupted, "The call was interrupted."};
}

}  // namespace

void CopyOrder::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
}

std::vector<std::shared_ptr<const HeldMemory>> CopyOrder::run() {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<const HeldMemory>> copied;
  copied.reserve(items_.size());
  for (Item& item : items_) {
    if (!abandoned_) item.from->copy_to(item.to);
    copied.push_back(std::move(item.from));
  }
  items_.clear();
  return copied;
}

void Host::start(StartOptions options, std::shared_ptr<Listener> listener) {
  stay_loaded();
  main_pool().grow(1);
  State expected = State::idle;
  if (!state_.compare_exchange_strong(expected, State::starting)) {
    if (expected == State::broken) {
      throw Error{
          Error::Kind::state,
          "Python failed to start in this process and cannot be tried again. Start the program anew."};
    }
    throw Error{Error::Kind::state,
                "Python has already been started in this process, and only once is possible. "
                "Use the environment that started it, or another process."};
  }
  main_pool().push([this, options = std::move(options), listener = std::move(listener)] {
    start_now(options, *listener);
  });
}

void Host::start_now(const StartOptions& options, Listener& listener) {
  State if_it_fails = State::idle;
  try {
    backend_.load(options);
    if_it_fails = State::broken;
    std::string version = backend_.initialise(options);
    call_pool().grow(options.threads);
    call_pool().surround([this](const std::function<void()>& work) { backend_.inside(work); });
    copy_pool().grow(1);
    state_ = State::running;
    listener.started(std::move(version));
  } catch (const Error& error) {
    state_ = if_it_fails;
    listener.started(error);
  } catch (const std::exception& error) {
    state_ = if_it_fails;
    listener.started(Error{Error::Kind::start, std::string("Python could not be started: ") + error.what()});
  }
}

void Host::call(CallRequest request) {
  live_calls().add(request.id, request.live);
  call_pool().push([this, request = std::move(request)]() mutable {
    const std::shared_ptr<LiveCall> live = request.live;
    auto waiting = LiveCall::State::waiting;
    if (!live->state.compare_exchange_strong(waiting, LiveCall::State::running)) return;
    Outcome outcome = backend_.call(request);
    live_calls().remove(request.id);
    // The arguments go first: whoever sees the result may count on the memory it lent being free.
    request.arguments.clear();
    live->listener->finished(request.id, std::move(outcome));
  });
}

void Host::stop(CallId id, LiveCall::Stop reason) {
  const std::shared_ptr<LiveCall> live = live_calls().find(id);
  if (live == nullptr) return;
  live->cancelled = true;
  auto none = LiveCall::Stop::none;
  live->stop.compare_exchange_strong(none, reason);
  auto waiting = LiveCall::State::waiting;
  if (live->state.compare_exchange_strong(waiting, LiveCall::State::over)) {
    live_calls().remove(id);
    live->listener->finished(id, stopped(reason));
  } else {
    main_pool().push([this, live] { backend_.interrupt(*live); });
  }
}

void Host::copy(std::shared_ptr<CopyOrder> order, CallId id, std::shared_ptr<Listener> listener) {
  copy_pool().push([this, order = std::move(order), id, listener = std::move(listener)] {
    backend_.release(order->run());
    listener->copied(id);
  });
}

}  // namespace gilder::core
