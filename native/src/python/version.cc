#include "python/version.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>

#include "error.h"

namespace gilder::python {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `12` and what follows it. No Python has a minor version of three digits.
std::optional<Version> version_of_digits(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  if (digits.empty() || digits.size() > 2) return std::nullopt;
  Version version;
  for (const char digit : digits) version.minor = version.minor * 10 + (digit - '0');
  const std::string_view rest = text.substr(digits.size());
  version.free_threaded = !rest.empty() && rest.front() == 't';
  return version;
}

/// `3.12t.so`, `312.dll`, but not `3.so`, which stands for any version.
std::optional<Version> version_after(std::string_view text) {
  if (text.empty() || text.front() != '3') return std::nullopt;
  text.remove_prefix(1);
  if (!text.empty() && text.front() == '.') text.remove_prefix(1);
  return version_of_digits(text);
}

}  // namespace

std::optional<Version> version_in(std::string_view name) {
  constexpr std::string_view kPython = "python";
  constexpr std::string_view kVersions = "/versions/";
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return c == '\\' ? '/' : static_cast<char>(std::tolower(c)); });
  const std::string base = lower.substr(lower.rfind('/') + 1);
  const std::size_t at = base.find(kPython);
  if (at == std::string::npos) return std::nullopt;
  const std::string_view rest = std::string_view(base).substr(at + kPython.size());
  // A framework's library is called Python, or PythonT without the GIL, in a folder with the version.
  if (rest.empty() || rest == "t") {
    const std::size_t folder = lower.rfind(kVersions);
    if (folder == std::string::npos) return std::nullopt;
    auto version = version_after(std::string_view(lower).substr(folder + kVersions.size()));
    if (version.has_value() && rest == "t") version->free_threaded = true;
    return version;
  }
  return version_after(rest);
}

std::optional<Version> version_said(std::string_view said) {
  auto version = version_after(said);
  if (version.has_value()) {
    version->free_threaded = said.find("free-threading") != std::string_view::npos;
  }
  return version;
}

void check_version(const Version& version, const std::string& file) {
  const std::string known =
      "from 3." + std::to_string(kOldestMinor) + " to 3." + std::to_string(kNewestMinor);
  const std::string who = "The library '" + file + "' is Python " + version.text();
  if (version.free_threaded) {
    throw Error{Error::Kind::start,
                who +
                    ", a free-threaded build, whose binary interface this program does not know. "
                    "Choose a runtime with an ordinary build of Python " +
                    known + "."};
  }
  if (version.minor < kOldestMinor || version.minor > kNewestMinor) {
    throw Error{
        Error::Kind::start,
        who + (version.minor < kOldestMinor ? ", which is too old" : ", which is newer than this program") +
            ". Choose a runtime with a Python " + known + "."};
  }
}

}  // namespace gilder::python
