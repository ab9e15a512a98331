// A first-come, first-served pool of threads of our own: libuv's four are shared with files, DNS and zlib.
//
// A thread first enters the surroundings of the pool's work (Python, for calls) and only then takes work, as
// long as there is some. So threads that cannot get in leave the work to the one that is in, and a flood of
// short calls costs one way in and not one each. The last one out keeps its eyes open for a moment: who calls
// one after another is answered without waking anybody. A second thread that is called while the one inside
// gets on quickly holds back: at the door it would only make that one stop for it.
//
// Lifetime rules
// 1. A pool is made with `new` and never destroyed: at exit its threads may be anywhere inside Python, and a
//    mutex or condition variable that goes away under a waiting thread hangs or crashes the exit.
// 2. Work must not throw; what it captured is destroyed on the pool thread.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace gilder::core {

class Pool {
 public:
  /// Goes in, works, and comes out.
  using Surroundings = std::function<void(const std::function<void()>& work)>;

  explicit Pool(std::string name) : name_(std::move(name)) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// Adds threads until there are `size`.
  void grow(unsigned size);

  /// Where work that is pushed from now on is done. Once.
  void surround(Surroundings surroundings);

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

  /// What a thread counts as, in the numbers below.
  struct Part {
    bool looking = false;
    bool working = false;
  };

  ~Pool() = default;
  void enqueue(std::unique_ptr<Task> task);
  [[noreturn]] void serve();
  const Surroundings* wait_for_work(Part& part);
  bool needed(std::unique_lock<std::mutex>& lock);
  void work(const Surroundings* inside, Part& part);
  std::unique_ptr<Task> take(const Surroundings* inside, Part& part);
  bool another_needed_locked();

  const std::string name_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::unique_ptr<Task>> queue_;
  /// Whether there is work, for those who do not want to lock.
  std::atomic<bool> has_work_ = false;
  std::unique_ptr<const Surroundings> surroundings_;
  unsigned size_ = 0;
  /// Threads asleep, and how many of them are to wake up.
  unsigned asleep_ = 0;
  unsigned called_ = 0;
  /// Threads awake and on their way to the queue. One is enough: it calls the next.
  unsigned looking_ = 0;
  /// Threads that are doing work, and when the last piece of it was taken.
  unsigned working_ = 0;
  std::chrono::steady_clock::time_point last_taken_;
  /// Whether a thread holds back. It looks by itself whether it is needed.
  bool held_back_ = false;
};

}  // namespace gilder::core
