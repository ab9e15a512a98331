// The value tree: everything that crosses between JavaScript and Python, in neither's terms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "dtype.h"

namespace gilder {

/// Containers inside containers; deeper values are refused, which also ends every cycle.
inline constexpr std::size_t kMaxDepth = 1000;
/// Bytes of one array on its way to JavaScript. Electron's allocator ends the process a little above this.
inline constexpr std::size_t kMaxArrayBytes = std::size_t{2000} << 20;
/// UTF-16 units of one string: V8's own limit on 64-bit machines.
inline constexpr std::size_t kMaxTextUnits = (std::size_t{1} << 29) - 24;
/// Bits of one integer: V8's own limit for a BigInt.
inline constexpr std::size_t kMaxIntegerBits = std::size_t{1} << 30;
/// The largest integer that a JavaScript number tells apart from its neighbours.
inline constexpr std::int64_t kMaxSafeInteger = (std::int64_t{1} << 53) - 1;

/// The moments that Python's datetime knows: from the start of the year 1 to the end of 9999.
inline constexpr std::int64_t kFirstMoment = -62'135'596'800'000;
inline constexpr std::int64_t kLastMoment = 253'402'300'799'999;

/// A moment as exact as JavaScript's Date: milliseconds since the start of 1970 in UTC.
struct Moment {
  std::int64_t milliseconds = 0;
};

struct Complex {
  double real = 0;
  double imaginary = 0;
};

/// A decimal number as Python's `decimal.Decimal` writes it.
struct Decimal {
  std::string text;
};

/// Sign and magnitude, least significant word first.
struct BigInteger {
  bool negative = false;
  std::vector<std::uint64_t> words;
};

struct ArrayLayout {
  DType dtype = DType::uint8;
  std::vector<std::size_t> shape;
  std::size_t bytes = 0;
  /// Of datetime64 and timedelta64: `ns`, `25s`; empty where NumPy leaves it open.
  std::string unit = {};
};

/// NumPy's name for the elements: `float32`, `datetime64[ns]`.
inline std::string dtype_name(const ArrayLayout& layout) { return dtype_name(layout.dtype, layout.unit); }

/// A claim on JavaScript's memory. Dropping the last handle, on any thread, gives the memory back.
class PinnedMemory {
 public:
  PinnedMemory() = default;
  PinnedMemory(const PinnedMemory&) = delete;
  PinnedMemory& operator=(const PinnedMemory&) = delete;
  virtual ~PinnedMemory() = default;
};

/// A claim on Python's memory. Handles may be dropped on any thread, and copying needs no GIL.
class HeldMemory {
 public:
  HeldMemory() = default;
  HeldMemory(const HeldMemory&) = delete;
  HeldMemory& operator=(const HeldMemory&) = delete;
  virtual ~HeldMemory() = default;
  /// Writes the elements in C order, without gaps. Does nothing where they lie like that already.
  virtual void copy_to(std::byte* target) const noexcept = 0;
  /// Whether `copy_to` would overwrite elements that it has yet to read.
  virtual bool clashes_with(const std::byte* target) const noexcept = 0;
};

/// JavaScript → Python: shared, not copied.
struct PinnedArray {
  ArrayLayout layout;
  std::byte* data = nullptr;
  std::shared_ptr<const PinnedMemory> memory;
};

/// Python → JavaScript: to be copied once into memory that JavaScript allocates.
struct HeldArray {
  ArrayLayout layout;
  /// Python `bytes`, which become a plain Uint8Array rather than an NdArray.
  bool plain = false;
  /// Copied out of Python already; JavaScript's thread takes less time for it than another thread's turn.
  bool small = false;
  std::shared_ptr<const HeldMemory> memory;
};

struct Value;
struct Entry;
using List = std::vector<Value>;
using Dict = std::vector<Entry>;
struct Set {
  List items;
};

struct Value {
  std::variant<std::monostate, bool, std::int64_t, double, BigInteger, std::u16string, List, Dict, Set,
               Moment, Complex, Decimal, std::unique_ptr<PinnedArray>, std::unique_ptr<HeldArray>>
      data;
};

struct Entry {
  std::u16string key;
  Value value;
};

}  // namespace gilder
