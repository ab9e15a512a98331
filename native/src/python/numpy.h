// NumPy's types, without importing it: an object of theirs can only exist once somebody has.
#pragma once

#include "python/ref.h"

namespace gilder::python {

enum class NumPyKind {
  none,
  /// Exactly `ndarray`: a subclass may mean more than its elements, as a masked array does.
  array,
  /// A boolean, integer or real scalar.
  number,
};

/// Needs the GIL; never raises.
NumPyKind numpy_kind(PyObject* object);

}  // namespace gilder::python
