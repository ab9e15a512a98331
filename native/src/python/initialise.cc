#include "python/initialise.h"

#include "python/settings.h"

namespace gilder::python {

void initialise(const Library& library, const core::StartOptions& options) {
  constexpr int kFirstWithOptions = 14;
  const Settings settings = settings_of(options);
  if (library.version().minor < kFirstWithOptions) {
    initialise_by_layout(library, settings);
  } else {
    initialise_by_options(library, settings);
  }
}

}  // namespace gilder::python
