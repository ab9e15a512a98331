// Python objects that nobody would send: python/odd_objects.py makes them from the fuzzer's bytes.
#pragma once

#include "bytes.h"

namespace gilder::fuzz {

/// Faults when one crashes the conversion, is refused in a wrong way, or changes once it has been converted.
void odd_object(Bytes& bytes);

}  // namespace gilder::fuzz
