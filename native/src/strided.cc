#include "strided.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <type_traits>

namespace gilder {
namespace {

struct Pair {
  std::uint64_t first;
  std::uint64_t second;
};

template <typename Unit>
Unit reversed(Unit unit) {
  std::array<std::byte, sizeof(Unit)> bytes;
  std::memcpy(bytes.data(), &unit, sizeof(Unit));
  std::reverse(bytes.begin(), bytes.end());
  std::memcpy(&unit, bytes.data(), sizeof(Unit));
  return unit;
}

/// `step` is a constant where the caller gives one, and the loop then is one of vector instructions.
template <typename Unit, bool swapped, typename Step>
inline void copy_row(const std::byte* from, Step step, std::byte* to, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Unit unit;
    // Elements of a packed record may lie at any address.
    std::memcpy(&unit, from + static_cast<std::ptrdiff_t>(i) * step, sizeof(Unit));
    if constexpr (swapped) unit = reversed(unit);
    std::memcpy(to + i * sizeof(Unit), &unit, sizeof(Unit));
  }
}

}  // namespace

StridedCopy::StridedCopy(const Source& source)
    : data_(source.data),
      unit_(source.unit),
      swapped_(source.swapped && source.unit > 1),
      first_(source.data),
      end_(source.data + source.unit),
      bytes_(source.unit) {
  std::vector<Dimension> dimensions;
  auto to = static_cast<std::ptrdiff_t>(unit_);
  for (std::size_t i = source.shape.size(); i-- > 0;) {
    const Dimension here{source.shape[i], source.strides[i], to};
    to *= static_cast<std::ptrdiff_t>(here.size);
    if (here.size == 0) empty_ = true;
    bytes_ *= here.size;
    if (here.size <= 1) continue;
    const std::ptrdiff_t last = static_cast<std::ptrdiff_t>(here.size - 1) * here.from;
    (last < 0 ? first_ : end_) += last;
    // Two that follow one another without a gap are one.
    if (!dimensions.empty()) {
      Dimension& inner = dimensions.back();
      if (here.from == static_cast<std::ptrdiff_t>(inner.size) * inner.from) {
        inner.size *= here.size;
        continue;
      }
    }
    dimensions.push_back(here);
  }
  if (empty_ || dimensions.empty()) return;
  row_ = dimensions.front();
  dimensions.erase(dimensions.begin());
  const auto nearest = std::min_element(
      dimensions.begin(), dimensions.end(),
      [](const Dimension& a, const Dimension& b) { return std::abs(a.from) < std::abs(b.from); });
  if (nearest != dimensions.end()) {
    columns_ = *nearest;
    dimensions.erase(nearest);
  }
  outer_.assign(dimensions.rbegin(), dimensions.rend());
}

template <typename Unit, bool swapped>
void StridedCopy::run_as(std::byte* target) const noexcept {
  constexpr auto kUnit = static_cast<std::ptrdiff_t>(sizeof(Unit));
  // Where the elements next to one another in memory are not those of a row, a line of the cache serves a
  // whole block of rows before it is gone; a block of lines that lie a power of two apart still fits into the
  // cache.
  const bool across = std::abs(columns_.from) < std::abs(row_.from);
  const std::size_t width = across ? std::clamp<std::size_t>(64 / sizeof(Unit), 8, 16) : row_.size;
  const std::size_t height = across ? std::max<std::size_t>(64 / sizeof(Unit), 16) : 1;

  const auto plane = [&](const std::byte* from, std::byte* to) {
    for (std::size_t top = 0; top < columns_.size; top += height) {
      const std::size_t bottom = std::min(top + height, columns_.size);
      for (std::size_t left = 0; left < row_.size; left += width) {
        const std::size_t count = std::min(width, row_.size - left);
        for (std::size_t i = top; i < bottom; ++i) {
          const std::byte* source = from + static_cast<std::ptrdiff_t>(i) * columns_.from +
                                    static_cast<std::ptrdiff_t>(left) * row_.from;
          std::byte* place = to + static_cast<std::ptrdiff_t>(i) * columns_.to + left * sizeof(Unit);
          if (row_.from == kUnit && !swapped) {
            std::memcpy(place, source, count * sizeof(Unit));
          } else if (row_.from == kUnit) {
            copy_row<Unit, swapped>(source, std::integral_constant<std::ptrdiff_t, kUnit>{}, place, count);
          } else {
            copy_row<Unit, swapped>(source, row_.from, place, count);
          }
        }
      }
    }
  };

  std::array<std::size_t, kMaxDimensions> at{};
  const std::byte* from = data_;
  std::byte* to = target;
  for (;;) {
    plane(from, to);
    std::size_t d = outer_.size();
    for (; d > 0; --d) {
      const Dimension& dimension = outer_[d - 1];
      from += dimension.from;
      to += dimension.to;
      if (++at[d - 1] < dimension.size) break;
      from -= dimension.from * static_cast<std::ptrdiff_t>(dimension.size);
      to -= dimension.to * static_cast<std::ptrdiff_t>(dimension.size);
      at[d - 1] = 0;
    }
    if (d == 0) return;
  }
}

bool StridedCopy::in_place(const std::byte* to) const noexcept {
  const bool gapless = outer_.empty() && columns_.size == 1 && !swapped_ &&
                       (row_.size == 1 || row_.from == static_cast<std::ptrdiff_t>(unit_));
  return gapless && data_ == to;
}

bool StridedCopy::clashes_with(const std::byte* to) const noexcept {
  return !empty_ && !in_place(to) && to < end_ && first_ < to + bytes_;
}

void StridedCopy::run(std::byte* to) const noexcept {
  if (empty_ || in_place(to)) return;
  switch (unit_) {
    case 1:
      return run_as<std::uint8_t, false>(to);
    case 2:
      return swapped_ ? run_as<std::uint16_t, true>(to) : run_as<std::uint16_t, false>(to);
    case 4:
      return swapped_ ? run_as<std::uint32_t, true>(to) : run_as<std::uint32_t, false>(to);
    case 8:
      return swapped_ ? run_as<std::uint64_t, true>(to) : run_as<std::uint64_t, false>(to);
    default:
      return run_as<Pair, false>(to);
  }
}

}  // namespace gilder
