#include "python/errors.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "python/prelude.h"
#include "python/ref.h"
#include "python/str.h"
#include "text.h"

namespace gilder::python {
namespace {

constexpr std::size_t kMaxTraceback = std::size_t{64} << 10;
constexpr std::size_t kMaxMessage = std::size_t{16} << 10;

/// `step`'s text, or `otherwise` when making it raises: exceptions may be arbitrarily odd.
template <typename Step>
std::string attempted(Step step, std::string_view otherwise) {
  try {
    return step();
  } catch (const Raised&) {
    api.PyErr_Clear();
    return std::string(otherwise);
  }
}

std::string qualified_name(PyObject* type) {
  const std::string name = attribute_text(type, "__qualname__");
  const std::string module = attribute_text(type, "__module__");
  return module == "builtins" ? name : module + "." + name;
}

PyObject* part(PyObject* tuple, Py_ssize_t index) {
  PyObject* borrowed = api.PyTuple_GetItem(tuple, index);
  if (borrowed == nullptr) throw Raised{};
  return borrowed;
}

std::optional<Error::Line> line_of(PyObject* tuple) {
  if (tuple == api.none()) return std::nullopt;
  Error::Line line;
  line.file = utf8_of(part(tuple, 0));
  line.number = api.PyLong_AsLongLong(part(tuple, 1));
  line.function = utf8_of(part(tuple, 2));
  line.text = utf8_of(part(tuple, 3));
  return line;
}

/// What `describe` of _gilder_exceptions.py says.
Error from_description(PyObject* tuple) {
  Error error{Error::Kind::python, {}};
  error.type = utf8_of(part(tuple, 0));
  error.message = shortened(utf8_of(part(tuple, 1)), kMaxMessage);
  error.traceback = shortened(utf8_of(part(tuple, 2)), kMaxTraceback);
  error.line = line_of(part(tuple, 3));
  PyObject* cause = part(tuple, 4);
  if (cause != api.none()) error.cause = std::make_shared<const Error>(from_description(cause));
  PyObject* members = part(tuple, 5);
  for (Py_ssize_t i = 0; i < api.PyList_Size(members); ++i) {
    error.errors.push_back(from_description(api.PyList_GetItem(members, i)));
  }
  return error;
}

Error described(PyObject* exception) {
  static Prelude describe({"_gilder_exceptions"}, "describe");
  const Ref tuple = checked(api.PyObject_CallFunctionObjArgs(describe.get(), exception, nullptr));
  return from_description(tuple.get());
}

/// Where there is no memory or no stack left for Python to say more.
Error outlined(PyObject* exception) {
  auto* type = reinterpret_cast<PyObject*>(Py_TYPE(exception));
  Error error{Error::Kind::python, {}};
  error.type = attempted([&] { return qualified_name(type); }, "Exception");
  const std::string message = attempted(
      [&] {
        const Ref text = checked(api.PyObject_Str(exception));
        return utf8_of(text.get());
      },
      "(the exception could not say what is wrong: its __str__ raised)");
  error.message = shortened(message, kMaxMessage);
  error.traceback = error.type + ": " + error.message + "\n";
  return error;
}

}  // namespace

Error take_raised() {
  PyObject* raw[3] = {};
  api.PyErr_Fetch(&raw[0], &raw[1], &raw[2]);
  // An exception that the interpreter raised from C may still be a class and an argument.
  api.PyErr_NormalizeException(&raw[0], &raw[1], &raw[2]);
  const Ref type = Ref::take(raw[0]);
  const Ref value = Ref::take(raw[1]);
  const Ref traceback = Ref::take(raw[2]);
  if (!type || !value) return {Error::Kind::internal, "Python reported an error but raised none."};
  if (traceback) api.PyException_SetTraceback(value.get(), traceback.get());
  try {
    return described(value.get());
  } catch (const Raised&) {
    api.PyErr_Clear();
    return outlined(value.get());
  }
}

void raise(const Error& error) noexcept {
  PyObject* type = error.kind == Error::Kind::value ? *api.PyExc_TypeError : *api.PyExc_RuntimeError;
  api.PyErr_SetString(type, error.message.c_str());
}

}  // namespace gilder::python
