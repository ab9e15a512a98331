#include "linux/guests.h"

#include <dlfcn.h>
#include <mutex>
#include <pthread.h>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "linux/binding.h"
#include "linux/loaded_objects.h"
#include "linux/slots.h"

namespace gilder::guests {
namespace {

struct State {
  std::mutex mutex;
  LoadCounts seen;
  /// Objects by name and place.
  std::unordered_set<std::string> hosts;
  std::unordered_set<std::string> bound;
};

// For ever: guests call in here until the process ends.
State& state = *new State;
// Written once, before there are guests.
bool active = false;

std::string key_of(const LoadedObject& object) { return object.name + '@' + std::to_string(object.base); }

void know_hosts() {
  active = find_program_functions();
  if (!active) return;
  for (const LoadedObject& object : loaded_objects().objects) state.hosts.insert(key_of(object));
  // A child forked while another thread is in here must not find the lock taken for ever.
  pthread_atfork([] { state.mutex.lock(); }, [] { state.mutex.unlock(); }, [] { state.mutex.unlock(); });
}

std::vector<LoadedObject> unbound(const LoadedObjects& all) {
  const std::scoped_lock lock(state.mutex);
  // What is gone may have made room for another of the same name; binding again what is bound changes
  // nothing.
  if (all.counts.removed != state.seen.removed) state.bound.clear();
  std::vector<LoadedObject> found;
  for (const LoadedObject& object : all.objects) {
    // The program itself binds within itself; without a path, it is the kernel's.
    const bool file = object.name.find('/') != std::string::npos;
    if (file && state.bound.count(key_of(object)) == 0) found.push_back(object);
  }
  return found;
}

void bind(const LoadedObject& object) {
  // Waits until the thread that is loading it, if one is, is done, and keeps it loaded. For that, no lock is
  // held here: that thread may be in a library's constructor that looks up a function.
  void* library = dlopen(object.name.c_str(), RTLD_LAZY | RTLD_NOLOAD);
  if (library == nullptr) return;
  const bool host = state.hosts.count(key_of(object)) != 0;
  const std::vector<Patch> patches = host ? host_patches(object) : guest_patches(object, library);
  {
    const std::scoped_lock lock(state.mutex);
    apply(object, patches);
    state.bound.insert(key_of(object));
  }
  dlclose(library);
}

}  // namespace

void* open_first(const char* file, int flags) noexcept {
  static std::once_flag known;
  std::call_once(known, know_hosts);
  void* library = dlopen(file, flags);
  // If it failed, the caller asks dlerror for the reason: that must not be of something else by then.
  if (library != nullptr) bind_new();
  return library;
}

void bind_new() noexcept {
  if (!active) return;
  {
    const std::scoped_lock lock(state.mutex);
    if (state.seen == load_counts()) return;
  }
  const LoadedObjects all = loaded_objects();
  for (const LoadedObject& object : unbound(all)) bind(object);
  const std::scoped_lock lock(state.mutex);
  state.seen = all.counts;
}

}  // namespace gilder::guests
