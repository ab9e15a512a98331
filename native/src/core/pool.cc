#include "core/pool.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "core/thread.h"

namespace gilder::core {
namespace {

// After so much work in a row a thread comes out once, for those who wait to get in.
constexpr int kInARow = 200;
// About twice what JavaScript's thread takes from one result to the next call.
constexpr auto kEyesOpen = std::chrono::microseconds(50);

}  // namespace

void Pool::grow(unsigned size) {
  const std::lock_guard lock(mutex_);
  for (; size_ < size; ++size_) {
    spawn_detached(name_ + "-" + std::to_string(size_), [this] { serve(); });
  }
}

void Pool::surround(Surroundings surroundings) {
  const std::lock_guard lock(mutex_);
  surroundings_ = std::make_unique<const Surroundings>(std::move(surroundings));
}

void Pool::enqueue(std::unique_ptr<Task> task) {
  bool call = false;
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(task));
    has_work_ = true;
    call = another_needed_locked();
  }
  if (call) ready_.notify_one();
}

bool Pool::another_needed_locked() {
  if (looking_ > 0 || asleep_ == 0) return false;
  --asleep_;
  ++called_;
  ++looking_;
  return true;
}

void Pool::serve() {
  bool looking = false;
  for (;;) {
    const Surroundings* surroundings = wait_for_work(looking);
    if (surroundings == nullptr) {
      work(nullptr, looking);
    } else {
      (*surroundings)([&] { work(surroundings, looking); });
    }
  }
}

const Pool::Surroundings* Pool::wait_for_work(bool& looking) {
  if (looking) {
    const auto end = std::chrono::steady_clock::now() + kEyesOpen;
    while (!has_work_ && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  }
  std::unique_lock lock(mutex_);
  if (queue_.empty()) {
    if (looking) --looking_;
    ++asleep_;
    ready_.wait(lock, [this] { return called_ > 0; });
    --called_;
  } else if (!looking) {
    ++looking_;
  }
  looking = true;
  return surroundings_.get();
}

void Pool::work(const Surroundings* inside, bool& looking) {
  for (int done = 0; done < kInARow; ++done) {
    const std::unique_ptr<Task> task = take(inside, looking);
    if (task == nullptr) return;
    task->run();
  }
}

/// Nothing where there is no work, or none that is done here. Of all who find none, one stays `looking`.
std::unique_ptr<Pool::Task> Pool::take(const Surroundings* inside, bool& looking) {
  std::unique_ptr<Task> task;
  bool call = false;
  {
    const std::lock_guard lock(mutex_);
    if (queue_.empty() || surroundings_.get() != inside) {
      if (!looking && looking_ == 0) {
        ++looking_;
        looking = true;
      }
      return nullptr;
    }
    if (std::exchange(looking, false)) --looking_;
    task = std::move(queue_.front());
    queue_.pop_front();
    has_work_ = !queue_.empty();
    call = has_work_ && another_needed_locked();
  }
  if (call) ready_.notify_one();
  return task;
}

}  // namespace gilder::core
