#include "python/library.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "error.h"
#include "python/library_check.h"
#include "python/loader.h"

namespace gilder::python {
namespace {

namespace fs = std::filesystem;

fs::path path_of(const std::string& utf8) {
  return fs::path(std::u8string(reinterpret_cast<const char8_t*>(utf8.data()), utf8.size()));
}

[[noreturn]] void refuse(std::string message) { throw Error{Error::Kind::start, std::move(message)}; }

}  // namespace

Library Library::open(const std::string& file, const std::string& home) {
  const fs::path path = path_of(file);
  if (!path.is_absolute()) {
    refuse("The path of the Python library, '" + file + "', is not absolute. Give the whole path.");
  }
  Library library;
  library.file_ = file;
  library.version_ = check_library(path, file);
  std::string reason;
  library.handle_ = load_library(path, path_of(home), reason);
  if (library.handle_ == nullptr) {
    refuse("The Python library '" + file + "' cannot be loaded: " + reason +
           ". Install the Python runtime for this machine again.");
  }
  library.read_version();
  return library;
}

Library& Library::operator=(Library&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(file_, other.file_);
  std::swap(version_, other.version_);
  std::swap(full_version_, other.full_version_);
  return *this;
}

Library::~Library() {
  if (handle_ != nullptr) unload_library(handle_);
}

void* Library::symbol(const char* name) const {
  std::string reason;
  void* found = find_symbol(handle_, name, reason);
  if (found == nullptr) {
    refuse("The library '" + file_ + "' has no symbol '" + name + "': " + reason +
           ". It is not a usable Python library: install the Python runtime again.");
  }
  return found;
}

void Library::read_version() {
  // The one function that may be called in any version, before anything else.
  const auto get_version = reinterpret_cast<const char* (*)()>(symbol("Py_GetVersion"));
  const std::string said = get_version();
  full_version_ = said.substr(0, said.find(' '));
  const std::optional<Version> version = version_said(said);
  if (version.has_value() && version->free_threaded) check_version(*version, file_);
  if (!version.has_value() || version->minor != version_.minor) {
    refuse("The library '" + file_ + "' calls itself Python " + version_.text() + ", but is Python " +
           full_version_ + ". Install the Python runtime again.");
  }
}

}  // namespace gilder::python
