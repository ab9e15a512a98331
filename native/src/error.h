// What can go wrong, as a value that either language's side can make and the other can show.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gilder {

struct Error {
  enum class Kind : std::uint8_t {
    /// Python raised; `type` and `traceback` are set, and what follows `path` where there is any.
    python,
    /// Something cannot cross between the languages; `path` says where in the value it is.
    value,
    /// `module:function` does not exist or is not spelt like that.
    target,
    /// The interpreter could not be started.
    start,
    /// The call was stopped, by `interrupt()` or at its deadline.
    interrupted,
    timeout,
    /// Called in the wrong order, or from an environment that Python does not belong to.
    state,
    /// A fault of ours, or no memory left.
    internal,
  };

  /// A place in the user's own code.
  struct Line {
    std::string file;
    std::int64_t number = 0;
    std::string function;
    std::string text;
  };

  Kind kind = Kind::internal;
  /// One sentence what is wrong and, unless Python wrote it, one what to do.
  std::string message;
  std::string type = {};
  std::string traceback = {};
  std::string path = {};
  std::optional<Line> line = {};
  /// What the exception was raised from, or while what was being handled.
  std::shared_ptr<const Error> cause = {};
  /// The members of an exception group.
  std::vector<Error> errors = {};
};

}  // namespace gilder
