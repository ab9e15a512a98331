// The functions that JavaScript sees.
#pragma once

#include "core/host.h"
#include "js/api.h"

namespace gilder::js {

/// Fills the exports of one environment.
void export_surface(Napi::Env env, Napi::Object exports, core::Host& host);

}  // namespace gilder::js
