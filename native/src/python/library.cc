#include "python/library.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "error.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace gilder::python {
namespace {

namespace fs = std::filesystem;

fs::path path_of(const std::string& utf8) {
  return fs::path(std::u8string(reinterpret_cast<const char8_t*>(utf8.data()), utf8.size()));
}

[[noreturn]] void refuse(std::string message) { throw Error{Error::Kind::start, std::move(message)}; }

#ifdef _WIN32

std::string last_error() { return std::system_category().message(static_cast<int>(GetLastError())); }

void* load(const fs::path& file, const fs::path& home, std::string& reason) {
  // The folders are added for good: extension modules need them whenever they are imported.
  for (const fs::path& folder : {home, home / "Library" / "bin"}) {
    if (fs::is_directory(folder)) AddDllDirectory(folder.c_str());
  }
  void* handle = LoadLibraryExW(fs::path(file).make_preferred().c_str(), nullptr,
                                LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
  if (handle == nullptr) reason = last_error();
  return handle;
}

void* find(void* handle, const char* name, std::string& reason) {
  void* found = reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(handle), name));
  if (found == nullptr) reason = last_error();
  return found;
}

void unload(void* handle) { FreeLibrary(static_cast<HMODULE>(handle)); }

#else

void* load(const fs::path& file, const fs::path&, std::string& reason) {
  // Global, because extension modules do not link libpython: they find its symbols in the process.
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (handle == nullptr) reason = dlerror();
  return handle;
}

void* find(void* handle, const char* name, std::string& reason) {
  void* found = dlsym(handle, name);
  if (found == nullptr) {
    const char* said = dlerror();
    reason = said == nullptr ? "it is null" : said;
  }
  return found;
}

void unload(void* handle) { dlclose(handle); }

#endif

}  // namespace

Library Library::open(const std::string& file, const std::string& home) {
  const fs::path path = path_of(file);
  if (!path.is_absolute()) {
    refuse("The path of the Python library, '" + file + "', is not absolute. Give the whole path.");
  }
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) {
    refuse("There is no Python library at '" + file + "'. Install the Python runtime again.");
  }
  Library library;
  library.file_ = file;
  std::string reason;
  library.handle_ = load(path, path_of(home), reason);
  if (library.handle_ == nullptr) {
    refuse("The Python library '" + file + "' cannot be loaded: " + reason +
           ". Install the Python runtime for this machine again.");
  }
  return library;
}

Library& Library::operator=(Library&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(file_, other.file_);
  return *this;
}

Library::~Library() {
  if (handle_ != nullptr) unload(handle_);
}

void* Library::symbol(const char* name) const {
  std::string reason;
  void* found = find(handle_, name, reason);
  if (found == nullptr) {
    refuse("The library '" + file_ + "' has no symbol '" + name + "': " + reason +
           ". It is not a usable Python library: install the Python runtime again.");
  }
  return found;
}

}  // namespace gilder::python
