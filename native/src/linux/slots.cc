#include "linux/slots.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <sys/mman.h>

namespace gilder::guests {
namespace {

#if defined(__x86_64__)
constexpr unsigned kCallSlot = R_X86_64_JUMP_SLOT;
constexpr unsigned kAddressSlot = R_X86_64_GLOB_DAT;
constexpr unsigned kPointer = R_X86_64_64;
#elif defined(__aarch64__)
constexpr unsigned kCallSlot = R_AARCH64_JUMP_SLOT;
constexpr unsigned kAddressSlot = R_AARCH64_GLOB_DAT;
constexpr unsigned kPointer = R_AARCH64_ABS64;
#else
#error "Say here which relocations hold the addresses of functions on this processor."
#endif

struct Tables {
  const ElfW(Sym) * symbols = nullptr;
  const char* names = nullptr;
  const ElfW(Rela) * data = nullptr;
  std::size_t data_bytes = 0;
  const ElfW(Rela) * calls = nullptr;
  std::size_t calls_bytes = 0;
  bool in_code = false;
};

template <typename T>
const T* pointer(const LoadedObject& object, ElfW(Addr) value) {
  // glibc has already added the base where it could write to the table.
  return reinterpret_cast<const T*>(value < object.base ? object.base + value : value);
}

Tables tables_of(const LoadedObject& object) {
  Tables tables;
  for (const ElfW(Dyn)* entry = object.dynamic; entry->d_tag != DT_NULL; entry += 1) {
    switch (entry->d_tag) {
      case DT_SYMTAB:
        tables.symbols = pointer<ElfW(Sym)>(object, entry->d_un.d_ptr);
        break;
      case DT_STRTAB:
        tables.names = pointer<char>(object, entry->d_un.d_ptr);
        break;
      case DT_RELA:
        tables.data = pointer<ElfW(Rela)>(object, entry->d_un.d_ptr);
        break;
      case DT_RELASZ:
        tables.data_bytes = entry->d_un.d_val;
        break;
      case DT_JMPREL:
        tables.calls = pointer<ElfW(Rela)>(object, entry->d_un.d_ptr);
        break;
      case DT_PLTRELSZ:
        tables.calls_bytes = entry->d_un.d_val;
        break;
      case DT_TEXTREL:
        tables.in_code = true;
        break;
      default:
        break;
    }
  }
  return tables;
}

void collect(const LoadedObject& object, const Tables& tables, const ElfW(Rela) * first, std::size_t bytes,
             std::vector<Slot>& slots) {
  if (first == nullptr) return;
  for (const ElfW(Rela)* one = first; one != first + bytes / sizeof(*first); one += 1) {
    const auto type = ELF64_R_TYPE(one->r_info);
    if (type != kCallSlot && type != kAddressSlot && type != kPointer) continue;
    const ElfW(Sym) & symbol = tables.symbols[ELF64_R_SYM(one->r_info)];
    if (symbol.st_name == 0) continue;
    auto** place = reinterpret_cast<void**>(object.base + one->r_offset);
    const bool elsewhere = symbol.st_shndx == SHN_UNDEF;
    slots.push_back({place, tables.names + symbol.st_name,
                     type == kCallSlot && elsewhere && object.memory.contains(*place)});
  }
}

}  // namespace

std::vector<Slot> slots_of(const LoadedObject& object) {
  std::vector<Slot> slots;
  if (object.dynamic == nullptr) return slots;
  const Tables tables = tables_of(object);
  if (tables.symbols == nullptr || tables.names == nullptr) return slots;
  // Addresses among its instructions, which nobody may write any more. Compilers have not made such for
  // decades.
  if (tables.in_code) return slots;
  collect(object, tables, tables.data, tables.data_bytes, slots);
  collect(object, tables, tables.calls, tables.calls_bytes, slots);
  return slots;
}

void apply(const LoadedObject& object, const std::vector<Patch>& patches) noexcept {
  const auto locked = [&](const Patch& patch) { return object.relro.contains(patch.place); };
  const bool any_locked = std::any_of(patches.begin(), patches.end(), locked);
  void* relro = reinterpret_cast<void*>(object.relro.begin);
  const std::size_t relro_bytes = object.relro.end - object.relro.begin;
  const bool unlocked = any_locked && mprotect(relro, relro_bytes, PROT_READ | PROT_WRITE) == 0;
  for (const Patch& patch : patches) {
    if (!locked(patch) || unlocked) {
      std::atomic_ref(*patch.place).store(patch.value, std::memory_order_release);
    }
  }
  if (unlocked) mprotect(relro, relro_bytes, PROT_READ);
}

}  // namespace gilder::guests
