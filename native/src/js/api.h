// The one place that includes napi.h.
#pragma once

#define NAPI_VERSION 8
#define NODE_ADDON_API_CPP_EXCEPTIONS
// While an environment is being torn down nothing can be thrown into it any more; that must not end the
// process.
#define NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS

#include <napi.h>

namespace gilder::js {

/// Throws the pending JavaScript exception, or one about the failed call.
inline void checked(napi_env env, napi_status status) {
  if (status != napi_ok) throw Napi::Error::New(env);
}

}  // namespace gilder::js
