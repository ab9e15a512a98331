#include "linux/binding.h"

#include <dlfcn.h>
#include <string_view>

#include "linux/allocators.h"
#include "linux/dlsym.h"
#include "linux/guests.h"
#include "linux/replacements.h"

void* gilder_real_dlsym = nullptr;

namespace gilder::guests {
namespace {

Range program;
void* libc = nullptr;
// No program replaces it, but it calls the program's `realloc`.
void* libc_reallocarray = nullptr;

bool is_cpp(std::string_view name) { return name.substr(0, 2) == "_Z"; }

const Replacement* replacement(std::string_view name) {
  return is_cpp(name) ? cpp_replacement(name) : c_replacement(name);
}

/// What the slot leads to now.
const void* target_of(const Slot& slot) {
  return slot.unresolved ? dlsym(RTLD_DEFAULT, slot.name) : *slot.place;
}

void* for_guest(const Slot& slot, const void* target, void* library) {
  if (target == gilder_real_dlsym) return reinterpret_cast<void*>(&gilder_dlsym);
  if (!program.contains(target) && target != libc_reallocarray) return nullptr;
  if (const Replacement* one = replacement(slot.name)) return one->guest;
  // C++ classes have state that two libraries share; what was made by one copy is not given to another.
  if (is_cpp(slot.name)) return nullptr;
  void* own = dlsym(library, slot.name);
  return own == target ? nullptr : own;
}

}  // namespace

bool find_program_functions() noexcept {
  if (!find_allocators()) return false;
  find_operators();
  program = program_range();
  libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  gilder_real_dlsym = dlsym(RTLD_DEFAULT, "dlsym");
  libc_reallocarray = dlsym(RTLD_DEFAULT, "reallocarray");
  return gilder_real_dlsym != nullptr;
}

std::vector<Patch> host_patches(const LoadedObject& object) {
  std::vector<Patch> patches;
  for (const Slot& slot : slots_of(object)) {
    const Replacement* one = replacement(slot.name);
    if (one == nullptr || !program.contains(target_of(slot))) continue;
    patches.push_back({slot.place, one->host});
  }
  return patches;
}

std::vector<Patch> guest_patches(const LoadedObject& object, void* library) {
  std::vector<Patch> patches;
  for (const Slot& slot : slots_of(object)) {
    void* value = for_guest(slot, target_of(slot), library);
    if (value != nullptr) patches.push_back({slot.place, value});
  }
  return patches;
}

}  // namespace gilder::guests

void* gilder_before_dlsym(void* library, const char* name) noexcept {
  using namespace gilder::guests;
  bind_new();
  // RTLD_NEXT means another library for each caller: that is for the real one.
  const Replacement* one = library == RTLD_NEXT ? nullptr : replacement(name);
  if (one == nullptr) return nullptr;
  // As ctypes asks for it: `free` of the C library, for memory that came from some library.
  const void* found = dlsym(library, name);
  return program.contains(found) || found == dlsym(libc, name) ? one->guest : nullptr;
}
