// The part of the embedding that is written in Python (prelude/*.py), inside this binary as text. Each file
// is a module of its name, compiled when it is first needed: most calls never need any.
#pragma once

#include <utility>
#include <vector>

#include "python/ref.h"

namespace gilder::python {

/// A function of the prelude.
class Prelude {
 public:
  /// Of the last of the modules, which may import the others.
  Prelude(std::vector<const char*> modules, const char* function)
      : modules_(std::move(modules)), function_(function) {}

  /// Lives for ever. Needs the GIL, may let it go meanwhile, and raises.
  PyObject* get();

 private:
  const std::vector<const char*> modules_;
  const char* const function_;
  PyObject* found_ = nullptr;
};

}  // namespace gilder::python
