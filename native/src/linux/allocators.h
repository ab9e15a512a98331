// The two allocators of a program that brings its own: the program's and the C library's.
//
// Small blocks of Python's libraries are the program's, as before: memory changes hands between libraries,
// and each frees with the `free` it was bound to. Big ones (`kBigBytes`) are the C library's: Chromium's
// allocator ends the process at 2 GiB a block and at 16 GiB in all, where the other returns null; and it maps
// and unmaps every block of 1 MB, which makes temporary arrays many times as slow. Whoever frees a block asks
// the record whose it is.
#pragma once

#include <cstddef>

namespace gilder::guests {

struct Allocator {
  void* (*malloc)(std::size_t);
  void* (*calloc)(std::size_t, std::size_t);
  void* (*realloc)(void*, std::size_t);
  void (*free)(void*);
  int (*posix_memalign)(void**, std::size_t, std::size_t);
  void* (*aligned_alloc)(std::size_t, std::size_t);
  void* (*memalign)(std::size_t, std::size_t);
  void* (*valloc)(std::size_t);
  std::size_t (*malloc_usable_size)(void*);
};

/// What the names mean everywhere in the process, and what they mean in the C library. Written once, before
/// use.
extern Allocator program_allocator;
extern Allocator system_allocator;

/// False when the program has no allocator of its own; then those two must not be used.
bool find_allocators() noexcept;

/// Enters a fresh block of the system's in the record. Null, with errno, when there is none or it cannot be
/// entered.
void* recorded(void* block) noexcept;

/// The same for a block that its owner will fill: the kernel may give it huge pages, which takes a fraction
/// of the time. Not for zeroed ones: arrays of zeros are often filled here and there, and the rest shall cost
/// nothing.
void* recorded_dense(void* block, std::size_t size) noexcept;

/// Frees a block that is in the record.
void free_big(void* block) noexcept;

}  // namespace gilder::guests
