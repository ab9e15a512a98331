// Starts the interpreter shut off from the user's machine. The only code bound to Python's versions.
#pragma once

#include "core/backend.h"
#include "python/library.h"

namespace gilder::python {

/// Leaves the calling thread holding the GIL. Throws `Error`.
void initialise(const Library& library, const core::StartOptions& options);

}  // namespace gilder::python
