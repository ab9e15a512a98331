#include "python/interpreter.h"

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "error.h"
#include "python/convert.h"
#include "python/current.h"
#include "python/errors.h"
#include "python/gil.h"
#include "python/initialise.h"
#include "python/interrupt.h"
#include "python/js_memory.h"
#include "python/library.h"
#include "python/module.h"
#include "python/target.h"

namespace gilder::python {
namespace {

Value converted_result(PyObject* result, const core::CallRequest& request) {
  try {
    return from_python(result, Taking::hold);
  } catch (Error& error) {
    error.message = "What " + request.target->module + ":" + request.target->function +
                    " returned cannot be sent to JavaScript: " + error.message;
    throw;
  }
}

class Interpreter final : public core::Backend {
 public:
  void load(const core::StartOptions& options) override {
    Library library = Library::open(options.libpython, options.home);
    api = Symbols::of(library);
    if (api.Py_IsInitialized() != 0) {
      throw Error{Error::Kind::start, "Something else in this process already runs the Python library '" +
                                          options.libpython + "'. Remove the other embedding of Python."};
    }
    library_ = std::move(library);
  }

  std::string initialise(const core::StartOptions& options) override {
    add_module();
    python::initialise(library_, options);
    library_.keep();
    prepare();
    Gil::adopt_main();
    return library_.full_version();
  }

  void inside(const std::function<void()>& work) noexcept override {
    const Gil gil;
    work();
  }

  core::Outcome call(const core::CallRequest& request) noexcept override {
    const CurrentCall current(request.id);
    try {
      const Ref function = find_target(request.target->module, request.target->function);
      const Ref arguments = tuple_of(request.arguments);
      return converted_result(returned(function, arguments, *request.live).get(), request);
    } catch (const Raised&) {
      if (auto error = stopped(*request.live)) {
        api.PyErr_Clear();
        return *std::move(error);
      }
      return raised();
    } catch (const Error& error) {
      return error;
    } catch (const std::exception& error) {
      return Error{Error::Kind::internal, std::string("The call could not be made: ") + error.what()};
    }
  }

  void interrupt(core::LiveCall& call) noexcept override {
    const Gil gil;
    python::interrupt(call);
  }

  void release(std::vector<std::shared_ptr<const HeldMemory>> memory) noexcept override {
    const Gil gil;
    memory.clear();
  }

 private:
  static Ref returned(const Ref& function, const Ref& arguments, core::LiveCall& live) {
    const Interruptible interruptible(live);
    return checked(api.PyObject_CallObject(function.get(), arguments.get()));
  }

  static Error raised() noexcept {
    try {
      return take_raised();
    } catch (const Raised&) {
      api.PyErr_Clear();
    } catch (const std::exception&) {
      api.PyErr_Clear();
    }
    return {Error::Kind::internal, "Python raised an exception that could not be read."};
  }

  /// On Python's main thread, with the GIL.
  static void prepare() {
    try {
      make_js_memory_type();
      // Makes what interrupts calls, whether or not Python code ever asks for the module.
      checked(api.PyImport_ImportModule("_gilder"));
      // Whoever imports it first is its main thread for ever: let that be Python's own.
      checked(api.PyImport_ImportModule("threading"));
    } catch (const Raised&) {
      const Error error = raised();
      throw Error{Error::Kind::start, "Python started but cannot be used: " + error.type + ": " +
                                          error.message + ". Install the Python runtime again."};
    }
  }

  Library library_;
};

}  // namespace

core::Backend& interpreter() {
  static auto& interpreter = *new Interpreter;
  return interpreter;
}

}  // namespace gilder::python
