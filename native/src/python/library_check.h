// Whether a file may be loaded as the Python library. Loading a wrong one runs its code, leaves a part of it
// in the process, and gives the loader's riddle at best.
#pragma once

#include <filesystem>
#include <string>

#include "python/version.h"

namespace gilder::python {

/// The version that the file says it is. Throws `Error` for a file that is missing, damaged, not a shared
/// Python library, for another machine, or of a version that cannot be used. `shown` is the path for people.
Version check_library(const std::filesystem::path& path, const std::string& shown);

}  // namespace gilder::python
