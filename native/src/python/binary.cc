#include "python/binary.h"

#include <optional>

namespace gilder::python {

std::optional<Binary> read_binary(BinaryFile& file) {
  if (file.size() < 4) return std::nullopt;
  if (auto elf = read_elf(file)) return elf;
  if (auto pe = read_pe(file)) return pe;
  return read_mach_o(file);
}

}  // namespace gilder::python
