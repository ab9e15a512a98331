// `operator new` and `operator delete`, which such a program also has of its own.
#include <array>
#include <cstddef>
#include <cstdint>
#include <dlfcn.h>
#include <utility>

#include "linux/allocators.h"
#include "linux/big_blocks.h"
#include "linux/replacements.h"

namespace gilder::guests {
namespace {

// Every form takes at most three arguments, each in a register for integers: one function can stand for them
// all and hand on what it was given. What was not given is not looked at.
using Argument = std::uintptr_t;
using New = void* (*)(std::size_t, Argument, Argument);
using Delete = void (*)(void*, Argument, Argument);

struct NewForm {
  const char* name;
  bool aligned;
  bool throws;
};

constexpr std::array new_forms = {
    NewForm{"_Znwm", false, true},
    NewForm{"_Znam", false, true},
    NewForm{"_ZnwmRKSt9nothrow_t", false, false},
    NewForm{"_ZnamRKSt9nothrow_t", false, false},
    NewForm{"_ZnwmSt11align_val_t", true, true},
    NewForm{"_ZnamSt11align_val_t", true, true},
    NewForm{"_ZnwmSt11align_val_tRKSt9nothrow_t", true, false},
    NewForm{"_ZnamSt11align_val_tRKSt9nothrow_t", true, false},
};

constexpr std::array delete_forms = {
    "_ZdlPv",
    "_ZdaPv",
    "_ZdlPvm",
    "_ZdaPvm",
    "_ZdlPvRKSt9nothrow_t",
    "_ZdaPvRKSt9nothrow_t",
    "_ZdlPvSt11align_val_t",
    "_ZdaPvSt11align_val_t",
    "_ZdlPvmSt11align_val_t",
    "_ZdaPvmSt11align_val_t",
    "_ZdlPvSt11align_val_tRKSt9nothrow_t",
    "_ZdaPvSt11align_val_tRKSt9nothrow_t",
};

std::array<New, new_forms.size()> programs_new;
std::array<Delete, delete_forms.size()> programs_delete;

// By the library whose exceptions the guests catch: ours, linked in, keeps another count of those in flight.
void throw_bad_alloc() {
  void* library = dlopen("libstdc++.so.6", RTLD_LAZY | RTLD_NOLOAD);
  if (library == nullptr) return;
  void* thrower = dlsym(library, "_ZSt17__throw_bad_allocv");
  dlclose(library);
  if (thrower != nullptr) reinterpret_cast<void (*)()>(thrower)();
}

template <std::size_t form, std::size_t from>
void* own_new(std::size_t size, Argument second, Argument third) {
  if (size < from) return programs_new[form](size, second, third);
  void* fresh =
      new_forms[form].aligned ? system_allocator.memalign(second, size) : system_allocator.malloc(size);
  void* block = recorded_dense(fresh, size);
  if (block != nullptr || !new_forms[form].throws) return block;
  throw_bad_alloc();
  // There is no such library: the program's answer to want of memory, which is never null either.
  return programs_new[form](size, second, third);
}

template <std::size_t form>
void any_delete(void* block, Argument second, Argument third) noexcept {
  if (is_big(block)) {
    free_big(block);
  } else {
    programs_delete[form](block, second, third);
  }
}

template <std::size_t... forms>
std::array<Replacement, sizeof...(forms)> replacements_of_new(std::index_sequence<forms...>) {
  return {Replacement{new_forms[forms].name, reinterpret_cast<void*>(&own_new<forms, kBigBytes>),
                      reinterpret_cast<void*>(&own_new<forms, kHugeBytes>)}...};
}

template <std::size_t... forms>
std::array<Replacement, sizeof...(forms)> replacements_of_delete(std::index_sequence<forms...>) {
  return {Replacement{delete_forms[forms], reinterpret_cast<void*>(&any_delete<forms>),
                      reinterpret_cast<void*>(&any_delete<forms>)}...};
}

const auto for_new = replacements_of_new(std::make_index_sequence<new_forms.size()>());
const auto for_delete = replacements_of_delete(std::make_index_sequence<delete_forms.size()>());

}  // namespace

void find_operators() noexcept {
  for (std::size_t form = 0; form < new_forms.size(); form += 1) {
    programs_new[form] = reinterpret_cast<New>(dlsym(RTLD_DEFAULT, new_forms[form].name));
  }
  for (std::size_t form = 0; form < delete_forms.size(); form += 1) {
    programs_delete[form] = reinterpret_cast<Delete>(dlsym(RTLD_DEFAULT, delete_forms[form]));
  }
}

const Replacement* cpp_replacement(std::string_view mangled_name) noexcept {
  for (const Replacement& one : for_new) {
    if (one.name == mangled_name) return &one;
  }
  for (const Replacement& one : for_delete) {
    if (one.name == mangled_name) return &one;
  }
  return nullptr;
}

}  // namespace gilder::guests
