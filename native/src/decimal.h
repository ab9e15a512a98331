// The text of decimal numbers.
#pragma once

#include <string_view>

namespace gilder {

/// Whether Python's `decimal.Decimal` reads the text as the number it is: `-1.50`, `1E+3`, `NaN`,
/// `-Infinity`.
bool is_decimal(std::string_view text);

}  // namespace gilder
