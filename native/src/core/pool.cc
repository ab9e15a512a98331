#include "core/pool.h"

#include <algorithm>
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
// Work that lasts no longer is done sooner by the thread that is inside than by another that gets in.
constexpr std::chrono::nanoseconds kQuick = std::chrono::microseconds(50);
// How often a thread that holds back looks, at first and at last, and how long after the last work.
constexpr std::chrono::nanoseconds kFirstLook = std::chrono::microseconds(50);
constexpr std::chrono::nanoseconds kRareLook = std::chrono::microseconds(800);
constexpr std::chrono::nanoseconds kOver = std::chrono::milliseconds(2);

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
  if (held_back_ && working_ > 0) return false;
  --asleep_;
  ++called_;
  ++looking_;
  return true;
}

void Pool::serve() {
  Part part;
  for (;;) {
    const Surroundings* surroundings = wait_for_work(part);
    if (surroundings == nullptr) {
      work(nullptr, part);
    } else {
      (*surroundings)([&] { work(surroundings, part); });
    }
  }
}

const Pool::Surroundings* Pool::wait_for_work(Part& part) {
  if (part.looking) {
    const auto end = std::chrono::steady_clock::now() + kEyesOpen;
    while (!has_work_ && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  }
  std::unique_lock lock(mutex_);
  if (queue_.empty()) {
    if (std::exchange(part.working, false)) --working_;
    if (part.looking) --looking_;
    do {
      ++asleep_;
      ready_.wait(lock, [this] { return called_ > 0; });
      --called_;
    } while (!needed(lock));
  } else if (!part.looking) {
    ++looking_;
  }
  part.looking = true;
  return surroundings_.get();
}

/// Of a thread that was called. Waits while others get on quickly; one that is not needed then no longer
/// counts as looking.
bool Pool::needed(std::unique_lock<std::mutex>& lock) {
  const auto idle = [this] { return std::chrono::steady_clock::now() - last_taken_; };
  if (held_back_ || working_ == 0 || idle() > kQuick) return true;
  held_back_ = true;
  --looking_;
  for (auto pause = kFirstLook; idle() < (queue_.empty() ? kOver : kQuick);
       pause = std::min(2 * pause, kRareLook)) {
    lock.unlock();
    std::this_thread::sleep_for(pause);
    lock.lock();
  }
  held_back_ = false;
  if (queue_.empty()) return false;
  ++looking_;
  return true;
}

void Pool::work(const Surroundings* inside, Part& part) {
  for (int done = 0; done < kInARow; ++done) {
    const std::unique_ptr<Task> task = take(inside, part);
    if (task == nullptr) return;
    task->run();
  }
}

/// Nothing where there is no work, or none that is done here. Of all who find none, one stays `looking`.
std::unique_ptr<Pool::Task> Pool::take(const Surroundings* inside, Part& part) {
  std::unique_ptr<Task> task;
  bool call = false;
  {
    const std::lock_guard lock(mutex_);
    if (queue_.empty() || surroundings_.get() != inside) {
      if (std::exchange(part.working, false)) --working_;
      if (!part.looking && looking_ == 0) {
        ++looking_;
        part.looking = true;
      }
      return nullptr;
    }
    if (std::exchange(part.looking, false)) --looking_;
    if (!std::exchange(part.working, true)) ++working_;
    last_taken_ = std::chrono::steady_clock::now();
    task = std::move(queue_.front());
    queue_.pop_front();
    has_work_ = !queue_.empty();
    call = has_work_ && another_needed_locked();
  }
  if (call) ready_.notify_one();
  return task;
}

}  // namespace gilder::core
