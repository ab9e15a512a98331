#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error.h"
#include "python/convert.h"
#include "python/integer.h"
#include "python/numpy.h"
#include "python/prelude.h"
#include "python/str.h"
#include "walk.h"

namespace gilder::python {
namespace {

// What a job may send while it runs is copied on the way, the second time by JavaScript's thread.
constexpr std::size_t kMaxSnapshotBytes = std::size_t{1} << 20;
// Of a result, so much is copied at once instead: JavaScript's thread copies it again in microseconds.
constexpr std::size_t kMaxSmallBytes = std::size_t{64} << 10;
// An Enum may have a dataclass as its value, which has another form again.
constexpr std::size_t kMaxReplacements = 100;

class FromPython {
 public:
  explicit FromPython(Taking taking) : taking_(taking) {}

  Value convert(PyObject* object) { return convert(object, object); }

 private:
  /// `origin` is what the caller returned, of which `object` may be a reduced form: cycles show in the
  /// origins.
  Value convert(PyObject* object, PyObject* origin) {
    PyTypeObject* type = Py_TYPE(object);
    if (object == api.none()) return {};
    if (type == api.PyBool_Type) return {object == reinterpret_cast<PyObject*>(api._Py_TrueStruct)};
    const unsigned long flags = api.PyType_GetFlags(type);
    if ((flags & Py_TPFLAGS_UNICODE_SUBCLASS) != 0) return text(object);
    if ((flags & Py_TPFLAGS_LONG_SUBCLASS) != 0) return integer(object);
    if (is_a(object, api.PyFloat_Type)) return real(object);
    if ((flags & Py_TPFLAGS_LIST_SUBCLASS) != 0)
      return sequence(object, origin, api.PyList_Size, api.PyList_GetItem);
    if ((flags & Py_TPFLAGS_TUPLE_SUBCLASS) != 0)
      return sequence(object, origin, api.PyTuple_Size, api.PyTuple_GetItem);
    if ((flags & Py_TPFLAGS_DICT_SUBCLASS) != 0) return dict(object, origin);
    if ((flags & Py_TPFLAGS_BYTES_SUBCLASS) != 0) return bytes(object);
    if (is_a(object, api.PyByteArray_Type)) return bytes(object);
    return from_numpy(object);
  }

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
  Value sequence(PyObject* object, PyObject* origin, Size size, Get get) {
    enter(origin);
    const std::size_t replacements = std::exchange(replacements_, 0);
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
    replacements_ = replacements;
    walk_.leave();
    return {std::move(list)};
  }

  Value dict(PyObject* object, PyObject* origin) {
    enter(origin);
    const std::size_t replacements = std::exchange(replacements_, 0);
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
    replacements_ = replacements;
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
        if (std::optional<Value> value = array(object, {})) return *std::move(value);
        break;
      case NumPyKind::number: {
        const Ref item = checked(api.PyObject_GetAttrString(object, "item"));
        const Ref plain = checked(api.PyObject_CallObject(item.get(), nullptr));
        // A longdouble is its own item.
        if (numpy_kind(plain.get()) == NumPyKind::none) return convert(plain.get());
        break;
      }
      case NumPyKind::none:
        break;
    }
    return reduced(object);
  }

  /// Of anything else, what the prelude makes of it (_gilder_values.py).
  Value reduced(PyObject* object) {
    static Prelude reduce({"_gilder_arrays", "_gilder_tables", "_gilder_values"}, "reduce");
    const Ref answer = checked(api.PyObject_CallFunctionObjArgs(reduce.get(), object, nullptr));
    const auto part = [&](Py_ssize_t index) {
      PyObject* borrowed = api.PyTuple_GetItem(answer.get(), index);
      if (borrowed == nullptr) throw Raised{};
      return borrowed;
    };
    Py_ssize_t length = 0;
    const char* text = api.PyUnicode_AsUTF8AndSize(part(0), &length);
    if (text == nullptr) throw Raised{};
    const std::string_view form(text, static_cast<std::size_t>(length));
    if (form == "value") return replaced(part(1), object);
    if (form == "array") return memory(part(1), part(2));
    if (form == "date") return {Moment{std::get<std::int64_t>(integer(part(1)).data)}};
    if (form == "set") return {Set{std::get<List>(replaced(part(1), object).data)}};
    if (form == "complex")
      return {Complex{std::get<double>(real(part(1)).data), std::get<double>(real(part(2)).data)}};
    if (form == "decimal") return {Decimal{utf8_of(part(1))}};
    refuse(utf8_of(part(1)), utf8_of(part(2)));
  }

  Value replaced(PyObject* other, PyObject* origin) {
    // An Enum, say, whose value is itself.
    if (replacements_ == kMaxReplacements) refuse("stands for itself without end", "Return a plain value");
    ++replacements_;
    Value value = convert(other, origin);
    --replacements_;
    return value;
  }

  Value memory(PyObject* object, PyObject* dtype) {
    std::optional<NamedDType> named;
    if (dtype != api.none()) named = dtype_named(utf8_of(dtype));
    if (std::optional<Value> value = array(object, named)) return *std::move(value);
    refuse_elements(object);
  }

  Value bytes(PyObject* object) {
    std::optional<Value> value = array(object, {});
    // A subclass may show any other memory than its own.
    if (!value) refuse_elements(object);
    std::get<std::unique_ptr<HeldArray>>(value->data)->plain = true;
    return *std::move(value);
  }

  /// Nothing for elements that the buffer cannot tell or JavaScript does not have. A `named` dtype stands for
  /// the one of the buffer, whose elements have its size.
  std::optional<Value> array(PyObject* object, const std::optional<NamedDType>& named) {
    std::unique_ptr<Buffer> buffer;
    try {
      buffer = std::make_unique<Buffer>(object);
    } catch (const Raised&) {
      // NumPy's way of saying that the element type (datetime64, say) has no buffer format.
      api.PyErr_Clear();
      return std::nullopt;
    }
    const Py_buffer& view = buffer->view();
    const auto elements = elements_of(view.format, view.itemsize);
    if (!elements) return std::nullopt;
    auto held = std::make_unique<HeldArray>();
    held->layout.dtype = named ? named->dtype : elements->dtype;
    if (named) held->layout.unit = named->unit;
    held->layout.bytes = static_cast<std::size_t>(view.len);
    for (int i = 0; i < view.ndim; ++i) held->layout.shape.push_back(static_cast<std::size_t>(view.shape[i]));
    check_size(held->layout.bytes);
    held->small = taking_ == Taking::snapshot || small_bytes_ + held->layout.bytes <= kMaxSmallBytes;
    if (held->small) small_bytes_ += held->layout.bytes;
    held->memory = held_memory(std::move(*buffer), *elements, held->small ? Taking::snapshot : Taking::hold);
    return Value{std::move(held)};
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
           "Convert it to an array of numbers with numpy.asarray() or astype()");
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
  /// Of the value at the present place.
  std::size_t replacements_ = 0;
  Walk<PyObject*> walk_;
};

}  // namespace

Value from_python(PyObject* object, Taking taking) { return FromPython(taking).convert(object); }

}  // namespace gilder::python
