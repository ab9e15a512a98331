// What guests call instead of dlsym.
#pragma once

extern "C" {

/// Jumps to the real one after `gilder_before_dlsym`, unless that has an answer of its own. It jumps because
/// the real one sees from its return address who is asking.
__attribute__((visibility("hidden"))) void* gilder_dlsym(void* library, const char* name);

__attribute__((visibility("hidden"))) void* gilder_before_dlsym(void* library, const char* name) noexcept;

__attribute__((visibility("hidden"))) extern void* gilder_real_dlsym;

}  // extern "C"
