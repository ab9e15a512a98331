// Threads that outlive everything: Python's thread states hang on them, and an exit must not wait for them.
#pragma once

#include <functional>
#include <string>

namespace gilder::core {

/// Starts a thread that nobody joins. Its stack is that of Python's own main thread on most systems, since
/// NumPy and deep recursion expect it: some platforms give new threads 512 KiB.
void spawn_detached(const std::string& name, std::function<void()> body);

}  // namespace gilder::core
