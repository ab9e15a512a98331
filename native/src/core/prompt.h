// How soon the calling thread gets a core when it is woken.
#pragma once

namespace gilder::core {

/// For a thread that mostly waits and then has little to do, as one with an event loop: asks the system to
/// let it run at once, before threads that compute, of which it takes nothing away but the wait. Does nothing
/// where that cannot be asked for.
void answer_promptly();

}  // namespace gilder::core
