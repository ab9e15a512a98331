// What libraries call instead of the functions that allocate and free.
#pragma once

#include <string_view>

namespace gilder::guests {

/// `guest`: a library of Python's, which gets every big block from the system. `host`: one that was there
/// before. The program may free what such a library hands out, so it gets only those from the system
/// (`kHugeBytes`) that the program would not have given it. Both free either kind.
struct Replacement {
  std::string_view name;
  void* guest;
  void* host;
};

/// Null for any other function.
const Replacement* c_replacement(std::string_view name) noexcept;
/// The same for C++, by mangled name, once `find_operators` was called.
const Replacement* cpp_replacement(std::string_view name) noexcept;

void find_operators() noexcept;

}  // namespace gilder::guests
