// How the system hands out memory that is touched for the first time.
#pragma once

#include <cstddef>

namespace gilder::core {

/// Asks for large pages under memory that is about to be written: a fault for every 4 KiB costs several times
/// the copy itself. Does nothing where that makes no difference or is not known.
void prefer_large_pages(std::byte* data, std::size_t bytes);

}  // namespace gilder::core
