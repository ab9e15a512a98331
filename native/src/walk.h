// The way through a value while it is converted, in either direction: where we are, and inside what.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "error.h"
#include "path.h"
#include "value.h"

namespace gilder {

template <typename Container>
class Walk {
 public:
  const Path& path() const { return path_; }

  /// The value cannot cross, because of what is here.
  [[noreturn]] void refuse(const std::string& what, const std::string& advice) const {
    refuse_at(path_.text(), what, advice);
  }

  /// Goes into a list or dict, unless it is too deep, which is also how a cycle shows.
  template <typename Same>
  void enter(Container container, const Same& same) {
    if (containers_.size() == kMaxDepth) refuse_depth(same);
    containers_.push_back(container);
  }
  void leave() { containers_.pop_back(); }

  /// One step down from the innermost container, for as long as the step lives.
  template <typename Where>
  Path::Step step(const Where& where) {
    return {path_, where};
  }

 private:
  [[noreturn]] static void refuse_at(const std::string& path, const std::string& what,
                                     const std::string& advice) {
    throw Error{Error::Kind::value, path + " " + what + ". " + advice + ".", {}, {}, path};
  }

  template <typename Same>
  [[noreturn]] void refuse_depth(const Same& same) const {
    for (std::size_t lower = 1; lower < containers_.size(); ++lower) {
      for (std::size_t upper = 0; upper < lower; ++upper) {
        if (!same(containers_[upper], containers_[lower])) continue;
        refuse_at(path_.text(lower), "is " + path_.text(upper) + " again: the value contains itself",
                  "Pass a copy without cycles");
      }
    }
    refuse("is nested deeper than " + std::to_string(kMaxDepth) + " levels", "Pass a flatter value");
  }

  Path path_;
  /// Each lies one step below the one before it, so the index is also the depth in the path.
  std::vector<Container> containers_;
};

}  // namespace gilder
