// Values to Python objects and back. All of it needs the GIL. Fails with `Error` (the value cannot cross,
// with its path) or `Raised` (Python raised on the way).
#pragma once

#include <vector>

#include "python/held_memory.h"
#include "python/ref.h"
#include "value.h"

namespace gilder::python {

Ref to_python(const Value& value);
Ref tuple_of(const std::vector<Value>& arguments);

Value from_python(PyObject* object, Taking taking);

}  // namespace gilder::python
