#include "python/errors.h"

#include <string>
#include <string_view>

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

std::string formatted(PyObject* type, PyObject* value, PyObject* traceback) {
  const Ref module = checked(api.PyImport_ImportModule("traceback"));
  const Ref format = checked(api.PyObject_GetAttrString(module.get(), "format_exception"));
  PyObject* tb = traceback == nullptr ? api.none() : traceback;
  const Ref lines = checked(api.PyObject_CallFunctionObjArgs(format.get(), type, value, tb, nullptr));
  const Ref nothing = checked(api.PyUnicode_FromString(""));
  const Ref joined = checked(api.PyUnicode_Join(nothing.get(), lines.get()));
  return utf8_of(joined.get());
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

  Error error{Error::Kind::python, {}};
  error.type = attempted([&] { return qualified_name(type.get()); }, "Exception");
  const std::string message = attempted(
      [&] {
        const Ref text = checked(api.PyObject_Str(value.get()));
        return utf8_of(text.get());
      },
      "(the exception could not say what is wrong: its __str__ raised)");
  error.message = shortened(message, kMaxMessage);
  const std::string trace = attempted([&] { return formatted(type.get(), value.get(), traceback.get()); },
                                      error.type + ": " + error.message);
  error.traceback = shortened(trace, kMaxTraceback);
  return error;
}

void raise(const Error& error) noexcept {
  PyObject* type = error.kind == Error::Kind::value ? *api.PyExc_TypeError : *api.PyExc_RuntimeError;
  api.PyErr_SetString(type, error.message.c_str());
}

}  // namespace gilder::python
