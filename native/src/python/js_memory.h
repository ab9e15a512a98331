// JavaScript memory as a Python object with the buffer protocol, so that NumPy can work on it in place.
#pragma once

#include "python/ref.h"
#include "value.h"

namespace gilder::python {

/// Makes the type; once, at the start.
void make_js_memory_type();

/// A NumPy array over the memory. The claim on it is dropped when the last array or view in Python is.
Ref numpy_array_over(const PinnedArray& array);

}  // namespace gilder::python
