// The fuzzer's bytes as numbers. When they run out everything is zero, so that every input means something.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace gilder::fuzz {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  bool empty() const { return size_ == 0; }

  template <typename Number>
  Number take() {
    Number number{};
    const std::size_t count = std::min(sizeof number, size_);
    if (count > 0) std::memcpy(&number, data_, count);
    skip(count);
    return number;
  }

  /// From 0 to `end`, without it; `end` is at most 256.
  std::size_t below(std::size_t end) { return take<std::uint8_t>() % end; }

  /// All that is left, one character a byte.
  std::u16string rest() {
    std::u16string text(data_, data_ + size_);
    skip(size_);
    return text;
  }

 private:
  void skip(std::size_t count) {
    data_ += count;
    size_ -= count;
  }

  const std::uint8_t* data_;
  std::size_t size_;
};

}  // namespace gilder::fuzz
