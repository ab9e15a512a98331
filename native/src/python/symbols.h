// Every function and object of libpython that the addon uses, looked up by name and typed by Python's
// headers.
#pragma once

#include "python/api.h"
#include "python/library.h"

#define GILDER_PYTHON_FUNCTIONS(X) \
  X(PyBool_FromLong)               \
  X(PyBuffer_FillInfo)             \
  X(PyBuffer_Release)              \
  X(PyBytes_AsStringAndSize)       \
  X(PyComplex_FromDoubles)         \
  X(PyDict_New)                    \
  X(PyDict_Next)                   \
  X(PyDict_SetItem)                \
  X(PyErr_Clear)                   \
  X(PyErr_Fetch)                   \
  X(PyErr_NewExceptionWithDoc)     \
  X(PyErr_NoMemory)                \
  X(PyErr_NormalizeException)      \
  X(PyErr_Occurred)                \
  X(PyErr_ExceptionMatches)        \
  X(PyErr_Restore)                 \
  X(PyErr_SetString)               \
  X(PyEval_RestoreThread)          \
  X(PyEval_SaveThread)             \
  X(PyException_SetTraceback)      \
  X(PyFloat_AsDouble)              \
  X(PyFloat_FromDouble)            \
  X(PyImport_AppendInittab)        \
  X(PyImport_ExecCodeModuleEx)     \
  X(PyImport_GetModule)            \
  X(PyImport_ImportModule)         \
  X(PyInterpreterState_Get)        \
  X(PyList_GetItem)                \
  X(PyList_New)                    \
  X(PyList_SetItem)                \
  X(PyList_Size)                   \
  X(PyLong_AsLongLong)             \
  X(PyLong_AsLongLongAndOverflow)  \
  X(PyLong_FromLongLong)           \
  X(PyLong_FromString)             \
  X(PyModule_AddObjectRef)         \
  X(PyModule_Create2)              \
  X(PyNumber_ToBase)               \
  X(PyObject_CallFunctionObjArgs)  \
  X(PyObject_CallObject)           \
  X(PyObject_GetAttrString)        \
  X(PyObject_GetBuffer)            \
  X(PyObject_Str)                  \
  X(PySet_New)                     \
  X(PyThreadState_New)             \
  X(PyThreadState_SetAsyncExc)     \
  X(PyThread_get_thread_ident)     \
  X(PyTuple_GetItem)               \
  X(PyTuple_New)                   \
  X(PyTuple_SetItem)               \
  X(PyTuple_Size)                  \
  X(PyType_FromSpec)               \
  X(PyType_GenericAlloc)           \
  X(PyType_GetFlags)               \
  X(PyType_GetSlot)                \
  X(PyType_IsSubtype)              \
  X(PyUnicode_AsEncodedString)     \
  X(PyUnicode_AsUTF16String)       \
  X(PyUnicode_AsUTF8AndSize)       \
  X(PyUnicode_DecodeUTF16)         \
  X(PyUnicode_FromString)          \
  X(Py_CompileString)              \
  X(Py_DecRef)                     \
  X(Py_GetVersion)                 \
  X(Py_IncRef)                     \
  X(Py_IsInitialized)

#define GILDER_PYTHON_OBJECTS(X) \
  X(PyBool_Type)                 \
  X(PyByteArray_Type)            \
  X(PyExc_AttributeError)        \
  X(PyExc_BaseException)         \
  X(PyExc_MemoryError)           \
  X(PyExc_ModuleNotFoundError)   \
  X(PyExc_RuntimeError)          \
  X(PyExc_TypeError)             \
  X(PyFloat_Type)                \
  X(_Py_NoneStruct)              \
  X(_Py_TrueStruct)

namespace gilder::python {

struct Symbols {
#define GILDER_MEMBER(name) decltype(&::name) name = nullptr;
  GILDER_PYTHON_FUNCTIONS(GILDER_MEMBER)
  GILDER_PYTHON_OBJECTS(GILDER_MEMBER)
#undef GILDER_MEMBER

  static Symbols of(const Library& library);
  PyObject* none() const { return reinterpret_cast<PyObject*>(_Py_NoneStruct); }
};

/// Filled before the interpreter starts and never changed after.
extern Symbols api;

}  // namespace gilder::python
