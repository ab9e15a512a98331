// Any value that JavaScript's side could make, from the fuzzer's bytes.
#pragma once

#include "bytes.h"
#include "value.h"

namespace gilder::fuzz {

Value make_value(Bytes& bytes);

}  // namespace gilder::fuzz
