#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "python/binary.h"

namespace gilder::python {
namespace {

constexpr std::uint32_t kMagic = 0xFEEDFACF;
constexpr std::uint32_t kNarrowMagic = 0xFEEDFACE;
constexpr std::uint32_t kUniversalMagic = 0xCAFEBABE;
constexpr std::uint32_t kDylib = 6;
constexpr std::uint32_t kWideSegment = 0x19;
constexpr std::uint32_t kOwnId = 0x0D;

std::string machine_name(std::uint32_t machine) {
  switch (machine) {
    case 7:
      return "ia32";
    case 12:
      return "arm";
    case 0x01000007:
      return "x64";
    case 0x0100000C:
      return "arm64";
    default:
      return "machine " + std::to_string(machine);
  }
}

/// One machine's part, from `start` on.
std::optional<Binary> read_part(BinaryFile& file, std::uint64_t start) {
  const auto magic = file.number<std::uint32_t>(start);
  if (magic != kMagic && magic != kNarrowMagic) return std::nullopt;
  Binary binary;
  binary.format = Binary::Format::mach_o;
  binary.machine = machine_name(file.number<std::uint32_t>(start + 4));
  binary.shared = file.number<std::uint32_t>(start + 12) == kDylib;
  const auto commands = file.number<std::uint32_t>(start + 16);
  std::uint64_t at = start + (magic == kMagic ? 32 : 28);
  for (std::uint32_t i = 0; i < commands; ++i) {
    const auto kind = file.number<std::uint32_t>(at);
    const auto size = file.number<std::uint32_t>(at + 4);
    if (kind == kWideSegment) {
      const std::uint64_t end = file.number<std::uint64_t>(at + 40) + file.number<std::uint64_t>(at + 48);
      binary.least_bytes = std::max(binary.least_bytes, start + end);
    }
    if (kind == kOwnId) binary.name = file.text(at + file.number<std::uint32_t>(at + 8));
    // A command has at least its own two numbers; less would go round for ever.
    at += std::max<std::uint32_t>(size, 8);
  }
  return binary;
}

}  // namespace

std::optional<Binary> read_mach_o(BinaryFile& file) {
  // Java class files share this mark; they have a version of 45 or more where a universal file has its count.
  constexpr std::uint32_t kMostParts = 20;
  if (file.number<std::uint32_t>(0, false) != kUniversalMagic) return read_part(file, 0);
  const auto count = file.number<std::uint32_t>(4, false);
  std::optional<Binary> first;
  if (count == 0 || count > kMostParts) return first;
  for (std::uint32_t i = 0; i < count; ++i) {
    auto part = read_part(file, file.number<std::uint32_t>(8 + std::uint64_t{20} * i + 8, false));
    if (part.has_value() && part->machine == kOwnMachine) return part;
    if (!first.has_value()) first = std::move(part);
  }
  return first;
}

}  // namespace gilder::python
