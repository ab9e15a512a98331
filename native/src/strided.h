// Copies elements that lie anywhere in memory (slices, transposed arrays, foreign byte order) into C order.
#pragma once

#include <cstddef>
#include <vector>

namespace gilder {

/// What is to be copied, worked out once; the copy itself allocates nothing.
class StridedCopy {
 public:
  struct Source {
    const std::byte* data;
    std::vector<std::size_t> shape;
    /// Bytes from one element to the next, per dimension.
    std::vector<std::ptrdiff_t> strides;
    /// Bytes of what is copied, and swapped, as one: 1, 2, 4, 8 or 16.
    std::size_t unit;
    /// The bytes of every unit stand in the other order.
    bool swapped;
  };

  explicit StridedCopy(const Source& source);
  /// Does nothing where the elements lie like that already.
  void run(std::byte* to) const noexcept;
  /// Whether it would overwrite elements that it has yet to read.
  bool clashes_with(const std::byte* to) const noexcept;

 private:
  struct Dimension {
    std::size_t size;
    std::ptrdiff_t from;
    std::ptrdiff_t to;
  };

  template <typename Unit, bool swapped>
  void run_as(std::byte* to) const noexcept;

  bool in_place(const std::byte* to) const noexcept;

  static constexpr std::size_t kMaxDimensions = 66;

  const std::byte* data_;
  std::size_t unit_;
  bool swapped_;
  bool empty_ = false;
  /// The bytes that are read lie from `first_` to before `end_`, so many of them.
  const std::byte* first_;
  const std::byte* end_;
  std::size_t bytes_;
  /// Outermost first; the last two, which make the planes, are `columns_` and `row_`.
  std::vector<Dimension> outer_;
  Dimension columns_{1, 0, 0};
  Dimension row_{1, 0, 0};
};

}  // namespace gilder
