// The one place that includes Python.h. Only its types and declarations are used: nothing links libpython, so
// no function, macro or inline function of Python's may be used directly, only `api` (symbols.h).
#pragma once

// The stable ABI, but for the one file that proves a list of ours against the whole of it.
#ifndef GILDER_PYTHON_WHOLE_API
#define Py_LIMITED_API 0x030B0000
#endif

// On Windows the headers would ask the linker for an import library.
#ifdef _WIN32
#define Py_NO_ENABLE_SHARED
#define Py_NO_LINK_LIB
#endif

#include <Python.h>
