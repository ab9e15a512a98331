#include <dlfcn.h>
#include <filesystem>
#include <stdlib.h>
#include <string>

#include "python/loader.h"
#ifdef __linux__
#include "linux/guests.h"
#endif

namespace gilder::python {

void* load_library(const std::filesystem::path& file, const std::filesystem::path&, std::string& reason) {
  // Global, because extension modules do not link libpython: they find its symbols in the process.
#ifdef __linux__
  void* library = guests::open_first(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
#else
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
#endif
  if (library == nullptr) reason = dlerror();
  return library;
}

void* find_symbol(void* library, const char* name, std::string& reason) {
  void* found = dlsym(library, name);
  if (found == nullptr) {
    const char* said = dlerror();
    reason = said == nullptr ? "it is null" : said;
  }
  return found;
}

void unload_library(void* library) { dlclose(library); }

void unset_variable(const char* name) { unsetenv(name); }

}  // namespace gilder::python
