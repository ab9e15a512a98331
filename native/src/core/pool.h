// A first-come, first-served pool of threads of our own: libuv's four are shared with files, DNS and zlib.
//
// Lifetime rules
// 1. A pool is made with `new` and never destroyed: at exit its threads may be anywhere inside Python, and a
//    mutex or condition variable that goes away under a waiting thread hangs or crashes the exit.
// 2. Work must not throw; what it captured is destroyed on the pool thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace gilder::core {

class Pool {
 public:
  explicit Pool(std::string name) : name_(std::move(name)) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// Adds threads until there are `size`.
  void grow(unsigned size);

  /// Queues `work`, a callable that may hold move-only things.
  template <typename Work>
  void push(Work work) {
    enqueue(std::make_unique<Holder<Work>>(std::move(work)));
  }

 private:
  struct Task {
    Task() = default;
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    virtual ~Task() = default;
    virtual void run() = 0;
  };
  template <typename Work>
  struct Holder final : Task {
    explicit Holder(Work w) : work(std::move(w)) {}
    void run() override { work(); }
    Work work;
  };

  ~Pool() = default;
  void enqueue(std::unique_ptr<Task> task);
  [[noreturn]] void serve();

  const std::string name_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::unique_ptr<Task>> queue_;
  unsigned size_ = 0;
};

}  // namespace gilder::core
