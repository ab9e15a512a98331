#include "core/stay_loaded.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace gilder::core {
namespace {

// Something that lies in this addon and nowhere else.
const char anchor = 0;

}  // namespace

#ifdef _WIN32

void stay_loaded() {
  HMODULE self = nullptr;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN,
                     reinterpret_cast<LPCWSTR>(&anchor), &self);
}

#else

void stay_loaded() {
  Dl_info self{};
  if (dladdr(&anchor, &self) != 0) dlopen(self.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

#endif

}  // namespace gilder::core
