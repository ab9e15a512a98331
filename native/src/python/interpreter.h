// The embedded interpreter: what the core asks of Python.
#pragma once

#include "core/backend.h"

namespace gilder::python {

/// Made once; lives as long as the process.
core::Backend& interpreter();

}  // namespace gilder::python
