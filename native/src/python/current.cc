#include "python/current.h"

namespace gilder::python {

thread_local core::CallId CurrentCall::id_ = 0;

}  // namespace gilder::python
