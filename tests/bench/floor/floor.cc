// What the machine allows without any Python: an asynchronous call that does nothing, a memcpy, a busy loop,
// each on threads of its own with one thread-safe function for the way back. The least that any contestant
// has to do.
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <deque>
#include <mutex>
#include <node_api.h>
#include <thread>
#include <vector>

namespace {

enum class Kind { noop, copy, spin, work };

struct Task {
  Kind kind;
  double amount;
  char* to;
  std::size_t bytes;
  napi_deferred deferred;
  napi_ref kept;
};

// Never destroyed: threads may wait on it while the process ends.
struct Pool {
  std::mutex lock;
  std::condition_variable wake;
  std::deque<Task> waiting;
  std::vector<Task> done;
  bool told = false;
  std::size_t pending = 0;
  napi_threadsafe_function back = nullptr;
  std::vector<double> source;
};
Pool& pool = *new Pool;
volatile double sink;

void work(const Task& task) {
  if (task.kind == Kind::copy) std::memcpy(task.to, pool.source.data(), task.bytes);
  if (task.kind == Kind::spin) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(task.amount);
    while (std::chrono::steady_clock::now() < until) {
    }
  }
  if (task.kind == Kind::work) {
    // From a number that the compiler does not know, or it works all of this out itself.
    double value = task.amount;
    for (double i = 0; i < task.amount; ++i) value = value * 0.999 + 0.001;
    sink = value;
  }
}

void run() {
  std::unique_lock held(pool.lock);
  for (;;) {
    pool.wake.wait(held, [] { return !pool.waiting.empty(); });
    const Task task = pool.waiting.front();
    pool.waiting.pop_front();
    held.unlock();
    work(task);
    held.lock();
    pool.done.push_back(task);
    // One wake-up for all that are done until JavaScript looks.
    if (!pool.told) {
      pool.told = true;
      napi_call_threadsafe_function(pool.back, nullptr, napi_tsfn_nonblocking);
    }
  }
}

void settle(napi_env env, napi_value, void*, void*) {
  if (env == nullptr) return;
  std::vector<Task> done;
  {
    const std::lock_guard held(pool.lock);
    done.swap(pool.done);
    pool.told = false;
  }
  napi_value nothing;
  napi_get_undefined(env, &nothing);
  for (const Task& task : done) {
    napi_resolve_deferred(env, task.deferred, nothing);
    if (task.kept != nullptr) napi_delete_reference(env, task.kept);
  }
  pool.pending -= done.size();
  if (pool.pending == 0) napi_unref_threadsafe_function(env, pool.back);
}

napi_value submit(napi_env env, Task task) {
  napi_value promise;
  napi_create_promise(env, &task.deferred, &promise);
  if (pool.pending++ == 0) napi_ref_threadsafe_function(env, pool.back);
  {
    const std::lock_guard held(pool.lock);
    pool.waiting.push_back(task);
  }
  pool.wake.notify_one();
  return promise;
}

template <Kind kind>
napi_value call(napi_env env, napi_callback_info info) {
  napi_value argument;
  std::size_t count = 1;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  Task task{kind, 0, nullptr, 0, nullptr, nullptr};
  if constexpr (kind == Kind::copy) {
    void* data;
    napi_get_arraybuffer_info(env, argument, &data, &task.bytes);
    task.to = static_cast<char*>(data);
    napi_create_reference(env, argument, 1, &task.kept);
    const std::size_t count = task.bytes / sizeof(double);
    if (pool.source.size() < count) pool.source.assign(count, 1.0);
  } else if (kind != Kind::noop) {
    napi_get_value_double(env, argument, &task.amount);
  }
  return submit(env, task);
}

void add(napi_env env, napi_value exports, const char* name, napi_callback callback) {
  napi_value function;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
  napi_set_named_property(env, exports, name, function);
}

napi_value start(napi_env env, napi_callback_info info) {
  napi_value argument, name;
  std::size_t count = 1;
  std::uint32_t threads = 1;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  napi_get_value_uint32(env, argument, &threads);
  napi_create_string_utf8(env, "floor", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, nullptr, settle,
                                  &pool.back);
  napi_unref_threadsafe_function(env, pool.back);
  for (std::uint32_t i = 0; i < threads; ++i) std::thread(run).detach();
  return nullptr;
}

}  // namespace

NAPI_MODULE_INIT() {
  add(env, exports, "start", start);
  add(env, exports, "noop", call<Kind::noop>);
  add(env, exports, "copy", call<Kind::copy>);
  add(env, exports, "spin", call<Kind::spin>);
  add(env, exports, "work", call<Kind::work>);
  return exports;
}
