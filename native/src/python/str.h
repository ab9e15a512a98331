// Text of Python's str objects. All of it needs the GIL and raises.
#pragma once

#include <string>

#include "python/ref.h"

namespace gilder::python {

/// For messages: characters that UTF-8 has no form for are written out as `\ud800`.
std::string utf8_of(PyObject* string);
/// For values: lone surrogates stay what they are.
std::u16string utf16_of(PyObject* string);
std::string attribute_text(PyObject* object, const char* name);
/// For messages: the class, without its module.
std::string type_name(PyObject* object);

}  // namespace gilder::python
