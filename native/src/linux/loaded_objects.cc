#include "linux/loaded_objects.h"

#include <algorithm>
#include <unistd.h>

namespace gilder::guests {
namespace {

LoadCounts counts_of(const dl_phdr_info& info) { return {info.dlpi_adds, info.dlpi_subs}; }

LoadedObject object_of(const dl_phdr_info& info) {
  LoadedObject object;
  object.name = info.dlpi_name == nullptr ? "" : info.dlpi_name;
  object.base = info.dlpi_addr;
  object.memory = {UINTPTR_MAX, 0};
  for (int i = 0; i < info.dlpi_phnum; i += 1) {
    const ElfW(Phdr) & header = info.dlpi_phdr[i];
    const std::uintptr_t begin = info.dlpi_addr + header.p_vaddr;
    const std::uintptr_t end = begin + header.p_memsz;
    if (header.p_type == PT_LOAD) {
      object.memory = {std::min(object.memory.begin, begin), std::max(object.memory.end, end)};
    } else if (header.p_type == PT_DYNAMIC) {
      object.dynamic = reinterpret_cast<const ElfW(Dyn)*>(begin);
    } else if (header.p_type == PT_GNU_RELRO) {
      // Rounded as the loader does it.
      const std::uintptr_t page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
      object.relro = {begin / page * page, end / page * page};
    }
  }
  return object;
}

}  // namespace

LoadCounts load_counts() {
  LoadCounts counts;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* found) {
        *static_cast<LoadCounts*>(found) = counts_of(*info);
        return 1;
      },
      &counts);
  return counts;
}

LoadedObjects loaded_objects() {
  LoadedObjects all;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* found) {
        auto& list = *static_cast<LoadedObjects*>(found);
        list.counts = counts_of(*info);
        list.objects.push_back(object_of(*info));
        return 0;
      },
      &all);
  return all;
}

Range program_range() {
  Range range;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* found) {
        *static_cast<Range*>(found) = object_of(*info).memory;
        return 1;
      },
      &range);
  return range;
}

}  // namespace gilder::guests
