// Whether a value came back from Python as it was sent.
#pragma once

#include <string>

#include "value.h"

namespace gilder::fuzz {

/// Empty when `back` is what Python must make of `sent`; else where and how they differ. What may differ is
/// said in native/README.md: an integer comes back in its shortest form, an array as memory of Python's.
std::string difference(const Value& sent, const Value& back);

/// Levels of containers; a list of numbers has one.
std::size_t depth(const Value& value);

}  // namespace gilder::fuzz
