#include "python/target.h"

#include <string>
#include <unordered_map>

#include "error.h"
#include "python/few_collections.h"
#include "python/str.h"

namespace gilder::python {
namespace {

/// Whether a ModuleNotFoundError is about `module` or a package it is in, not about an import of its own.
bool is_about(PyObject* exception, const std::string& module) {
  try {
    return (module + ".").starts_with(attribute_text(exception, "name") + ".");
  } catch (const Raised&) {
    api.PyErr_Clear();
    return false;
  }
}

bool raised_for_lack_of(const std::string& module) {
  if (api.PyErr_ExceptionMatches(*api.PyExc_ModuleNotFoundError) == 0) return false;
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  api.PyErr_Fetch(&type, &value, &traceback);
  api.PyErr_NormalizeException(&type, &value, &traceback);
  const bool about = is_about(value, module);
  api.PyErr_Restore(type, value, traceback);
  return about;
}

Ref import(const std::string& module) {
  const FewCollections meanwhile;
  PyObject* imported = api.PyImport_ImportModule(module.c_str());
  if (imported == nullptr && raised_for_lack_of(module)) {
    api.PyErr_Clear();
    throw Error{Error::Kind::target, "There is no Python module '" + module +
                                         "'. Check its name and that its folder is on the search path."};
  }
  return checked(imported);
}

/// Kept for ever, guarded by the GIL: the import system takes microseconds to find out that it has a module.
PyObject* imported_once(const std::string& module) {
  static auto& modules = *new std::unordered_map<std::string, Ref>;
  const auto known = modules.find(module);
  if (known != modules.end()) return known->second.get();
  // The import may let other threads come here too; the first one's answer stays.
  return modules.emplace(module, import(module)).first->second.get();
}

}  // namespace

Ref find_target(const std::string& module, const std::string& function) {
  PyObject* found = api.PyObject_GetAttrString(imported_once(module), function.c_str());
  if (found == nullptr && api.PyErr_ExceptionMatches(*api.PyExc_AttributeError) != 0) {
    api.PyErr_Clear();
    throw Error{Error::Kind::target,
                "The Python module '" + module + "' has no function '" + function + "'. Check the spelling."};
  }
  return checked(found);
}

}  // namespace gilder::python
