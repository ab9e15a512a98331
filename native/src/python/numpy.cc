#include "python/numpy.h"

#include <array>

namespace gilder::python {
namespace {

// Kept for ever; filled once NumPy's module object has the names, guarded by the GIL.
struct Types {
  PyTypeObject* ndarray = nullptr;
  // timedelta64 is a signedinteger too, and not a number.
  PyTypeObject* timedelta = nullptr;
  std::array<PyTypeObject*, 3> numbers{};
};

PyTypeObject* type_in(PyObject* module, const char* name) {
  return reinterpret_cast<PyTypeObject*>(checked(api.PyObject_GetAttrString(module, name)).release());
}

const Types* loaded_types() {
  static Types types;
  if (types.ndarray != nullptr) return &types;
  try {
    const Ref name = checked(api.PyUnicode_FromString("numpy"));
    const Ref module = Ref::take(api.PyImport_GetModule(name.get()));
    if (!module) {
      api.PyErr_Clear();
      return nullptr;
    }
    Types found;
    found.timedelta = type_in(module.get(), "timedelta64");
    found.numbers = {type_in(module.get(), "bool_"), type_in(module.get(), "integer"),
                     type_in(module.get(), "floating")};
    found.ndarray = type_in(module.get(), "ndarray");
    types = found;
    return &types;
  } catch (const Raised&) {
    // Another thread is still importing it.
    api.PyErr_Clear();
    return nullptr;
  }
}

}  // namespace

NumPyKind numpy_kind(PyObject* object) {
  const Types* types = loaded_types();
  if (types == nullptr) return NumPyKind::none;
  if (Py_TYPE(object) == types->ndarray) return NumPyKind::array;
  if (is_a(object, types->timedelta)) return NumPyKind::none;
  for (PyTypeObject* type : types->numbers) {
    if (is_a(object, type)) return NumPyKind::number;
  }
  return NumPyKind::none;
}

}  // namespace gilder::python
