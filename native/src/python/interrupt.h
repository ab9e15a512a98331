// Calls that are made to stop: an exception raised in their thread, wherever it is. All of it needs the GIL,
// which is what keeps the exception inside of the call that it is meant for.
#pragma once

#include <optional>

#include "core/call.h"
#include "error.h"
#include "python/ref.h"

namespace gilder::python {

/// Makes `_gilder.Interrupted`. Raises.
Ref make_interrupted();

/// Raises it in the call, if that is running.
void interrupt(core::LiveCall& call);

/// A call's time of being interruptible, on its own thread.
class Interruptible {
 public:
  explicit Interruptible(core::LiveCall& call);
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  /// What was raised and has not arrived never will: the thread's next call must not get it.
  ~Interruptible();

 private:
  core::LiveCall& call_;
};

/// Why the call was stopped, if that is what the raised exception says; else the exception stays.
std::optional<Error> stopped(const core::LiveCall& call);

}  // namespace gilder::python
