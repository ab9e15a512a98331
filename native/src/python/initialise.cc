#include "python/initialise.h"

#include "python/loader.h"
#include "python/settings.h"

namespace gilder::python {

void initialise(const Library& library, const core::StartOptions& options) {
  constexpr int kFirstWithOptions = 14;
  // Python obeys these two over its configuration, an isolated one and sys.executable in it included.
  unset_variable("PYTHONEXECUTABLE");
  unset_variable("__PYVENV_LAUNCHER__");
  const Settings settings = settings_of(options);
  if (library.version().minor < kFirstWithOptions) {
    initialise_by_layout(library, settings);
  } else {
    initialise_by_options(library, settings);
  }
}

}  // namespace gilder::python
