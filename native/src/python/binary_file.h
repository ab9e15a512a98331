// A file of which any number can be read, but nothing beyond its end.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace gilder::python {

class BinaryFile {
 public:
  /// What is read lies behind the end: the file is not whole.
  struct CutOff {};

  explicit BinaryFile(const std::filesystem::path& file) : stream_(file, std::ios::binary | std::ios::ate) {
    if (stream_) size_ = static_cast<std::uint64_t>(stream_.tellg());
  }

  bool readable() const { return static_cast<bool>(stream_); }
  std::uint64_t size() const { return size_; }

  /// Of the byte order that `little` says.
  template <class Number>
  Number number(std::uint64_t at, bool little = true) {
    std::array<char, sizeof(Number)> bytes{};
    read(at, bytes.data(), bytes.size());
    if (little != (std::endian::native == std::endian::little)) std::reverse(bytes.begin(), bytes.end());
    return std::bit_cast<Number>(bytes);
  }

  /// Up to the first NUL.
  std::string text(std::uint64_t at) {
    constexpr std::size_t kLongest = 4096;
    std::string text;
    for (char c = number<char>(at); c != '\0' && text.size() < kLongest; c = number<char>(++at)) {
      text.push_back(c);
    }
    return text;
  }

 private:
  void read(std::uint64_t at, char* to, std::size_t count) {
    if (at > size_ || count > size_ - at) throw CutOff{};
    stream_.seekg(static_cast<std::streamoff>(at));
    if (!stream_.read(to, static_cast<std::streamsize>(count))) throw CutOff{};
  }

  std::ifstream stream_;
  std::uint64_t size_ = 0;
};

}  // namespace gilder::python
