#include "python/interrupt.h"

#include <string>

namespace gilder::python {
namespace {

// Kept for ever.
PyObject* interrupted_type = nullptr;

}  // namespace

Ref make_interrupted() {
  Ref made = checked(api.PyErr_NewExceptionWithDoc(
      "_gilder.Interrupted",
      "Raised in a call that is made to stop, by interrupt() or at its deadline. Not an Exception, so that\n"
      "code which handles errors lets it through.",
      *api.PyExc_BaseException, nullptr));
  interrupted_type = Ref::share(made.get()).release();
  return made;
}

void interrupt(core::LiveCall& call) {
  if (call.thread != 0) api.PyThreadState_SetAsyncExc(call.thread, interrupted_type);
}

Interruptible::Interruptible(core::LiveCall& call) : call_(call) {
  call_.thread = api.PyThread_get_thread_ident();
  // Asked for before there was a thread to raise it in.
  if (call_.stop != core::LiveCall::Stop::none) interrupt(call_);
}

Interruptible::~Interruptible() {
  if (call_.stop != core::LiveCall::Stop::none) api.PyThreadState_SetAsyncExc(call_.thread, nullptr);
  call_.thread = 0;
}

std::optional<Error> stopped(const core::LiveCall& call) {
  if (api.PyErr_ExceptionMatches(interrupted_type) == 0) return std::nullopt;
  switch (call.stop) {
    case core::LiveCall::Stop::none:
      return std::nullopt;
    case core::LiveCall::Stop::interrupted:
      return Error{Error::Kind::interrupted, "The call was interrupted."};
    case core::LiveCall::Stop::timeout:
      return Error{Error::Kind::timeout, "The call did not end in time and was interrupted."};
  }
  return std::nullopt;
}

}  // namespace gilder::python
