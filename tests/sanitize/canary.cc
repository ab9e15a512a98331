// An addon with a fault in it, which every sanitizer must report: if one does not, its silence means nothing.
#include <cstdlib>
#include <thread>

namespace {

// Not optimised away, and not told by the compiler.
volatile int zero = 0;
volatile int count = 0;

void fault() {
#if defined(__SANITIZE_ADDRESS__)
  auto* four = static_cast<volatile char*>(std::malloc(4));
  four[4 + zero] = 1;
#elif defined(__SANITIZE_THREAD__)
  std::thread other([] { count = count + 1; });
  count = count + 1;
  other.join();
#else
  const int large = 0x7fffffff - zero;
  count = large + 1 + zero;
#endif
}

}  // namespace

// Node calls it once the library is loaded; before, ThreadSanitizer does not know that the code is
// instrumented.
extern "C" void* napi_register_module_v1(void*, void* exports) {
  fault();
  return exports;
}
