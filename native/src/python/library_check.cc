#include "python/library_check.h"

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "error.h"
#include "python/binary.h"

namespace gilder::python {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kArchiveMagic = 0x213C6172;  // `!<ar`

[[noreturn]] void refuse(std::string message) { throw Error{Error::Kind::start, std::move(message)}; }

std::string system_of(Binary::Format format) {
  switch (format) {
    case Binary::Format::elf:
      return "Linux";
    case Binary::Format::pe:
      return "Windows";
    case Binary::Format::mach_o:
      return "macOS";
  }
  return {};
}

Binary binary_of(const fs::path& path, const std::string& shown) {
  const std::string cut_off =
      "The Python library '" + shown + "' is cut off. Install the Python runtime again.";
  BinaryFile file(path);
  if (!file.readable()) {
    refuse("The Python library '" + shown + "' cannot be read. Check the rights of the file.");
  }
  try {
    const std::optional<Binary> binary = read_binary(file);
    if (!binary.has_value()) {
      if (file.size() >= 4 && file.number<std::uint32_t>(0, false) == kArchiveMagic) {
        refuse("'" + shown +
               "' is a static library, which cannot be loaded. "
               "Choose a Python that was built with a shared library (--enable-shared).");
      }
      refuse("The file '" + shown + "' is not a library. Install the Python runtime again.");
    }
    if (file.size() < binary->least_bytes) refuse(cut_off);
    return *binary;
  } catch (const BinaryFile::CutOff&) {
    refuse(cut_off);
  }
}

}  // namespace

Version check_library(const fs::path& path, const std::string& shown) {
  std::error_code failed;
  if (!fs::is_regular_file(path, failed)) {
    refuse("There is no Python library at '" + shown + "'. Install the Python runtime again.");
  }
  const Binary binary = binary_of(path, shown);
  if (binary.format != kOwnFormat || binary.machine != kOwnMachine) {
    refuse("The Python library '" + shown + "' is for " + system_of(binary.format) + " on " + binary.machine +
           ", and this program for " + system_of(kOwnFormat) + " on " + kOwnMachine +
           ". Install the Python runtime for this machine.");
  }
  std::optional<Version> version = version_in(binary.name);
  if (!version.has_value()) version = version_in(shown);
  if (!binary.shared || !version.has_value()) {
    const std::string named = binary.name.empty() ? "" : " (it calls itself '" + binary.name + "')";
    refuse("The file '" + shown + "' is not a Python library" + named +
           ". Give the path of libpython3.x, or install the Python runtime again.");
  }
  check_version(*version, shown);
  return *version;
}

}  // namespace gilder::python
