// Python's libraries as guests in a program that replaces functions of the C library for everyone in the
// process.
//
// Electron does: its malloc and operator new (PartitionAlloc; see allocators.h), its close (which ends the
// process when a forked child closes what Chromium opened), localtime, getaddrinfo, libffi. Guests get what
// they would have in a process of their own; where nothing is replaced, as in Node, nothing here takes
// effect.
#pragma once

namespace gilder::guests {

/// dlopen for the first library of Python's: what is in the process before is a host's, what is loaded from
/// then on, also later, a guest's.
void* open_first(const char* file, int flags) noexcept;

/// Binds libraries that are new since the last call; cheap when there are none. Called whenever a guest looks
/// up a function, which nobody can avoid who has just loaded a library and wants to use it.
void bind_new() noexcept;

}  // namespace gilder::guests
