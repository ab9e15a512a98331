#include "python/gil.h"

namespace gilder::python {
namespace {

thread_local PyThreadState* own_state = nullptr;
thread_local bool holding = false;
PyInterpreterState* interpreter = nullptr;

}  // namespace

Gil::Gil() {
  if (own_state == nullptr) own_state = api.PyThreadState_New(interpreter);
  api.PyEval_RestoreThread(own_state);
  holding = true;
}

Gil::~Gil() {
  holding = false;
  api.PyEval_SaveThread();
}

bool Gil::held() { return holding; }

void Gil::adopt_main() {
  interpreter = api.PyInterpreterState_Get();
  own_state = api.PyEval_SaveThread();
}

}  // namespace gilder::python
