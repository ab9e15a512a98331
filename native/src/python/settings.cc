#include "python/settings.h"

#include <filesystem>
#include <string>
#include <system_error>

namespace gilder::python {
namespace {

namespace fs = std::filesystem;

/// By the mark that Python itself looks for.
bool in_virtual_environment(const std::string& executable) {
  const fs::path folder =
      fs::path(std::u8string(reinterpret_cast<const char8_t*>(executable.data()), executable.size()))
          .parent_path();
  std::error_code failed;
  return fs::exists(folder / "pyvenv.cfg", failed) || fs::exists(folder.parent_path() / "pyvenv.cfg", failed);
}

}  // namespace

Settings settings_of(const core::StartOptions& options) {
  Settings settings;
  settings.numbers = {
      {"install_signal_handlers", 0},  // Ctrl+C belongs to the application
      {"write_bytecode", 0},           // the runtime may lie in a folder that nobody may write
      {"parse_argv", 0},
  };
  // Unset, the executable is the first python3 on PATH, and multiprocessing would start that.
  settings.texts = {{"program_name", options.executable}, {"executable", options.executable}};
  // A virtual environment says itself where its Python is; given a home, Python would not look.
  if (!in_virtual_environment(options.executable)) {
    settings.texts.emplace_back("base_executable", options.executable);
    settings.texts.emplace_back("home", options.home);
  }
  settings.search_paths = options.search_paths;
  return settings;
}

}  // namespace gilder::python
