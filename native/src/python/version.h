// Which Pythons this addon can run, and how a library's name tells which one it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gilder::python {

/// `3.<minor>`
struct Version {
  int minor = 0;
  /// Built without the GIL, with another ABI.
  bool free_threaded = false;

  std::string text() const { return "3." + std::to_string(minor) + (free_threaded ? "t" : ""); }
};

/// What is not among these may lay out its configuration differently, or lack symbols.
inline constexpr int kOldestMinor = 11;
inline constexpr int kNewestMinor = 14;

/// Of `libpython3.12.so.1.0`, `…/python312.dll`, `@rpath/libpython3.13t.dylib` or
/// `…/Python.framework/Versions/3.12/Python`; none when the name does not tell.
std::optional<Version> version_in(std::string_view name);

/// The version at the start of what Py_GetVersion says.
std::optional<Version> version_said(std::string_view said);

/// Throws `Error` for a version that is not to be used. `file` is for the sentence.
void check_version(const Version& version, const std::string& file);

}  // namespace gilder::python
