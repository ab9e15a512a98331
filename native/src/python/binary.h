// What a library file says about itself, read from its headers without loading it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "python/binary_file.h"

namespace gilder::python {

struct Binary {
  enum class Format : std::uint8_t { elf, pe, mach_o };

  Format format = Format::elf;
  /// Node's words where it has one (`x64`, `arm64` …), else the header's number.
  std::string machine;
  /// Something that can be loaded into a process, not a program.
  bool shared = false;
  /// The file cannot be whole when it is shorter.
  std::uint64_t least_bytes = 0;
  /// DT_SONAME, the export table's name, LC_ID_DYLIB; empty when it has none.
  std::string name;
};

inline constexpr Binary::Format kOwnFormat =
#if defined(_WIN32)
    Binary::Format::pe;
#elif defined(__APPLE__)
    Binary::Format::mach_o;
#else
    Binary::Format::elf;
#endif

inline constexpr const char* kOwnMachine =
#if defined(__x86_64__) || defined(_M_X64)
    "x64";
#elif defined(__aarch64__) || defined(_M_ARM64)
    "arm64";
#elif defined(__i386__) || defined(_M_IX86)
    "ia32";
#elif defined(__arm__)
        "arm";
#elif defined(__powerpc64__)
        "ppc64";
#elif defined(__s390x__)
        "s390x";
#elif defined(__riscv)
        "riscv64";
#else
        "loong64";
#endif

/// None for anything but the three formats. Of a universal file, the part for this machine, else the first.
/// Throws `BinaryFile::CutOff`.
std::optional<Binary> read_binary(BinaryFile& file);

std::optional<Binary> read_elf(BinaryFile& file);
std::optional<Binary> read_pe(BinaryFile& file);
std::optional<Binary> read_mach_o(BinaryFile& file);

}  // namespace gilder::python
