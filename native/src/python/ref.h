// Owned references. Every one must be made, copied and dropped with the GIL held.
#pragma once

#include <utility>

#include "python/symbols.h"

namespace gilder::python {

/// Python's error indicator is set on this thread; whoever catches it takes or clears it.
struct Raised {};

class Ref {
 public:
  Ref() = default;
  /// Takes over a reference that the caller owns.
  static Ref take(PyObject* object) { return Ref(object); }
  /// Adds a reference to one that somebody else owns.
  static Ref share(PyObject* object) {
    api.Py_IncRef(object);
    return Ref(object);
  }
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  Ref(const Ref&) = delete;
  Ref& operator=(const Ref&) = delete;
  ~Ref() {
    if (object_ != nullptr) api.Py_DecRef(object_);
  }

  PyObject* get() const { return object_; }
  explicit operator bool() const { return object_ != nullptr; }
  /// Hands the reference to somebody who takes it over.
  PyObject* release() { return std::exchange(object_, nullptr); }

 private:
  explicit Ref(PyObject* object) : object_(object) {}
  PyObject* object_ = nullptr;
};

/// A new reference, or `Raised` when Python gave none.
inline Ref checked(PyObject* object) {
  if (object == nullptr) throw Raised{};
  return Ref::take(object);
}

inline void checked(int status) {
  if (status < 0) throw Raised{};
}

inline bool is_a(PyObject* object, PyTypeObject* type) {
  return api.PyType_IsSubtype(Py_TYPE(object), type) != 0;
}

}  // namespace gilder::python
