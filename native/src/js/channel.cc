#include "js/channel.h"

#include <chrono>
#include <exception>
#include <utility>

#include "js/errors.h"

namespace gilder::js {
namespace {

// Long enough to drain thousands of events at once, short enough not to be felt.
constexpr auto kTurn = std::chrono::milliseconds(4);
// With more events than that their senders wait, until so few are left: a flood must not grow without end.
constexpr std::size_t kMaxWaiting = 10'000;
constexpr std::size_t kFewWaiting = kMaxWaiting / 2;

// After a delivery, while a call is pending. Calls that take longer are not noticeably delayed by a wake-up.
constexpr auto kStayAwake = std::chrono::microseconds(60);
// With more calls pending it pays to sleep: their results then come in batches.
constexpr std::uint32_t kFewCalls = 2;

using Context = std::shared_ptr<Channel>;

}  // namespace

std::shared_ptr<Channel> Channel::open(Napi::Env env, Receiver& receiver) {
  std::shared_ptr<Channel> channel(new Channel(env, receiver));
  auto context = std::make_unique<Context>(channel);
  const auto finalize = [](napi_env, void*, void* data) { delete static_cast<Context*>(data); };
  checked(env, napi_create_threadsafe_function(env, nullptr, nullptr, Napi::String::New(env, "gilder"), 0, 1,
                                               nullptr, finalize, context.get(), on_wake, &channel->wake_));
  context.release();
  checked(env, napi_unref_threadsafe_function(env, channel->wake_));
  napi_value immediate = nullptr;
  checked(env,
          napi_create_function(env, "gilder", NAPI_AUTO_LENGTH, on_immediate, channel.get(), &immediate));
  channel->on_immediate_ = Napi::Persistent(Napi::Function(env, immediate));
  channel->set_immediate_ = Napi::Persistent(env.Global().Get("setImmediate").As<Napi::Function>());
  return channel;
}

void Channel::hold() {
  if (holders_++ == 0) checked(env_, napi_ref_threadsafe_function(env_, wake_));
}

void Channel::let_go() {
  if (--holders_ == 0) checked(env_, napi_unref_threadsafe_function(env_, wake_));
}

void Channel::close() {
  std::vector<Item> dropped;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    closed_ = true;
    dropped.swap(posted_);
    dead_.clear();
  }
  {
    const std::lock_guard lock(wake_mutex_);
    silent_ = true;
    napi_release_threadsafe_function(wake_, napi_tsfn_abort);
  }
  room_.notify_all();
  backlog_.clear();
}

void Channel::post(Item item) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    posted_.push_back(std::move(item));
    if (std::exchange(awake_, true)) return;
  }
  wake();
}

void Channel::event(core::CallId id, std::u16string kind, Value payload) {
  ++waiting_;
  post(Event{id, std::move(kind), std::move(payload)});
}

bool Channel::has_room() const { return waiting_ < kMaxWaiting; }

void Channel::wait_for_room() {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [this] { return closed_ || waiting_ < kFewWaiting; });
}

void Channel::delivered_event() {
  if (waiting_-- != kFewWaiting) return;
  // With the lock, or it could fall between a sender's look and its sleep.
  const std::lock_guard lock(mutex_);
  room_.notify_all();
}

void Channel::reap(napi_ref reference) {
  --lent_;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    dead_.push_back(reference);
    if (std::exchange(awake_, true)) return;
  }
  wake();
}

void Channel::wake() {
  const std::lock_guard lock(wake_mutex_);
  if (!silent_) napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
}

void Channel::on_wake(napi_env env, napi_value, void* context, void*) {
  if (env == nullptr) return;
  const Context channel = *static_cast<Context*>(context);
  channel->deliver();
}

napi_value Channel::on_immediate(napi_env env, napi_callback_info info) {
  void* data = nullptr;
  napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &data);
  static_cast<Channel*>(data)->deliver();
  return nullptr;
}

void Channel::deliver() {
  const Context alive = shared_from_this();
  const auto end = std::chrono::steady_clock::now() + kTurn;
  do {
    while (collect()) {
      while (!backlog_.empty()) {
        Item item = std::move(backlog_.front());
        backlog_.pop_front();
        if (std::holds_alternative<Event>(item)) delivered_event();
        guarded([&] { receiver_.receive(std::move(item)); });
        last_delivery_ = std::chrono::steady_clock::now();
        if (last_delivery_ < end) continue;
        guarded([&] { continue_later(); });
        return;
      }
    }
    const bool few = holders_ > 0 && holders_ <= kFewCalls;
    if (few && std::chrono::steady_clock::now() - last_delivery_ < kStayAwake) {
      guarded([&] { continue_later(); });
      return;
    }
  } while (!may_sleep());
}

/// Whether there is anything to deliver.
bool Channel::collect() {
  std::vector<Item> posted;
  std::vector<napi_ref> dead;
  {
    const std::lock_guard lock(mutex_);
    posted.swap(posted_);
    dead.swap(dead_);
  }
  for (napi_ref reference : dead) napi_delete_reference(env_, reference);
  for (Item& item : posted) backlog_.push_back(std::move(item));
  return !backlog_.empty();
}

/// If so, the next one to post has to wake us.
bool Channel::may_sleep() {
  const std::lock_guard lock(mutex_);
  awake_ = !posted_.empty() || !dead_.empty();
  return !awake_;
}

template <typename Body>
void Channel::guarded(Body body) noexcept {
  const Napi::HandleScope scope(env_);
  // What a callback of the caller's throws is as uncaught as if a timer had called it.
  try {
    body();
  } catch (const Napi::Error& error) {
    napi_fatal_exception(env_, error.Value());
  } catch (const Error& error) {
    napi_fatal_exception(env_, new_error(env_, error).Value());
  } catch (const std::exception& error) {
    napi_fatal_exception(env_, Napi::Error::New(env_, error.what()).Value());
  }
}

void Channel::continue_later() { set_immediate_.Call({on_immediate_.Value()}); }

}  // namespace gilder::js
