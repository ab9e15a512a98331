// What a conversion must keep to, whatever it is given. A breach ends the process, which is how a fuzzer
// hears of it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "error.h"
#include "python/convert.h"
#include "python/symbols.h"

namespace gilder::fuzz {

[[noreturn]] inline void fault(const std::string& what) {
  std::fprintf(stderr, "FAULT: %s\n", what.c_str());
  std::abort();
}

inline void demand(bool kept, const std::string& what) {
  if (!kept) fault(what);
}

inline bool python_error_is_set() { return python::api.PyErr_Occurred() != nullptr; }

/// The value, or nothing when it was refused in the right way: with a sentence and a path, or as Python
/// raised.
inline std::optional<Value> taken(PyObject* object, python::Taking taking) {
  try {
    Value value = python::from_python(object, taking);
    demand(!python_error_is_set(), "a conversion went well and left Python's error indicator set");
    return value;
  } catch (const Error& error) {
    demand(!python_error_is_set(), "a refusal left Python's error indicator set: " + error.message);
    demand(error.kind == Error::Kind::value, "a value was refused as something else: " + error.message);
    demand(error.path.starts_with("$"), "a refusal does not say where: " + error.message);
    demand(error.message.size() < 4000, "a refusal of endless length");
  } catch (const python::Raised&) {
    demand(python_error_is_set(), "Raised was thrown and Python's error indicator is not set");
    python::api.PyErr_Clear();
  }
  return std::nullopt;
}

}  // namespace gilder::fuzz
