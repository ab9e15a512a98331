// Starts the interpreter shut off from the user's machine. The only code bound to one Python version: it
// fills PyConfig, whose layout is no part of the stable ABI.
#pragma once

#include "core/backend.h"
#include "python/library.h"

namespace gilder::python {

/// `3.11.7`. Throws `Error` when this addon does not know that version's PyConfig.
std::string checked_version(const Library& library);

/// Leaves the calling thread holding the GIL. Throws `Error`.
void initialise(const Library& library, const core::StartOptions& options);

}  // namespace gilder::python
