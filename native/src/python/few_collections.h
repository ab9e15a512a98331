// Python's garbage collector, told to look less often while a module is imported.
#pragma once

#include <optional>

#include "python/ref.h"

namespace gilder::python {

/// An import makes many objects and next to no garbage: to look for some again and again took 6 % of
/// NumPy's. Not off, since a module may compute at its top level. What a module sets itself stays.
/// Needs the GIL; leaves a raised exception as it is.
class FewCollections {
 public:
  FewCollections() noexcept;
  ~FewCollections();
  FewCollections(const FewCollections&) = delete;
  FewCollections& operator=(const FewCollections&) = delete;

 private:
  std::optional<long long> usual_;
};

}  // namespace gilder::python
