#include "linux/big_blocks.h"

#include <iterator>
#include <sys/mman.h>

namespace gilder::guests {

namespace record {

std::atomic<Entry*> leaves[std::size(leaves)];

namespace {

constexpr std::size_t kLeafBytes = sizeof(Entry) << kLeafBits;

// From the kernel: this is called by what stands behind malloc.
Entry* new_leaf() {
  void* memory = mmap(nullptr, kLeafBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<Entry*>(memory);
}

Entry* leaf_for(const Address& address) {
  Entry* entries = address.leaf().load(std::memory_order_acquire);
  if (entries != nullptr) return entries;
  Entry* fresh = new_leaf();
  if (fresh == nullptr || address.leaf().compare_exchange_strong(entries, fresh)) return fresh;
  munmap(fresh, kLeafBytes);
  return entries;
}

}  // namespace

}  // namespace record

bool remember(const void* block) noexcept {
  const record::Address address(block);
  record::Entry* entries = address.out_of_reach() ? nullptr : record::leaf_for(address);
  if (entries == nullptr) return false;
  entries[address.place()].store(address.mark(), std::memory_order_relaxed);
  return true;
}

void forget(const void* block) noexcept {
  const record::Address address(block);
  address.leaf().load(std::memory_order_acquire)[address.place()].store(0, std::memory_order_relaxed);
}

}  // namespace gilder::guests
