// Python exceptions as errors, and ours as Python exceptions. All of it needs the GIL.
#pragma once

#include "error.h"

namespace gilder::python {

/// Takes the raised exception, whatever it is and however badly it behaves, off this thread.
Error take_raised();

/// Raises `error` as Python's TypeError (a value that cannot cross) or RuntimeError.
void raise(const Error& error) noexcept;

}  // namespace gilder::python
