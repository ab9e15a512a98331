// `_gilder`, the built-in module through which Python code talks to the call it is part of.
#pragma once

namespace gilder::python {

/// Before the interpreter starts.
void add_module();

}  // namespace gilder::python
