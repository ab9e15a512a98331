// The interpreter as the rest of the addon sees it. Everything here runs on threads of our own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/call.h"
#include "value.h"

namespace gilder::core {

/// Text is UTF-8, paths are absolute.
struct StartOptions {
  std::string libpython;
  std::string home;
  std::string executable;
  std::vector<std::string> search_paths;
  unsigned threads = 1;
};

class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;
  /// Loads the library and checks that it can be used. Throws `Error`; may be tried again.
  virtual void load(const StartOptions& options) = 0;
  /// Starts the interpreter on the calling thread, which becomes Python's main thread. Returns the version.
  /// Throws `Error`; a second try in the same process is not possible.
  virtual std::string initialise(const StartOptions& options) = 0;
  /// Runs `work` with the interpreter at hand. What follows needs that, or takes it by itself where it says
  /// so.
  virtual void inside(const std::function<void()>& work) noexcept = 0;
  virtual Outcome call(const CallRequest& request) noexcept = 0;
  /// Raises an exception in the call, where it is, if it still runs. By itself.
  virtual void interrupt(LiveCall& call) noexcept = 0;
  /// By itself.
  virtual void release(std::vector<std::shared_ptr<const HeldMemory>> memory) noexcept = 0;
};

}  // namespace gilder::core
