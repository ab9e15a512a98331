// The Python library in memory: checked, loaded by path, and asked for symbols by name.
//
// Lifetime rule: once the interpreter has started in it, a library stays until the process ends.
#pragma once

#include <string>
#include <utility>

#include "python/version.h"

namespace gilder::python {

class Library {
 public:
  Library() = default;
  /// `home` is where Windows finds the libraries that this one needs. Throws `Error`.
  static Library open(const std::string& file, const std::string& home);
  Library(Library&& other) noexcept { *this = std::move(other); }
  Library& operator=(Library&& other) noexcept;
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library();

  /// Throws `Error` with library, symbol and reason.
  void* symbol(const char* name) const;
  const std::string& file() const { return file_; }
  const Version& version() const { return version_; }
  /// `3.12.1`, in the library's own words.
  const std::string& full_version() const { return full_version_; }
  /// Gives up unloading.
  void keep() { handle_ = nullptr; }

 private:
  void read_version();

  void* handle_ = nullptr;
  std::string file_;
  Version version_;
  std::string full_version_;
};

}  // namespace gilder::python
