// Where in a value a conversion is: `$.tables[3].name`. Steps are cheap; text is made only for an error.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace gilder {

class Path {
 public:
  /// One step down for as long as it lives. The key must outlive it.
  class Step {
   public:
    Step(Path& path, std::size_t index) : path_(path) { path.steps_.emplace_back(index); }
    Step(Path& path, const std::u16string& key) : path_(path) { path.steps_.emplace_back(&key); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    ~Step() { path_.steps_.pop_back(); }

   private:
    Path& path_;
  };

  std::size_t depth() const { return steps_.size(); }
  std::string text() const { return text(steps_.size()); }
  /// The path as it was `depth` steps down.
  std::string text(std::size_t depth) const;

 private:
  std::vector<std::variant<std::size_t, const std::u16string*>> steps_;
};

}  // namespace gilder
