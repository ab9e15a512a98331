#include "python/module.h"

#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "core/host.h"
#include "python/convert.h"
#include "python/current.h"
#include "python/errors.h"
#include "python/gil.h"
#include "python/interrupt.h"
#include "python/str.h"

namespace gilder::python {
namespace {

/// Runs `body` for Python: whatever it throws becomes a raised exception.
template <typename Body>
PyObject* guarded(Body body) noexcept {
  try {
    Ref result = body();
    return result.release();
  } catch (const Raised&) {
    return nullptr;
  } catch (const Error& error) {
    raise(error);
  } catch (const std::bad_alloc&) {
    api.PyErr_NoMemory();
  } catch (const std::exception& error) {
    api.PyErr_SetString(*api.PyExc_RuntimeError, error.what());
  }
  return nullptr;
}

core::CallId call_id(PyObject* object) {
  const long long id = api.PyLong_AsLongLong(object);
  if (id == -1 && api.PyErr_Occurred() != nullptr) throw Raised{};
  return id;
}

void check_count(Py_ssize_t given, Py_ssize_t wanted, const char* signature) {
  if (given == wanted) return;
  throw Error{Error::Kind::value, std::string("Wrong number of arguments. Call it as ") + signature + "."};
}

PyObject* current(PyObject*, PyObject*) noexcept {
  return guarded([] { return checked(api.PyLong_FromLongLong(CurrentCall::id())); });
}

PyObject* cancelled(PyObject*, PyObject* argument) noexcept {
  return guarded([&] {
    const auto call = core::live_calls().find(call_id(argument));
    return checked(api.PyBool_FromLong(call != nullptr && call->cancelled ? 1 : 0));
  });
}

PyObject* emit(PyObject*, PyObject* const* arguments, Py_ssize_t count) noexcept {
  return guarded([&] {
    check_count(count, 3, "_gilder.emit(call, kind, payload)");
    const core::CallId id = call_id(arguments[0]);
    if ((api.PyType_GetFlags(Py_TYPE(arguments[1])) & Py_TPFLAGS_UNICODE_SUBCLASS) == 0) {
      throw Error{Error::Kind::value,
                  "The kind of an event is a str. Call it as _gilder.emit(call, kind, payload)."};
    }
    const auto call = core::live_calls().find(id);
    if (call != nullptr && call->wants_events) {
      std::u16string kind = utf16_of(arguments[1]);
      Value payload = from_python(arguments[2], Taking::snapshot);
      if (!call->listener->has_room()) {
        const NoGil no_gil;
        call->listener->wait_for_room();
      }
      call->listener->event(id, std::move(kind), std::move(payload));
    }
    return Ref::share(api.none());
  });
}

PyObject* make_module() noexcept {
  static PyMethodDef methods[] = {
      {"current", current, METH_NOARGS,
       "current() -> int\n\nThe call that this thread is executing, or 0. Threads a job starts have none."},
      {"emit", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(emit)), METH_FASTCALL,
       "emit(call: int, kind: str, payload) -> None\n\n"
       "Sends an event to the call's onEvent, from any thread. Does nothing once the call is over.\n"
       "Waits, with the GIL released, while thousands of earlier events are still to be taken.\n"
       "The payload is any value that a call may return, with at most 1 MiB of arrays."},
      {"cancelled", cancelled, METH_O,
       "cancelled(call: int) -> bool\n\nWhether the call has been asked to stop. False once it is over."},
      {nullptr, nullptr, 0, nullptr},
  };
  static PyModuleDef definition = {
      PyModuleDef_HEAD_INIT,
      "_gilder",
      "The way from Python to the program it runs in.",
      -1,
      methods,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
  };
  return guarded([] {
    Ref module = checked(api.PyModule_Create2(&definition, PYTHON_ABI_VERSION));
    const Ref interrupted = make_interrupted();
    checked(api.PyModule_AddObjectRef(module.get(), "Interrupted", interrupted.get()));
    return module;
  });
}

}  // namespace

void add_module() { api.PyImport_AppendInittab("_gilder", make_module); }

}  // namespace gilder::python
