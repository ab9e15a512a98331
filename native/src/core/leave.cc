#include "core/leave.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "core/thread.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace gilder::core {
namespace {

#ifdef _WIN32

[[noreturn]] void end(int code) {
  // Any gentler end tells every DLL first, and some of them then wait for threads that are gone.
  TerminateProcess(GetCurrentProcess(), static_cast<UINT>(code));
  std::abort();
}

#else

[[noreturn]] void end(int code) {
  // Node makes them non-blocking; other programs that share them cannot cope with that.
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    const int flags = fcntl(standard, F_GETFL);
    if (flags != -1 && (flags & O_NONBLOCK) != 0) fcntl(standard, F_SETFL, flags & ~O_NONBLOCK);
  }
  _exit(code);
}

#endif

// Far more than an orderly exit takes, and less than anyone waits for a program to end.
constexpr auto kPatience = std::chrono::seconds(5);

// What JavaScript said last.
std::atomic<int> exit_code = EXIT_FAILURE;

}  // namespace

void leave(int code) {
  std::fflush(nullptr);
  end(code);
}

void leave_early() { leave(exit_code); }

void leave_at_last(int code) {
  spawn_detached("gilder-leave", [code] {
    std::this_thread::sleep_for(kPatience);
    leave(code);
  });
}

#ifdef __GLIBC__

void leave_at_exit(int code) {
  exit_code = code;
  leave_at_any_exit();
}

void leave_at_any_exit() {
  on_exit([](int code, void*) { leave(code); }, nullptr);
}

#else

void leave_at_exit(int code) {
  exit_code = code;
  std::atexit(leave_early);
}

void leave_at_any_exit() {}

#endif

}  // namespace gilder::core
