// Who may touch Python objects, as types. Only pool threads ever take the GIL; JavaScript's thread has no way
// to.
#pragma once

#include "python/symbols.h"

namespace gilder::python {

/// Holds the GIL on a pool thread, with the thread state that belongs to the thread for ever.
class Gil {
 public:
  Gil();
  Gil(const Gil&) = delete;
  Gil& operator=(const Gil&) = delete;
  ~Gil();

  /// Whether this thread is inside a `Gil`. Threads that Python made are not known here.
  static bool held();
  /// Makes the interpreter's first thread state this thread's own, and lets the GIL go.
  static void adopt_main();
};

/// Lets the GIL go on any thread that holds it, for as long as it lives.
class NoGil {
 public:
  NoGil() : state_(api.PyEval_SaveThread()) {}
  NoGil(const NoGil&) = delete;
  NoGil& operator=(const NoGil&) = delete;
  ~NoGil() { api.PyEval_RestoreThread(state_); }

 private:
  PyThreadState* const state_;
};

}  // namespace gilder::python
