#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "error.h"
#include "python/convert.h"
#include "python/integer.h"
#include "python/numpy.h"
#include "python/str.h"
#include "walk.h"

namespace gilder::python {
namespace {

// What a job may send while it runs is copied on the way, the second time by JavaScript's thread.
constexpr std::size_t kMaxSnapshotBytes = std::size_t{1} << 20;
// Of a result, so much is copied at once instead: JavaScript's thread copies it again in microseconds.
constexpr std::size_t kMaxSmallBytes = std::size_t{64} << 10;

class FromPython {
 public:
  explicit FromPython(Taking taking) : taking_(taking) {}

  Value convert(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    if (object == api.none()) return {};
    if (type == api.PyBool_Type) return {object == reinterpret_cast<PyObject*>(api._Py_TrueStruct)};
    const unsigned long flags = api.PyType_GetFlags(type);
    if ((flags & Py_TPFLAGS_UNICODE_SUBCLASS) != 0) return text(object);
    if ((flags & Py_TPFLAGS_LONG_SUBCLASS) != 0) return integer(object);
    if (is_a(object, api.PyFloat_Type)) return real(object);
    if ((flags & Py_TPFLAGS_LIST_SUBCLASS) != 0) return sequence(object, api.PyList_Size, api.PyList_GetItem);
    if ((flags & Py_TPFLAGS_TUPLE_SUBCLASS) != 0)
      return sequence(object, api.PyTuple_Size, api.PyTuple_GetItem);
    if ((flags & Py_TPFLAGS_DICT_SUBCLASS) != 0) return dict(object);
    if ((flags & Py_TPFLAGS_BYTES_SUBCLASS) != 0) return array(object, true);
    if (is_a(object, api.PyByteArray_Type)) return array(object, true);
    return from_numpy(object);
  }

 private:
  [[noreturn]] void refuse(const std::string& what, const std::string& advice) const {
    walk_.refuse(what, advice);
  }

  void enter(PyObject* container) {
    walk_.enter(container, [](PyObject* left, PyObject* right) { return left == right; });
  }

  Value text(PyObject* object) const {
    std::u16string units = utf16_of(object);
    if (units.size() > kMaxTextUnits) {
      refuse("is a string of " + std::to_string(units.size()) + " characters, more than JavaScript can hold",
             "Write it to a file");
    }
    return {std::move(units)};
  }

  Value integer(PyObject* object) const {
    int overflow = 0;
    const long long value = api.PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow == 0) {
      if (value == -1 && api.PyErr_Occurred() != nullptr) throw Raised{};
      return {std::int64_t{value}};
    }
    BigInteger big = integer_from_python(object);
    if (big.words.size() > kMaxIntegerBits / 64) {
      refuse("is an integer of more than " + std::to_string(kMaxIntegerBits) + " bits", "Return it as text");
    }
    return {std::move(big)};
  }

  static Value real(PyObject* object) {
    const double value = api.PyFloat_AsDouble(object);
    if (value == -1.0 && api.PyErr_Occurred() != nullptr) throw Raised{};
    return {value};
  }

  template <typename Size, typename Get>
  Value sequence(PyObject* object, Size size, Get get) {
    enter(object);
    List list;
    list.reserve(static_cast<std::size_t>(size(object)));
    // Asked anew each time: converting an item can run Python code that changes the list.
    for (Py_ssize_t i = 0; i < size(object); ++i) {
      const Path::Step step = walk_.step(static_cast<std::size_t>(i));
      PyObject* borrowed = get(object, i);
      if (borrowed == nullptr) throw Raised{};
      const Ref item = Ref::share(borrowed);
      list.push_back(convert(item.get()));
    }
    walk_.leave();
    return {std::move(list)};
  }

  Value dict(PyObject* object) {
    enter(object);
    Dict dict;
    Py_ssize_t position = 0;
    PyObject* borrowed_key = nullptr;
    PyObject* borrowed_item = nullptr;
    while (api.PyDict_Next(object, &position, &borrowed_key, &borrowed_item) != 0) {
      const Ref key = Ref::share(borrowed_key);
      const Ref item = Ref::share(borrowed_item);
      if ((api.PyType_GetFlags(Py_TYPE(key.get())) & Py_TPFLAGS_UNICODE_SUBCLASS) == 0) {
        refuse("has a key of type " + type_name(key.get()),
               "JavaScript objects have text keys only: use str(key)");
      }
      std::u16string name = utf16_of(key.get());
      Value value = named(name, item.get());
      dict.push_back({std::move(name), std::move(value)});
    }
    walk_.leave();
    return {std::move(dict)};
  }

