#include "core/call.h"

#include <memory>
#include <mutex>
#include <utility>

namespace gilder::core {

void LiveCalls::add(CallId id, std::shared_ptr<LiveCall> call) {
  const std::lock_guard lock(mutex_);
  calls_.emplace(id, std::move(call));
}

void LiveCalls::remove(CallId id) {
  const std::lock_guard lock(mutex_);
  calls_.erase(id);
}

std::shared_ptr<LiveCall> LiveCalls::find(CallId id) const {
  const std::lock_guard lock(mutex_);
  const auto found = calls_.find(id);
  return found == calls_.end() ? nullptr : found->second;
}

}  // namespace gilder::core
