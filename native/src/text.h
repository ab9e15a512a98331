// Text between the languages is UTF-16, as JavaScript has it; messages of ours are UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace gilder {

/// A lone surrogate, which UTF-8 has no form for, becomes `\ud800`.
std::string utf8(std::u16string_view text);

/// `text` with its middle left out where it is longer than `limit` bytes, never cut inside a character.
std::string shortened(std::string_view text, std::size_t limit);

}  // namespace gilder
