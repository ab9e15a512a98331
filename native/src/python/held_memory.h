// Memory of Python objects on its way to JavaScript.
#pragma once

#include <memory>
#include <optional>

#include "python/ref.h"
#include "value.h"

namespace gilder::python {

/// Whether the elements are taken over as they are now or as they are when copied.
enum class Taking {
  /// Keep the object and copy later: results, which nobody changes any more.
  hold,
  /// Copy now: what a running job sends on the way.
  snapshot,
};

/// What the elements of a buffer are.
struct BufferElements {
  DType dtype;
  /// In the byte order of other machines.
  bool swapped = false;
};

/// What a buffer's format and item size mean, if it is something that has a TypedArray.
std::optional<BufferElements> elements_of(const char* format, Py_ssize_t itemsize);

/// A view of an object's memory. On the heap, because shape and strides may point into the view itself.
class Buffer {
 public:
  /// Needs the GIL. Raises for an object that has no buffer to show.
  explicit Buffer(PyObject* object);
  Buffer(Buffer&&) noexcept = default;
  Buffer& operator=(Buffer&&) = delete;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  /// On any thread: without the GIL, a thread that may take it does the release.
  ~Buffer();

  const Py_buffer& view() const { return *view_; }

 private:
  std::unique_ptr<Py_buffer> view_;
};

std::shared_ptr<const HeldMemory> held_memory(Buffer buffer, BufferElements elements, Taking taking);

}  // namespace gilder::python
