// Loaded before libc (LD_PRELOAD): counts the calls that change files and kills the process in the middle of them, at
// the call number GILDER_KILL_AT, as kill -9 would. Counting begins with an attempt to open a file named in GILDER_ARM.
// With GILDER_CALLS every call is noted down there, one a line.
#include <atomic>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

std::atomic<bool> armed{false};
std::atomic<long> count{0};

long number(const char* name) {
  const char* text = getenv(name);
  return text == nullptr ? 0 : atol(text);
}

// By system call, so that noting down is not counted itself.
void note(const char* call, const char* detail) {
  static const char* const file = getenv("GILDER_CALLS");
  if (file == nullptr) return;
  static const long fd = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND, 0644);
  char line[4200];
  const int size = snprintf(line, sizeof line, "%s %s\n", call, detail);
  if (size > 0) syscall(SYS_write, fd, line, static_cast<size_t>(size));
}

void step(const char* call, const char* detail) {
  if (!armed) return;
  note(call, detail);
  static const long at = number("GILDER_KILL_AT");
  if (++count == at) syscall(SYS_kill, getpid(), SIGKILL);
}

void stepOf(const char* call, int fd) {
  if (!armed) return;
  char link[64];
  char path[4097] = "";
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  // Pipes and other things that are no files are not what this is about.
  if (size > 0 && path[0] == '/') step(call, path);
}

template <typename F>
F next(const char* name) {
  return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

void opening(const char* path, int flags) {
  static const char* const arm = getenv("GILDER_ARM");
  if (arm != nullptr && strcmp(path, arm) == 0) armed = true;
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0) step("open", path);
}

}  // namespace

#define OPEN(name)                                                       \
  int name(const char* path, int flags, ...) {                           \
    va_list rest;                                                        \
    va_start(rest, flags);                                               \
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                        \
    opening(path, flags);                                                \
    static const auto real = next<int (*)(const char*, int, ...)>(#name); \
    return real(path, flags, mode);                                      \
  }

#define ON_FD(result, name, parameters, arguments, fd)      \
  result name parameters {                                  \
    stepOf(#name, fd);                                      \
    static const auto real = next<result(*) parameters>(#name); \
    return real arguments;                                  \
  }

#define ON_PATH(name, parameters, arguments, path)       \
  int name parameters noexcept {                         \
    step(#name, path);                                   \
    static const auto real = next<int (*) parameters>(#name); \
    return real arguments;                               \
  }

extern "C" {
OPEN(open)
OPEN(open64)
ON_FD(ssize_t, write, (int fd, const void* data, size_t size), (fd, data, size), fd)
ON_FD(ssize_t, pwrite, (int fd, const void* data, size_t size, off_t at), (fd, data, size, at), fd)
ON_FD(ssize_t, pwrite64, (int fd, const void* data, size_t size, off64_t at), (fd, data, size, at), fd)
ON_FD(ssize_t, writev, (int fd, const iovec* data, int size), (fd, data, size), fd)
ON_FD(int, fsync, (int fd), (fd), fd)
ON_FD(int, fdatasync, (int fd), (fd), fd)
ON_PATH(rename, (const char* from, const char* to), (from, to), to)
ON_PATH(mkdir, (const char* path, mode_t mode), (path, mode), path)
ON_PATH(unlink, (const char* path), (path), path)
ON_PATH(rmdir, (const char* path), (path), path)
}
