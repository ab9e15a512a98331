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

}  // namespace gilder::python
