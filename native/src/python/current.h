// Which call a pool thread is executing.
#pragma once

#include "core/call.h"

namespace gilder::python {

/// Marks this thread as busy with a call for as long as it lives.
class CurrentCall {
 public:
  explicit CurrentCall(core::CallId id) { id_ = id; }
  CurrentCall(const CurrentCall&) = delete;
  CurrentCall& operator=(const CurrentCall&) = delete;
  ~CurrentCall() { id_ = 0; }
  /// 0 on a thread that is not executing one.
  static core::CallId id() { return id_; }

 private:
  static thread_local core::CallId id_;
};

}  // namespace gilder::python
