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
#include "strided.h"

namespace gilder::python {
namespace {

/// A view that has no strides has no gaps.
std::vector<std::ptrdiff_t> strides_of(const Py_buffer& view) {
  if (view.strides != nullptr) return {view.strides, view.strides + view.ndim};
  std::vector<std::ptrdiff_t> strides(static_cast<std::size_t>(view.ndim));
  std::ptrdiff_t step = view.itemsize;
  for (std::size_t i = strides.size(); i-- > 0; step *= view.shape[i]) strides[i] = step;
  return strides;
}

StridedCopy::Source source_of(const Py_buffer& view, BufferElements elements) {
  StridedCopy::Source source{static_cast<const std::byte*>(view.buf),
                             {view.shape, view.shape + view.ndim},
                             strides_of(view),
                             static_cast<std::size_t>(view.itemsize),
                             elements.swapped};
  const std::size_t parts = info(elements.dtype).parts;
  if (elements.swapped && parts > 1) {
    source.unit /= parts;
    source.shape.push_back(parts);
    source.strides.push_back(static_cast<std::ptrdiff_t>(source.unit));
  }
  return source;
}

class BufferMemory final : public HeldMemory {
 public:
  BufferMemory(Buffer buffer, BufferElements elements)
      : buffer_(std::move(buffer)), copy_(source_of(buffer_.view(), elements)) {}

  void copy_to(std::byte* target) const noexcept override { copy_.run(target); }
  bool clashes_with(const std::byte* target) const noexcept override { return copy_.clashes_with(target); }

 private:
  const Buffer buffer_;
  const StridedCopy copy_;
};

class CopiedMemory final : public HeldMemory {
 public:
  CopiedMemory(Buffer buffer, BufferElements elements) : bytes_(static_cast<std::size_t>(buffer.view().len)) {
    BufferMemory(std::move(buffer), elements).copy_to(bytes_.data());
  }
  void copy_to(std::byte* target) const noexcept override {
    if (!bytes_.empty()) std::memcpy(target, bytes_.data(), bytes_.size());
  }
  bool clashes_with(const std::byte*) const noexcept override { return false; }

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

/// `code` is a format without its byte order.
std::optional<DType> dtype_of(std::string_view code, Py_ssize_t itemsize) {
  using enum DType;
  if (code == "Zf" && itemsize == 8) return complex64;
  if (code == "Zd" && itemsize == 16) return complex128;
  if (code.size() != 1) return std::nullopt;
  // C's integer types have other sizes on other systems, so the letter gives only the sign.
  if (std::string_view("bhilqn").find(code.front()) != std::string_view::npos) {
    return sized(itemsize, int8, int16, int32, int64);
  }
  if (std::string_view("BHILQN").find(code.front()) != std::string_view::npos) {
    return sized(itemsize, uint8, uint16, uint32, uint64);
  }
  if (code == "?") return itemsize == 1 ? std::optional(boolean) : std::nullopt;
  // Where C's long double is a double, so is NumPy's.
  if (std::string_view("efdg").find(code.front()) != std::string_view::npos) {
    return sized(itemsize, std::nullopt, float16, float32, float64);
  }
  return std::nullopt;
}

}  // namespace

std::optional<BufferElements> elements_of(const char* format, Py_ssize_t itemsize) {
  std::string_view code = format == nullptr ? "B" : format;
  constexpr bool kLittle = std::endian::native == std::endian::little;
  bool swapped = false;
  if (!code.empty() && std::string_view("@=<>!").find(code.front()) != std::string_view::npos) {
    swapped = kLittle ? code.front() == '>' || code.front() == '!' : code.front() == '<';
    code.remove_prefix(1);
  }
  const std::optional<DType> dtype = dtype_of(code, itemsize);
  if (!dtype) return std::nullopt;
  return BufferElements{*dtype, swapped && itemsize > 1};
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

std::shared_ptr<const HeldMemory> held_memory(Buffer buffer, BufferElements elements, Taking taking) {
  switch (taking) {
    case Taking::hold:
      return std::make_shared<const BufferMemory>(std::move(buffer), elements);
    case Taking::snapshot:
      return std::make_shared<const CopiedMemory>(std::move(buffer), elements);
  }
  return nullptr;
}

}  // namespace gilder::python
