#include "linux/allocators.h"

#include <cerrno>
#include <cstdint>
#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include "linux/big_blocks.h"
#include "linux/loaded_objects.h"

namespace gilder::guests {

Allocator program_allocator;
Allocator system_allocator;

namespace {

bool fill(Allocator& allocator, void* library) {
#define GILDER_LOOK_UP(name)                                                          \
  allocator.name = reinterpret_cast<decltype(allocator.name)>(dlsym(library, #name)); \
  if (allocator.name == nullptr) return false;
  GILDER_LOOK_UP(malloc)
  GILDER_LOOK_UP(calloc)
  GILDER_LOOK_UP(realloc)
  GILDER_LOOK_UP(free)
  GILDER_LOOK_UP(posix_memalign)
  GILDER_LOOK_UP(aligned_alloc)
  GILDER_LOOK_UP(memalign)
  GILDER_LOOK_UP(valloc)
  GILDER_LOOK_UP(malloc_usable_size)
#undef GILDER_LOOK_UP
  return true;
}

// All or nothing: a block must be freed and measured by the allocator that made it.
bool all_in_program() {
  const Range program = program_range();
  for (const void* function :
       {reinterpret_cast<void*>(program_allocator.malloc), reinterpret_cast<void*>(program_allocator.calloc),
        reinterpret_cast<void*>(program_allocator.realloc), reinterpret_cast<void*>(program_allocator.free),
        reinterpret_cast<void*>(program_allocator.posix_memalign),
        reinterpret_cast<void*>(program_allocator.malloc_usable_size)}) {
    if (!program.contains(function)) return false;
  }
  return true;
}

}  // namespace

bool find_allocators() noexcept {
  void* libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  return libc != nullptr && fill(program_allocator, RTLD_DEFAULT) && fill(system_allocator, libc) &&
         all_in_program();
}

void* recorded(void* block) noexcept {
  if (block == nullptr || remember(block)) return block;
  system_allocator.free(block);
  errno = ENOMEM;
  return nullptr;
}

void* recorded_dense(void* block, std::size_t size) noexcept {
  // From this size on each block has a mapping of its own: glibc keeps none for another use.
  constexpr std::size_t own_mapping = std::size_t{32} << 20;
  if (block != nullptr && size >= own_mapping) {
    static const std::uintptr_t page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(block) + page - 1) / page * page;
    const auto end = (reinterpret_cast<std::uintptr_t>(block) + size) / page * page;
    const int told = errno;
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
    errno = told;
  }
  return recorded(block);
}

void free_big(void* block) noexcept {
  // First, because the address may be another thread's as soon as the block is free.
  forget(block);
  system_allocator.free(block);
}

}  // namespace gilder::guests