  Value named(const std::u16string& name, PyObject* item) {
    const Path::Step step = walk_.step(name);
    return convert(item);
  }

  Value from_numpy(PyObject* object) {
    switch (numpy_kind(object)) {
      case NumPyKind::array:
        return array(object, false);
      case NumPyKind::number: {
        const Ref item = checked(api.PyObject_GetAttrString(object, "item"));
        const Ref plain = checked(api.PyObject_CallObject(item.get(), nullptr));
        // A longdouble is its own item.
        if (numpy_kind(plain.get()) == NumPyKind::none) return convert(plain.get());
        refuse_type(object, "Convert it with float()");
      }
      case NumPyKind::subclass:
        refuse_type(object, "Make a plain array of it with numpy.asarray()");
      case NumPyKind::scalar:
      case NumPyKind::none:
        break;
    }
    refuse_type(object, "Return None, bool, int, float, str, bytes, list, tuple, dict or a NumPy array");
  }

  [[noreturn]] void refuse_type(PyObject* object, const std::string& advice) const {
    refuse("is of type " + type_name(object) + ", which has no counterpart in JavaScript", advice);
  }

  Value array(PyObject* object, bool plain) {
    std::unique_ptr<Buffer> buffer;
    try {
      buffer = std::make_unique<Buffer>(object);
    } catch (const Raised&) {
      // NumPy's way of saying that the element type (datetime64, say) has no buffer format.
      api.PyErr_Clear();
      refuse_elements(object);
    }
    const Py_buffer& view = buffer->view();
    const auto dtype = dtype_of(view.format, view.itemsize);
    if (!dtype) refuse_elements(object);
    auto held = std::make_unique<HeldArray>();
    held->plain = plain;
    held->layout.dtype = *dtype;
    held->layout.bytes = static_cast<std::size_t>(view.len);
    for (int i = 0; i < view.ndim; ++i) held->layout.shape.push_back(static_cast<std::size_t>(view.shape[i]));
    check_size(held->layout.bytes);
    held->small = taking_ == Taking::snapshot || small_bytes_ + held->layout.bytes <= kMaxSmallBytes;
    if (held->small) small_bytes_ += held->layout.bytes;
    held->memory = held_memory(std::move(*buffer), held->small ? Taking::snapshot : Taking::hold);
    return {std::move(held)};
  }

  [[noreturn]] void refuse_elements(PyObject* object) const {
    std::string dtype = "of an unknown type";
    if (const Ref described = Ref::take(api.PyObject_GetAttrString(object, "dtype"))) {
      if (const Ref name = Ref::take(api.PyObject_Str(described.get()))) {
        dtype = "of dtype " + utf8_of(name.get());
      }
    }
    api.PyErr_Clear();
    refuse("is an array " + dtype + ", which has no counterpart in JavaScript",
           "Convert it with astype() to a number type of this machine's byte order");
  }

  void check_size(std::size_t bytes) {
    if (bytes > kMaxArrayBytes) {
      refuse("is an array of " + std::to_string(bytes) + " bytes, more than the " +
                 std::to_string(kMaxArrayBytes) + " that one JavaScript array takes",
             "Write it to a file and return the path");
    }
    if (taking_ == Taking::hold) return;
    snapshot_bytes_ += bytes;
    if (snapshot_bytes_ > kMaxSnapshotBytes) {
      refuse("takes the event over " + std::to_string(kMaxSnapshotBytes) + " bytes of arrays",
             "Return large arrays as the result, or write them to a file");
    }
  }

  const Taking taking_;
  std::size_t snapshot_bytes_ = 0;
  std::size_t small_bytes_ = 0;
  Walk<PyObject*> walk_;
};

}  // namespace

Value from_python(PyObject* object, Taking taking) { return FromPython(taking).convert(object); }

}  // namespace gilder::python
