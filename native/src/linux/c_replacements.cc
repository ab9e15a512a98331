#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "linux/allocators.h"
#include "linux/big_blocks.h"
#include "linux/replacements.h"

namespace gilder::guests {
namespace {

template <std::size_t from>
void* own_malloc(std::size_t size) noexcept {
  return size < from ? program_allocator.malloc(size) : recorded_dense(system_allocator.malloc(size), size);
}

template <std::size_t from>
void* own_calloc(std::size_t count, std::size_t size) noexcept {
  std::size_t total = 0;
  const bool big = __builtin_mul_overflow(count, size, &total) || total >= from;
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

template <std::size_t from>
void* own_realloc(void* block, std::size_t size) noexcept {
  if (is_big(block)) return resized_big(block, size);
  if (size < from) return program_allocator.realloc(block, size);
  if (block == nullptr) return own_malloc<from>(size);
  return moved(block, std::min(size, program_allocator.malloc_usable_size(block)), own_malloc<from>(size));
}

// The C library's own would call the program's `realloc`.
template <std::size_t from>
void* own_reallocarray(void* block, std::size_t count, std::size_t size) noexcept {
  std::size_t total = 0;
  if (!__builtin_mul_overflow(count, size, &total)) return own_realloc<from>(block, total);
  errno = ENOMEM;
  return nullptr;
}

template <std::size_t from>
int own_posix_memalign(void** block, std::size_t alignment, std::size_t size) noexcept {
  if (size < from) return program_allocator.posix_memalign(block, alignment, size);
  const int failed = system_allocator.posix_memalign(block, alignment, size);
  if (failed != 0) return failed;
  return recorded_dense(*block, size) == nullptr ? ENOMEM : 0;
}

template <std::size_t from>
void* own_aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return size < from ? program_allocator.aligned_alloc(alignment, size)
                     : recorded_dense(system_allocator.aligned_alloc(alignment, size), size);
}

template <std::size_t from>
void* own_memalign(std::size_t alignment, std::size_t size) noexcept {
  return size < from ? program_allocator.memalign(alignment, size)
                     : recorded_dense(system_allocator.memalign(alignment, size), size);
}

template <std::size_t from>
void* own_valloc(std::size_t size) noexcept {
  return size < from ? program_allocator.valloc(size) : recorded_dense(system_allocator.valloc(size), size);
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
    {"malloc", at(own_malloc<kBigBytes>), at(own_malloc<kHugeBytes>)},
    {"calloc", at(own_calloc<kBigBytes>), at(own_calloc<kHugeBytes>)},
    {"realloc", at(own_realloc<kBigBytes>), at(own_realloc<kHugeBytes>)},
    {"reallocarray", at(own_reallocarray<kBigBytes>), at(own_reallocarray<kHugeBytes>)},
    {"free", at(any_free), at(any_free)},
    {"posix_memalign", at(own_posix_memalign<kBigBytes>), at(own_posix_memalign<kHugeBytes>)},
    {"aligned_alloc", at(own_aligned_alloc<kBigBytes>), at(own_aligned_alloc<kHugeBytes>)},
    {"memalign", at(own_memalign<kBigBytes>), at(own_memalign<kHugeBytes>)},
    {"valloc", at(own_valloc<kBigBytes>), at(own_valloc<kHugeBytes>)},
    {"malloc_usable_size", at(any_malloc_usable_size), at(any_malloc_usable_size)},
};

}  // namespace

const Replacement* c_replacement(std::string_view name) noexcept {
  const auto* found = std::find_if(std::begin(replacements), std::end(replacements),
                                   [name](const Replacement& one) { return one.name == name; });
  return found == std::end(replacements) ? nullptr : found;
}

}  // namespace gilder::guests
