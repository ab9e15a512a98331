// Integers of any size. The stable ABI hands them over as text only; base 16 is linear in the length.
#pragma once

#include "python/ref.h"
#include "value.h"

namespace gilder::python {

Ref integer_to_python(const BigInteger& value);
/// Of an int too large for 64 bits.
BigInteger integer_from_python(PyObject* object);

}  // namespace gilder::python
