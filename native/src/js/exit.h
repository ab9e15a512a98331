// The end of the process, heard of while JavaScript can still hear it.
#pragma once

#include "js/api.h"

namespace gilder::js {

/// A worker thread ends without the process.
bool is_worker(Napi::Env env);

/// From now on the process ends by `core::leave`, however it is ended.
void hear_of_exit(Napi::Env env);

}  // namespace gilder::js
