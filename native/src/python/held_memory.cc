#include "python/held_memory.h"

#include <bit>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "core/host.h"
#include "python/gil.h"

namespace gilder::python {
namespace {

/// Copies a strided array into C order, the last dimension innermost.
void copy_strided(const Py_buffer& view, const std::byte* from, int dimension, std::byte*& to) {
  if (dimension == view.ndim) {
    std::memcpy(to, from, static_cast<std::size_t>(view.itemsize));
    to += view.itemsize;
    return;
  }
  const Py_ssize_t stride = view.strides[dimension];
  const bool dense = dimension + 1 == view.ndim && stride == view.itemsize;
  if (dense) {
    const auto bytes = static_cast<std::size_t>(view.shape[dimension] * view.itemsize);
    std::memcpy(to, from, bytes);
    to += bytes;
    return;
  }
  for (Py_ssize_t i = 0; i < view.shape[dimension]; ++i)
    copy_strided(view, from + i * stride, dimension + 1, to);
}

class BufferMemory final : public HeldMemory {
 public:
  explicit BufferMemory(Buffer buffer)
      : buffer_(std::move(buffer)), contiguous_(api.PyBuffer_IsContiguous(&buffer_.view(), 'C') != 0) {}

  void copy_to(std::byte* target) const noexcept override {
    const Py_buffer& view = buffer_.view();
    const auto* from = static_cast<const std::byte*>(view.buf);
    if (!contiguous_) {
      copy_strided(view, from, 0, target);
    } else if (view.len > 0) {
      std::memcpy(target, from, static_cast<std::size_t>(view.len));
    }
  }

 private:
  const Buffer buffer_;
  const bool contiguous_;
};

class CopiedMemory final : public HeldMemory {
 public:
  explicit CopiedMemory(Buffer buffer) : bytes_(static_cast<std::size_t>(buffer.view().len)) {
    BufferMemory(std::move(buffer)).copy_to(bytes_.data());
  }
  void copy_to(std::byte* target) const noexcept override {
    if (!bytes_.empty()) std::memcpy(target, bytes_.data(), bytes_.size());
  }

 private:
  std::vector<std::byte> bytes_;
};

std::optional<DType> sized(Py_ssize_t itemsize, std::optional<DType> one, std::optional<DType> two,
                           std::optional<DType> four, std::optional<DType> eight) {
  switch (itemsize) {
    case 1:
      return one;
    case 2:
      return two;
    case 4:
      return four;
    case 8:
      return eight;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<DType> dtype_of(const char* format, Py_ssize_t itemsize) {
  std::string_view code = format == nullptr ? "B" : format;
  constexpr char kForeignOrder = std::endian::native == std::endian::little ? '>' : '<';
  if (!code.empty() && (code.front() == kForeignOrder || (code.front() == '!' && kForeignOrder == '>'))) {
    return itemsize == 1 ? dtype_of(format + 1, itemsize) : std::nullopt;
  }
  if (!code.empty() && std::string_view("@=<>!").find(code.front()) != std::string_view::npos) {
    code.remove_prefix(1);
  }
  if (code == "Zf" && itemsize == 8) return DType::complex64;
  if (code == "Zd" && itemsize == 16) return DType::complex128;
  if (code.size() != 1) return std::nullopt;
  using enum DType;
  // C's integer types have other sizes on other systems, so the letter gives only the sign.
  if (std::string_view("bhilqn").find(code.front()) != std::string_view::npos) {
    return sized(itemsize, int8, int16, int32, int64);
  }
  if (std::string_view("BHILQN").find(code.front()) != std::string_view::npos) {
    return sized(itemsize, uint8, uint16, uint32, uint64);
  }
  if (code == "?") return itemsize == 1 ? std::optional(boolean) : std::nullopt;
  if (std::string_view("efd").find(code.front()) != std::string_view::npos) {
    return sized(itemsize, std::nullopt, float16, float32, float64);
  }
  return std::nullopt;
}

Buffer::Buffer(PyObject* object) : view_(std::make_unique<Py_buffer>()) {
  checked(api.PyObject_GetBuffer(object, view_.get(), PyBUF_RECORDS_RO));
}

Buffer::~Buffer() {
  if (view_ == nullptr) return;
  if (Gil::held()) {
    api.PyBuffer_Release(view_.get());
    return;
  }
  core::copy_pool().push([view = std::move(view_)] {
    const Gil gil;
    api.PyBuffer_Release(view.get());
  });
}

std::shared_ptr<const HeldMemory> held_memory(Buffer buffer, Taking taking) {
  switch (taking) {
    case Taking::hold:
      return std::make_shared<const BufferMemory>(std::move(buffer));
    case Taking::snapshot:
      return std::make_shared<const CopiedMemory>(std::move(buffer));
  }
  return nullptr;
}

}  // namespace gilder::python
