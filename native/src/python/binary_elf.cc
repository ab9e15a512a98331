#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "python/binary.h"

namespace gilder::python {
namespace {

constexpr std::uint32_t kMagic = 0x7F454C46;
constexpr std::uint16_t kSharedObject = 3;
constexpr std::uint32_t kLoad = 1;
constexpr std::uint32_t kDynamic = 2;
constexpr std::uint32_t kInterpreter = 3;
constexpr std::uint64_t kStringTable = 5;
constexpr std::uint64_t kSoname = 14;

std::string machine_name(std::uint16_t machine) {
  switch (machine) {
    case 3:
      return "ia32";
    case 21:
      return "ppc64";
    case 22:
      return "s390x";
    case 40:
      return "arm";
    case 62:
      return "x64";
    case 183:
      return "arm64";
    case 243:
      return "riscv64";
    case 258:
      return "loong64";
    default:
      return "machine " + std::to_string(machine);
  }
}

struct Segment {
  std::uint32_t type;
  std::uint64_t offset;
  std::uint64_t address;
  std::uint64_t size;
};

class Elf {
 public:
  explicit Elf(BinaryFile& file) : file_(file) {
    wide_ = file.number<std::uint8_t>(4) == 2;
    little_ = file.number<std::uint8_t>(5) == 1;
  }

  Binary read() {
    Binary binary;
    binary.format = Binary::Format::elf;
    binary.machine = machine_name(half(18));
    binary.shared = half(16) == kSharedObject;
    // Linkers write the table of sections last.
    binary.least_bytes = word(wide_ ? 40 : 32) + std::uint64_t{half(wide_ ? 58 : 46)} * half(wide_ ? 60 : 48);
    read_segments();
    for (const Segment& segment : segments_) {
      // Programs that can be moved in memory look like libraries but for the loader they name.
      if (segment.type == kInterpreter) binary.shared = false;
      if (segment.type == kLoad) {
        binary.least_bytes = std::max(binary.least_bytes, segment.offset + segment.size);
      }
    }
    for (const Segment& segment : segments_) {
      if (segment.type == kDynamic && binary.least_bytes <= file_.size()) binary.name = soname(segment);
    }
    return binary;
  }

 private:
  std::uint16_t half(std::uint64_t at) { return file_.number<std::uint16_t>(at, little_); }
  std::uint64_t word(std::uint64_t at) {
    return wide_ ? file_.number<std::uint64_t>(at, little_) : file_.number<std::uint32_t>(at, little_);
  }

  void read_segments() {
    const std::uint64_t table = word(wide_ ? 32 : 28);
    const std::uint64_t entry_size = half(wide_ ? 54 : 42);
    const std::uint16_t count = half(wide_ ? 56 : 44);
    for (std::uint16_t i = 0; i < count; ++i) {
      const std::uint64_t entry = table + i * entry_size;
      segments_.push_back({file_.number<std::uint32_t>(entry, little_), word(entry + (wide_ ? 8 : 4)),
                           word(entry + (wide_ ? 16 : 8)), word(entry + (wide_ ? 32 : 16))});
    }
  }

  std::string soname(const Segment& dynamic) {
    const unsigned step = wide_ ? 8 : 4;
    std::optional<std::uint64_t> name;
    std::optional<std::uint64_t> strings;
    for (std::uint64_t at = 0; at + 2 * step <= dynamic.size; at += 2 * step) {
      const std::uint64_t tag = word(dynamic.offset + at);
      if (tag == 0) break;
      if (tag == kSoname) name = word(dynamic.offset + at + step);
      if (tag == kStringTable) strings = word(dynamic.offset + at + step);
    }
    if (!name.has_value() || !strings.has_value()) return {};
    for (const Segment& segment : segments_) {
      if (segment.type == kLoad && *strings >= segment.address && *strings - segment.address < segment.size) {
        return file_.text(segment.offset + (*strings - segment.address) + *name);
      }
    }
    return {};
  }

  BinaryFile& file_;
  bool wide_ = false;
  bool little_ = false;
  std::vector<Segment> segments_;
};

}  // namespace

std::optional<Binary> read_elf(BinaryFile& file) {
  if (file.number<std::uint32_t>(0, false) != kMagic) return std::nullopt;
  return Elf(file).read();
}

}  // namespace gilder::python
