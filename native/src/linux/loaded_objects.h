// The ELF objects in this process: the program itself and its libraries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <elf.h>
#include <link.h>
#include <string>
#include <vector>

namespace gilder::guests {

struct Range {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  bool contains(const void* address) const {
    const auto value = reinterpret_cast<std::uintptr_t>(address);
    return value >= begin && value < end;
  }
};

struct LoadedObject {
  /// As the loader knows it; empty for the program.
  std::string name;
  ElfW(Addr) base = 0;
  Range memory;
  /// What is made read-only once the loader has filled it in; empty if nothing is.
  Range relro;
  const ElfW(Dyn) * dynamic = nullptr;
};

/// How often an object was added and removed since the process began.
struct LoadCounts {
  unsigned long long added = 0;
  unsigned long long removed = 0;
  bool operator==(const LoadCounts&) const = default;
};

struct LoadedObjects {
  LoadCounts counts;
  /// The program first. Some may still be on the way in, on another thread.
  std::vector<LoadedObject> objects;
};

LoadCounts load_counts();
LoadedObjects loaded_objects();

/// Where the program itself lies.
Range program_range();

}  // namespace gilder::guests
