// Which of a library's functions are bound to the program and to what they should be bound instead.
#pragma once

#include <vector>

#include "linux/loaded_objects.h"
#include "linux/slots.h"

namespace gilder::guests {

/// False when the program has no allocator of its own; then there is nothing to bind. The first call, on one
/// thread.
bool find_program_functions() noexcept;

/// For a library that was there before Python (replacements.h says what it gets).
std::vector<Patch> host_patches(const LoadedObject& object);

/// For one of Python's: allocates by our functions; whatever else the program has in place of a function of
/// the library's own dependencies (close, localtime, libffi's), it gets from those.
std::vector<Patch> guest_patches(const LoadedObject& object, void* library);

}  // namespace gilder::guests
