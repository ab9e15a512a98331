#include "core/thread.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#ifdef _WIN32
#include <process.h>
#include <windows.h>
#else
#include <pthread.h>
#endif

namespace gilder::core {
namespace {

constexpr std::size_t kStackBytes = std::size_t{16} << 20;

struct Start {
  std::string name;
  std::function<void()> body;
};

#ifdef _WIN32

unsigned __stdcall enter(void* argument) {
  const std::unique_ptr<Start> start(static_cast<Start*>(argument));
  start->body();
  return 0;
}

void spawn(std::unique_ptr<Start> start) {
  const auto thread = _beginthreadex(nullptr, static_cast<unsigned>(kStackBytes), enter, start.get(),
                                     STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr);
  if (thread == 0)
    throw std::runtime_error("The system refused a new thread. Close other programs and retry.");
  start.release();
  CloseHandle(reinterpret_cast<HANDLE>(thread));
}

#else

void* enter(void* argument) {
  const std::unique_ptr<Start> start(static_cast<Start*>(argument));
#ifdef __linux__
  pthread_setname_np(pthread_self(), start->name.substr(0, 15).c_str());
#endif
  start->body();
  return nullptr;
}

void spawn(std::unique_ptr<Start> start) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread{};
  const int failed = pthread_create(&thread, &attributes, enter, start.get());
  pthread_attr_destroy(&attributes);
  if (failed != 0)
    throw std::runtime_error("The system refused a new thread. Close other programs and retry.");
  start.release();
}

#endif

}  // namespace

void spawn_detached(const std::string& name, std::function<void()> body) {
  spawn(std::make_unique<Start>(Start{name, std::move(body)}));
}

}  // namespace gilder::core
