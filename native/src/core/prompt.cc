#include "core/prompt.h"

#include <cstdint>

#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace gilder::core {

#ifdef __linux__

namespace {

/// Of Linux; the C library's headers have it only lately, and the kernel's own clash with them.
struct Attributes {
  std::uint32_t size;
  std::uint32_t policy;
  std::uint64_t flags;
  std::int32_t nice;
  std::uint32_t priority;
  std::uint64_t runtime;
  std::uint64_t deadline;
  std::uint64_t period;
};
constexpr std::uint32_t kNormal = 0;
constexpr std::uint64_t kResetOnFork = 1;
/// The shortest there is, in nanoseconds.
constexpr std::uint64_t kShortTurn = 100'000;

}  // namespace

void answer_promptly() {
  Attributes now{};
  if (syscall(SYS_sched_getattr, 0, &now, sizeof now, 0) != 0) return;
  // Whoever chose another policy or a higher priority has asked for more than this.
  if (now.policy != kNormal || now.nice < 0) return;
  // The scheduler (EEVDF, Linux 6.12 and later) lets whoever asks for short turns have them soon; earlier
  // ones ignore it. The threads and programs that this thread starts get ordinary turns.
  now.runtime = kShortTurn;
  now.flags |= kResetOnFork;
  syscall(SYS_sched_setattr, 0, &now, 0);
}

#else

void answer_promptly() {}

#endif

}  // namespace gilder::core
