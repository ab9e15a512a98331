// One call of a Python function, from JavaScript's request to its outcome.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "error.h"
#include "value.h"

namespace gilder::core {

/// Numbers calls from 1; 0 is no call.
using CallId = std::int64_t;

/// A value, or why there is none.
using Outcome = std::variant<Value, Error>;

/// Who hears of calls. Every method may be called from any thread; all but `wait_for_room` also while it
/// holds the GIL, and so wait for nothing but a short lock.
class Listener {
 public:
  Listener() = default;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  virtual ~Listener() = default;
  /// The interpreter's version, or why it could not be started.
  virtual void started(std::variant<std::string, Error> version) = 0;
  virtual void event(CallId id, std::u16string kind, Value payload) = 0;
  /// Whether so many events are waiting that whoever sends them should wait too.
  virtual bool has_room() const = 0;
  virtual void wait_for_room() = 0;
  virtual void finished(CallId id, Outcome outcome) = 0;
  /// The arrays of a finished call have been copied out.
  virtual void copied(CallId id) = 0;
};

/// A Python function by name. Whoever makes one keeps it until the process ends.
struct Target {
  std::string module;
  std::string function;
};

/// The part of a call that both languages see while it runs.
struct LiveCall {
  enum class State : std::uint8_t { waiting, running, over };
  enum class Stop : std::uint8_t { none, interrupted, timeout };

  LiveCall(std::shared_ptr<Listener> to, bool with_events)
      : listener(std::move(to)), wants_events(with_events) {}
  const std::shared_ptr<Listener> listener;
  const bool wants_events;
  /// Asked to stop; the function may look.
  std::atomic<bool> cancelled = false;
  /// Made to stop, and why. The first reason stays.
  std::atomic<Stop> stop = Stop::none;
  std::atomic<State> state = State::waiting;
  /// Python's number of the thread that runs it. Written and read with the GIL held.
  unsigned long thread = 0;
};

struct CallRequest {
  CallId id = 0;
  const Target* target = nullptr;
  std::vector<Value> arguments;
  std::shared_ptr<LiveCall> live;
};

/// Calls whose function has not returned yet, by number: what Python's `_gilder` functions look up.
class LiveCalls {
 public:
  void add(CallId id, std::shared_ptr<LiveCall> call);
  void remove(CallId id);
  /// Null for a call that is over or never was.
  std::shared_ptr<LiveCall> find(CallId id) const;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<CallId, std::shared_ptr<LiveCall>> calls_;
};

}  // namespace gilder::core
