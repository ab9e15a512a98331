#include "python/js_memory.h"

#include <cstddef>
#include <memory>
#include <new>

namespace gilder::python {
namespace {

// The chain that keeps the memory: ndarray → its base, a JsMemory → PinnedMemory → a reference that
// JavaScript's thread holds. NumPy gives the buffer back at once and relies on the base alone.
struct JsMemory {
  PyObject_HEAD std::byte* data;
  std::size_t bytes;
  std::shared_ptr<const PinnedMemory> memory;
};

PyTypeObject* js_memory_type = nullptr;

JsMemory* self_of(PyObject* object) { return reinterpret_cast<JsMemory*>(object); }

int get_buffer(PyObject* object, Py_buffer* view, int flags) {
  JsMemory* self = self_of(object);
  return api.PyBuffer_FillInfo(view, object, self->data, static_cast<Py_ssize_t>(self->bytes), 0, flags);
}

void deallocate(PyObject* object) {
  std::destroy_at(&self_of(object)->memory);
  PyTypeObject* type = Py_TYPE(object);
  const auto free = reinterpret_cast<freefunc>(api.PyType_GetSlot(type, Py_tp_free));
  free(object);
  api.Py_DecRef(reinterpret_cast<PyObject*>(type));
}

Ref wrapped(const PinnedArray& array) {
  Ref object = checked(api.PyType_GenericAlloc(js_memory_type, 0));
  JsMemory* self = self_of(object.get());
  std::construct_at(&self->memory, array.memory);
  self->data = array.data;
  self->bytes = array.layout.bytes;
  return object;
}

Ref shape_tuple(const ArrayLayout& layout) {
  Ref shape = checked(api.PyTuple_New(static_cast<Py_ssize_t>(layout.shape.size())));
  for (std::size_t i = 0; i < layout.shape.size(); ++i) {
    Ref size = checked(api.PyLong_FromLongLong(static_cast<long long>(layout.shape[i])));
    checked(api.PyTuple_SetItem(shape.get(), static_cast<Py_ssize_t>(i), size.release()));
  }
  return shape;
}

}  // namespace

void make_js_memory_type() {
  static PyType_Slot slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(deallocate)},
      {Py_bf_getbuffer, reinterpret_cast<void*>(get_buffer)},
      {Py_tp_doc, const_cast<char*>("Memory of a JavaScript array, lent to Python.")},
      {0, nullptr},
  };
  static PyType_Spec spec = {"_gilder.JsMemory", sizeof(JsMemory), 0,
                             Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
  js_memory_type = reinterpret_cast<PyTypeObject*>(checked(api.PyType_FromSpec(&spec)).release());
}

Ref numpy_array_over(const PinnedArray& array) {
  const Ref numpy = checked(api.PyImport_ImportModule("numpy"));
  const Ref ndarray = checked(api.PyObject_GetAttrString(numpy.get(), "ndarray"));
  const Ref shape = shape_tuple(array.layout);
  const Ref dtype = checked(api.PyUnicode_FromString(dtype_name(array.layout).c_str()));
  const Ref memory = wrapped(array);
  return checked(
      api.PyObject_CallFunctionObjArgs(ndarray.get(), shape.get(), dtype.get(), memory.get(), nullptr));
}

}  // namespace gilder::python
