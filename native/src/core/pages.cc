#include "core/pages.h"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace gilder::core {

#ifdef __linux__

void prefer_large_pages(std::byte* data, std::size_t bytes) {
  constexpr std::uintptr_t kLargePage = std::uintptr_t{2} << 20;
  const auto start = (reinterpret_cast<std::uintptr_t>(data) + kLargePage - 1) & ~(kLargePage - 1);
  const auto end = (reinterpret_cast<std::uintptr_t>(data) + bytes) & ~(kLargePage - 1);
  if (start < end) madvise(reinterpret_cast<void*>(start), end - start, MADV_HUGEPAGE);
}

#else

void prefer_large_pages(std::byte*, std::size_t) {}

#endif

}  // namespace gilder::core
