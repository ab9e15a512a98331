// The one interpreter of this process: whether it runs, and the threads it runs on.
//
// Lifetime rules
// 1. Nothing here is ever destroyed: threads use it until the process is gone.
// 2. One thread starts the interpreter and stays Python's main thread. It runs no calls: what Python code
// does
//    only there (signal handlers above all) would reach into the program around it.
// 3. Copies out of Python have a thread of their own, so that a finished call never waits behind a running
// one.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "core/backend.h"
#include "core/call.h"
#include "core/pool.h"
#include "value.h"

namespace gilder::core {

/// Copies the arrays of one finished call into memory that JavaScript has allocated.
class CopyOrder {
 public:
  void add(std::shared_ptr<const HeldMemory> from, std::byte* to) { items_.push_back({std::move(from), to}); }
  /// JavaScript's memory is going away: waits for a copy that is being made and prevents any later one.
  void abandon();
  /// Returns what was copied, for release under the GIL.
  std::vector<std::shared_ptr<const HeldMemory>> run();

 private:
  struct Item {
    std::shared_ptr<const HeldMemory> from;
    std::byte* to;
  };
  std::mutex mutex_;
  bool abandoned_ = false;
  std::vector<Item> items_;
};

class Host {
 public:
  /// `backend` must live as long as the process.
  explicit Host(Backend& backend) : backend_(backend) {}
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  /// Answers through `listener.started`. Throws `Error` when the interpreter is already in use.
  void start(StartOptions options, std::shared_ptr<Listener> listener);
  /// Answers through the call's listener.
  void call(CallRequest request);
  /// Ends the call: at once while it waits, else by an exception in it, as soon as Python code of it runs.
  void stop(CallId id, LiveCall::Stop reason);
  void copy(std::shared_ptr<CopyOrder> order, CallId id, std::shared_ptr<Listener> listener);

 private:
  enum class State { idle, starting, running, broken };

  void start_now(const StartOptions& options, Listener& listener);

  Backend& backend_;
  std::atomic<State> state_ = State::idle;
};

LiveCalls& live_calls();
/// Runs calls.
Pool& call_pool();
/// Copies results and gives Python's memory back.
Pool& copy_pool();
/// Starts Python, and later interrupts calls, which takes the GIL and so cannot wait for a copy to end.
Pool& main_pool();

}  // namespace gilder::core
