#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "python/binary.h"

namespace gilder::python {
namespace {

constexpr std::uint16_t kDosMagic = 0x4D5A;
constexpr std::uint32_t kMagic = 0x50450000;
constexpr std::uint16_t kWideOptionalHeader = 0x20B;
constexpr std::uint16_t kDll = 0x2000;

std::string machine_name(std::uint16_t machine) {
  switch (machine) {
    case 0x14C:
      return "ia32";
    case 0x1C4:
      return "arm";
    case 0x8664:
      return "x64";
    case 0xAA64:
      return "arm64";
    default:
      return "machine " + std::to_string(machine);
  }
}

class Pe {
 public:
  Pe(BinaryFile& file, std::uint64_t start) : file_(file), start_(start) {}

  Binary read() {
    Binary binary;
    binary.format = Binary::Format::pe;
    binary.machine = machine_name(file_.number<std::uint16_t>(start_ + 4));
    binary.shared = (file_.number<std::uint16_t>(start_ + 22) & kDll) != 0;
    sections_ = file_.number<std::uint16_t>(start_ + 6);
    table_ = start_ + 24 + file_.number<std::uint16_t>(start_ + 20);
    for (std::uint16_t i = 0; i < sections_; ++i) {
      const std::uint64_t size = file_.number<std::uint32_t>(section(i) + 16);
      binary.least_bytes = std::max(binary.least_bytes, size + file_.number<std::uint32_t>(section(i) + 20));
    }
    if (binary.least_bytes <= file_.size()) binary.name = export_name();
    return binary;
  }

 private:
  std::uint64_t section(std::uint16_t index) const { return table_ + std::uint64_t{40} * index; }

  /// Where a relative virtual address lies in the file.
  std::optional<std::uint64_t> place(std::uint32_t address) {
    for (std::uint16_t i = 0; i < sections_; ++i) {
      const auto begin = file_.number<std::uint32_t>(section(i) + 12);
      const auto size = file_.number<std::uint32_t>(section(i) + 16);
      if (address >= begin && address - begin < size) {
        return std::uint64_t{file_.number<std::uint32_t>(section(i) + 20)} + (address - begin);
      }
    }
    return std::nullopt;
  }

  std::string export_name() {
    const std::uint64_t optional_header = start_ + 24;
    const bool wide = file_.number<std::uint16_t>(optional_header) == kWideOptionalHeader;
    const auto exports = file_.number<std::uint32_t>(optional_header + (wide ? 112 : 96));
    const auto directory = exports == 0 ? std::nullopt : place(exports);
    if (!directory.has_value()) return {};
    const auto name = place(file_.number<std::uint32_t>(*directory + 12));
    return name.has_value() ? file_.text(*name) : std::string();
  }

  BinaryFile& file_;
  std::uint64_t start_;
  std::uint64_t table_ = 0;
  std::uint16_t sections_ = 0;
};

}  // namespace

std::optional<Binary> read_pe(BinaryFile& file) {
  if (file.number<std::uint16_t>(0, false) != kDosMagic) return std::nullopt;
  const auto start = file.number<std::uint32_t>(60);
  // Without the second mark it is a program for DOS.
  if (file.number<std::uint32_t>(start, false) != kMagic) return std::nullopt;
  return Pe(file, start).read();
}

}  // namespace gilder::python
