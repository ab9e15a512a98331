// A value of JavaScript's to Python and back.
#pragma once

#include "bytes.h"

namespace gilder::fuzz {

/// Faults when anything but the same comes back.
void round_trip(Bytes& bytes);

}  // namespace gilder::fuzz
