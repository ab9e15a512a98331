// The end of the process. Python threads are never stopped, because many never could be: so the process has
// to end at once, before the destructors of libraries and of Node itself pull things away under threads that
// use them.
#pragma once

namespace gilder::core {

/// Flushes C streams and ends the process, running nothing else.
[[noreturn]] void leave(int code);

/// Makes `exit()` end in `leave()` from now on; the latest request comes first, before whatever libraries
/// that were loaded earlier want to do. `code` is for systems whose `exit()` does not tell.
void leave_at_exit(int code);

/// The same before any code is known, where the system tells it.
void leave_at_any_exit();

/// Ends the process in some seconds, should it still be there. Node may wait for ever at its end: for a
/// compiler thread of V8's that waits for a collection of garbage, which large result arrays make likelier
/// (github.com/nodejs/node/issues/54918); or for what others do at exit.
void leave_at_last(int code);

/// Ends the process now, which has begun to end: with the code of `leave_at_exit`, or as a failure if there
/// was none.
[[noreturn]] void leave_early();

}  // namespace gilder::core
