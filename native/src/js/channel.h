// The one way from other threads to JavaScript's: a queue and a single thread-safe function that wakes it.
//
// Lifetime rules (each prevents a hang, a leak or a crash)
// 1. The function is unreferenced but while somebody `hold`s it: an idle addon does not keep Node alive, a
// pending
//    call does.
// 2. The wake-up is sent with a lock held that `close` takes too: after it nobody touches the function, which
//    the environment destroys right after its cleanup hooks.
// 3. The function's context owns a handle on the channel until its finalizer, because Node may still deliver
//    wake-ups, with no environment, while it empties the function.
// 4. N-API references die on JavaScript's thread only: others hand them to `reap`. Once closed they are the
//    environment's to free.
// 5. While JavaScript's thread has things to deliver, it is awake and no wake-ups are sent: Node would serve
//    them one after another, up to a thousand times, before it looks at anything else. It takes turns by
//    setImmediate. It stays awake a moment longer while calls are pending: to fall asleep and be woken takes
//    several times as long as a short call.
// 6. Nothing is destroyed with the lock held: what an item owns may post again.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "core/call.h"
#include "js/api.h"

namespace gilder::js {

struct Started {
  std::variant<std::string, Error> version;
};
struct Event {
  core::CallId id;
  std::u16string kind;
  Value payload;
};
struct Finished {
  core::CallId id;
  core::Outcome outcome;
};
struct Copied {
  core::CallId id;
};
using Item = std::variant<Started, Event, Finished, Copied>;

/// Takes the items, in the order they were posted, on JavaScript's thread.
class Receiver {
 public:
  Receiver() = default;
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;
  virtual ~Receiver() = default;
  virtual void receive(Item item) = 0;
};

class Channel final : public core::Listener, public std::enable_shared_from_this<Channel> {
 public:
  /// `receiver` must live until `close`.
  static std::shared_ptr<Channel> open(Napi::Env env, Receiver& receiver);

  // JavaScript's thread.
  void hold();
  void let_go();
  void close();

  // Any thread.
  void started(std::variant<std::string, Error> version) override { post(Started{std::move(version)}); }
  void event(core::CallId id, std::u16string kind, Value payload) override;
  bool has_room() const override;
  void wait_for_room() override;
  void finished(core::CallId id, core::Outcome outcome) override { post(Finished{id, std::move(outcome)}); }
  void copied(core::CallId id) override { post(Copied{id}); }
  void reap(napi_ref reference);
  /// Counts what is lent to Python.
  void lent() { ++lent_; }
  bool lends() const { return lent_ > 0; }

 private:
  explicit Channel(Napi::Env env, Receiver& receiver) : env_(env), receiver_(receiver) {}
  void post(Item item);
  void wake();
  static void on_wake(napi_env env, napi_value, void* context, void*);
  static napi_value on_immediate(napi_env env, napi_callback_info info);
  void deliver();
  bool collect();
  bool may_sleep();
  void delivered_event();
  template <typename Body>
  void guarded(Body body) noexcept;
  void continue_later();

  const Napi::Env env_;
  Receiver& receiver_;

  std::mutex mutex_;
  bool closed_ = false;
  /// Whether JavaScript's thread will look by itself.
  bool awake_ = false;
  std::vector<Item> posted_;
  std::condition_variable room_;
  /// Events posted and not yet delivered.
  std::atomic<std::size_t> waiting_ = 0;
  std::atomic<std::size_t> lent_ = 0;
  std::vector<napi_ref> dead_;

  /// Apart from the other, which JavaScript's thread needs as soon as it is woken.
  std::mutex wake_mutex_;
  bool silent_ = false;
  napi_threadsafe_function wake_ = nullptr;

  // JavaScript's thread only.
  std::deque<Item> backlog_;
  std::chrono::steady_clock::time_point last_delivery_;
  Napi::FunctionReference set_immediate_;
  Napi::FunctionReference on_immediate_;
  std::uint32_t holders_ = 0;
};

}  // namespace gilder::js
