#include "python/symbols.h"

namespace gilder::python {

Symbols api;

Symbols Symbols::of(const Library& library) {
  Symbols symbols;
#define GILDER_LOOK_UP(name) symbols.name = reinterpret_cast<decltype(&::name)>(library.symbol(#name));
  GILDER_PYTHON_FUNCTIONS(GILDER_LOOK_UP)
  GILDER_PYTHON_OBJECTS(GILDER_LOOK_UP)
#undef GILDER_LOOK_UP
  return symbols;
}

}  // namespace gilder::python
