#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "error.h"
#include "python/convert.h"
#include "python/integer.h"
#include "python/js_memory.h"
#include "python/prelude.h"

namespace gilder::python {
namespace {

Ref text(const std::u16string& value) {
  int order = std::endian::native == std::endian::little ? -1 : 1;
  return checked(api.PyUnicode_DecodeUTF16(reinterpret_cast<const char*>(value.data()),
                                           static_cast<Py_ssize_t>(value.size() * sizeof(char16_t)),
                                           "surrogatepass", &order));
}

Ref list(const List& value) {
  Ref object = checked(api.PyList_New(static_cast<Py_ssize_t>(value.size())));
  for (std::size_t i = 0; i < value.size(); ++i) {
    checked(api.PyList_SetItem(object.get(), static_cast<Py_ssize_t>(i), to_python(value[i]).release()));
  }
  return object;
}

Ref dict(const Dict& value) {
  Ref object = checked(api.PyDict_New());
  for (const Entry& entry : value) {
    const Ref key = text(entry.key);
    const Ref item = to_python(entry.value);
    checked(api.PyDict_SetItem(object.get(), key.get(), item.get()));
  }
  return object;
}

Ref set(const Set& value) {
  const Ref items = list(value.items);
  return checked(api.PySet_New(items.get()));
}

Ref made_by(Prelude& maker, const Ref& argument) {
  return checked(api.PyObject_CallFunctionObjArgs(maker.get(), argument.get(), nullptr));
}

Ref date(Moment moment) {
  static Prelude maker({"_gilder_making"}, "date");
  return made_by(maker, checked(api.PyLong_FromLongLong(moment.milliseconds)));
}

Ref decimal(const Decimal& value) {
  static Prelude maker({"_gilder_making"}, "number");
  return made_by(maker, checked(api.PyUnicode_FromString(value.text.c_str())));
}

struct ToPython {
  Ref operator()(std::monostate) const { return Ref::share(api.none()); }
  Ref operator()(bool value) const { return checked(api.PyBool_FromLong(value ? 1 : 0)); }
  Ref operator()(std::int64_t value) const { return checked(api.PyLong_FromLongLong(value)); }
  Ref operator()(double value) const { return checked(api.PyFloat_FromDouble(value)); }
  Ref operator()(const BigInteger& value) const { return integer_to_python(value); }
  Ref operator()(const std::u16string& value) const { return text(value); }
  Ref operator()(const List& value) const { return list(value); }
  Ref operator()(const Dict& value) const { return dict(value); }
  Ref operator()(const Set& value) const { return set(value); }
  Ref operator()(Moment value) const { return date(value); }
  Ref operator()(Complex value) const {
    return checked(api.PyComplex_FromDoubles(value.real, value.imaginary));
  }
  Ref operator()(const Decimal& value) const { return decimal(value); }
  Ref operator()(const std::unique_ptr<PinnedArray>& value) const { return numpy_array_over(*value); }
  Ref operator()(const std::unique_ptr<HeldArray>&) const {
    throw Error{Error::Kind::internal, "An array on its way to JavaScript was sent back. Report this fault."};
  }
};

}  // namespace

Ref to_python(const Value& value) { return std::visit(ToPython{}, value.data); }

Ref tuple_of(const std::vector<Value>& arguments) {
  Ref tuple = checked(api.PyTuple_New(static_cast<Py_ssize_t>(arguments.size())));
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    checked(api.PyTuple_SetItem(tuple.get(), static_cast<Py_ssize_t>(i), to_python(arguments[i]).release()));
  }
  return tuple;
}

}  // namespace gilder::python
