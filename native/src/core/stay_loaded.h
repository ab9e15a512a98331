#pragma once

namespace gilder::core {

/// Keeps this addon in memory for good: Node unloads it with the worker thread that loaded it, and our own
/// threads would go on in code that is gone.
void stay_loaded();

}  // namespace gilder::core
