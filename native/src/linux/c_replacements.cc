#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "linux/allocators.h"
#include "linux/big_blocks.h"
#include "linux/replacements.h"

namespace gilder::guests {
namespace {

void* guest_malloc(std::size_t size) noexcept {
  return size < kBigBytes ? program_allocator.malloc(size)
                          : recorded_dense(system_allocator.malloc(size), size);
}

void* guest_calloc(std::size_t count, std::size_t size) noexcept {
  std::size_t total = 0;
  const bool big = __builtin_mul_overflow(count, size, &total) || total >= kBigBytes;
  return big ? recorded(system_allocator.calloc(count, size)) : program_allocator.calloc(count, size);
}

void any_free(void* block) noexcept {
  if (is_big(block)) {
    free_big(block);
  } else {
    program_allocator.free(block);
  }
}

void* moved(void* block, std::size_t kept, void* target) noexcept {
  if (target == nullptr) return nullptr;
  std::memcpy(target, block, kept);
  any_free(block);
  return target;
}

void* resized_big(void* block, std::size_t size) noexcept {
  // The record has room for big blocks only.
  if (size < kBigBytes) return moved(block, size, program_allocator.malloc(size));
  forget(block);
  void* resized = system_allocator.realloc(block, size);
  if (resized == nullptr) {
    remember(block);  // it lives on, and its place in the record is there
    return nullptr;
  }
  return recorded_dense(resized, size);
}

void* guest_realloc(void* block, std::size_t size) noexcept {
  if (is_big(block)) return resized_big(block, size);
  if (size < kBigBytes) return program_allocator.realloc(block, size);
  if (block == nullptr) return guest_malloc(size);
  return moved(block, std::min(size, program_allocator.malloc_usable_size(block)), guest_malloc(size));
}

void* host_realloc(void* block, std::size_t size) noexcept {
  return is_big(block) ? resized_big(block, size) : program_allocator.realloc(block, size);
}

// The C library's own would call the program's `realloc`.
void* guest_reallocarray(void* block, std::size_t count, std::size_t size) noexcept {
  std::size_t total = 0;
  if (!__builtin_mul_overflow(count, size, &total)) return guest_realloc(block, total);
  errno = ENOMEM;
  return nullptr;
}

int guest_posix_memalign(void** block, std::size_t alignment, std::size_t size) noexcept {
  if (size < kBigBytes) return program_allocator.posix_memalign(block, alignment, size);
  const int failed = system_allocator.posix_memalign(block, alignment, size);
  if (failed != 0) return failed;
  return recorded_dense(*block, size) == nullptr ? ENOMEM : 0;
}

void* guest_aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return size < kBigBytes ? program_allocator.aligned_alloc(alignment, size)
                          : recorded_dense(system_allocator.aligned_alloc(alignment, size), size);
}

void* guest_memalign(std::size_t alignment, std::size_t size) noexcept {
  return size < kBigBytes ? program_allocator.memalign(alignment, size)
                          : recorded_dense(system_allocator.memalign(alignment, size), size);
}

void* guest_valloc(std::size_t size) noexcept {
  return size < kBigBytes ? program_allocator.valloc(size)
                          : recorded_dense(system_allocator.valloc(size), size);
}

std::size_t any_malloc_usable_size(void* block) noexcept {
  return is_big(block) ? system_allocator.malloc_usable_size(block)
                       : program_allocator.malloc_usable_size(block);
}

template <typename Function>
void* at(Function* function) {
  return reinterpret_cast<void*>(function);
}

const Replacement replacements[] = {
    {"malloc", at(guest_malloc), nullptr},
    {"calloc", at(guest_calloc), nullptr},
    {"realloc", at(guest_realloc), at(host_realloc)},
    {"reallocarray", at(guest_reallocarray), nullptr},
    {"free", at(any_free), at(any_free)},
    {"posix_memalign", at(guest_posix_memalign), nullptr},
    {"aligned_alloc", at(guest_aligned_alloc), nullptr},
    {"memalign", at(guest_memalign), nullptr},
    {"valloc", at(guest_valloc), nullptr},
    {"malloc_usable_size", at(any_malloc_usable_size), at(any_malloc_usable_size)},
};

}  // namespace

const Replacement* c_replacement(std::string_view name) noexcept {
  const auto* found = std::find_if(std::begin(replacements), std::end(replacements),
                                   [name](const Replacement& one) { return one.name == name; });
  return found == std::end(replacements) ? nullptr : found;
}

}  // namespace gilder::guests
