// Which blocks of memory came from the system's allocator although the program brings its own.
//
// Nothing here takes a lock, so that `free` may ask at any moment and a forked child inherits a sound record.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace gilder::guests {

/// From this size on a block comes from the system's allocator, and is in the record while it lives.
constexpr std::size_t kBigBytes = std::size_t{1} << 19;

/// No program that has an allocator of its own is certain to give as much in one block.
constexpr std::size_t kHugeBytes = std::size_t{1} << 30;

namespace record {

// Blocks of at least a window's length cannot begin in the same window, so each window needs one entry: where
// in it the block begins, in units of 16 bytes (what malloc aligns to), plus 1; 0 for none. Entries stand in
// leaves of 8 GiB of addresses, made when the first big block lies there. The program's own allocator keeps
// to regions of its own, where there mostly is no leaf: for its blocks the answer costs one load.
constexpr unsigned kWindowBits = 19;
constexpr unsigned kLeafBits = 14;
constexpr unsigned kAddressBits = 48;
static_assert(kBigBytes == std::size_t{1} << kWindowBits);

using Entry = std::atomic<std::uint16_t>;
extern std::atomic<Entry*> leaves[std::size_t{1} << (kAddressBits - kWindowBits - kLeafBits)];

struct Address {
  explicit Address(const void* block) : value(reinterpret_cast<std::uintptr_t>(block)) {}
  bool out_of_reach() const { return value >> kAddressBits != 0; }
  std::atomic<Entry*>& leaf() const { return leaves[value >> (kWindowBits + kLeafBits)]; }
  std::size_t place() const { return (value >> kWindowBits) & ((std::size_t{1} << kLeafBits) - 1); }
  std::uint16_t mark() const { return static_cast<std::uint16_t>(((value & (kBigBytes - 1)) >> 4) + 1); }
  std::uintptr_t value;
};

}  // namespace record

/// Every `free` asks: here for the compiler to put in place.
inline bool is_big(const void* block) noexcept {
  const record::Address address(block);
  if (address.out_of_reach()) return false;
  const record::Entry* entries = address.leaf().load(std::memory_order_acquire);
  return entries != nullptr && entries[address.place()].load(std::memory_order_relaxed) == address.mark();
}

/// `block` is at least `kBigBytes` long. False when it cannot be recorded.
bool remember(const void* block) noexcept;

/// Before the block is given back: from then on its address may be somebody else's.
void forget(const void* block) noexcept;

}  // namespace gilder::guests
