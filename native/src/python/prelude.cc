#include "python/prelude.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <string>
#include <string_view>

#include "python/gil.h"

namespace gilder::embedded {
extern const char gilder_arrays[];
extern const char gilder_exceptions[];
extern const char gilder_making[];
extern const char gilder_tables[];
extern const char gilder_values[];
}  // namespace gilder::embedded

namespace gilder::python {
namespace {

struct Source {
  std::string_view name;
  const char* text;
};

constexpr std::array<Source, 5> kSources{{
    {"_gilder_arrays", embedded::gilder_arrays},
    {"_gilder_exceptions", embedded::gilder_exceptions},
    {"_gilder_making", embedded::gilder_making},
    {"_gilder_tables", embedded::gilder_tables},
    {"_gilder_values", embedded::gilder_values},
}};

/// Waits without the GIL: who has the lock may need it.
std::unique_lock<std::mutex> exclusive() {
  static auto& mutex = *new std::mutex;
  const NoGil no_gil;
  return std::unique_lock(mutex);
}

Ref import(const char* name) {
  const Ref text = checked(api.PyUnicode_FromString(name));
  Ref module = Ref::take(api.PyImport_GetModule(text.get()));
  if (module) return module;
  if (api.PyErr_Occurred() != nullptr) throw Raised{};
  const auto source =
      std::find_if(kSources.begin(), kSources.end(), [&](const Source& each) { return each.name == name; });
  // In angle brackets, as Python calls code that lies in no file.
  const std::string file = std::string("<") + name + ">";
  const Ref code = checked(api.Py_CompileString(source->text, file.c_str(), Py_file_input));
  return checked(api.PyImport_ExecCodeModuleEx(name, code.get(), file.c_str()));
}

}  // namespace

PyObject* Prelude::get() {
  if (found_ != nullptr) return found_;
  const std::unique_lock lock = exclusive();
  Ref module;
  for (const char* name : modules_) module = import(name);
  found_ = checked(api.PyObject_GetAttrString(module.get(), function_)).release();
  return found_;
}

}  // namespace gilder::python
