// How the interpreter is set up, in the names that both of Python's configuration APIs use.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/backend.h"
#include "python/library.h"

namespace gilder::python {

struct Settings {
  std::vector<std::pair<const char*, int>> numbers;
  std::vector<std::pair<const char*, std::string>> texts;
  std::vector<std::string> search_paths;
};

Settings settings_of(const core::StartOptions& options);

/// By PyConfig: 3.11 to 3.13. Throws `Error`.
void initialise_by_layout(const Library& library, const Settings& settings);

/// By PyInitConfig: from 3.14 on. Throws `Error`.
void initialise_by_options(const Library& library, const Settings& settings);

}  // namespace gilder::python
