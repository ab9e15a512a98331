// The operating system's loader, and its environment variables.
#pragma once

#include <filesystem>
#include <string>

namespace gilder::python {

/// Null, and why, when it cannot be loaded. `home` is where Windows finds what the library and the extension
/// modules need.
void* load_library(const std::filesystem::path& file, const std::filesystem::path& home, std::string& reason);

/// Null, and why, when there is none.
void* find_symbol(void* library, const char* name, std::string& reason);

void unload_library(void* library);

/// For Python and for the programs that this process starts from now on.
void unset_variable(const char* name);

}  // namespace gilder::python
