// Where a library keeps the addresses of functions and variables that the loader looked up for it by name.
#pragma once

#include <vector>

#include "linux/loaded_objects.h"

namespace gilder::guests {

struct Slot {
  void** place;
  const char* name;
  /// A call through it still goes by the loader, which has yet to look the function up.
  bool unresolved;
};

struct Patch {
  void** place;
  void* value;
};

/// Those of an object that is completely loaded and stays so meanwhile.
std::vector<Slot> slots_of(const LoadedObject& object);

/// Writes them while other threads may be calling through them. Not on two threads at once.
void apply(const LoadedObject& object, const std::vector<Patch>& patches) noexcept;

}  // namespace gilder::guests
