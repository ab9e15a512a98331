// `module` and `function` as the Python function they name.
#pragma once

#include <string>

#include "python/ref.h"

namespace gilder::python {

/// Imports the module the first time. Throws `Error` when there is no such module or function, `Raised` when
/// the import itself fails. Needs the GIL.
Ref find_target(const std::string& module, const std::string& function);

}  // namespace gilder::python
