#include "core/pool.h"

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "core/thread.h"

namespace gilder::core {

void Pool::grow(unsigned size) {
  const std::lock_guard lock(mutex_);
  for (; size_ < size; ++size_) {
    spawn_detached(name_ + "-" + std::to_string(size_), [this] { serve(); });
  }
}

void Pool::enqueue(std::unique_ptr<Task> task) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(task));
  }
  ready_.notify_one();
}

void Pool::serve() {
  for (;;) {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return !queue_.empty(); });
    const std::unique_ptr<Task> task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    task->run();
  }
}

}  // namespace gilder::core
