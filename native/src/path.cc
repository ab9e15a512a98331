#include "path.h"

#include <algorithm>
#include <string>
#include <variant>

#include "text.h"

namespace gilder {
namespace {

// Long enough to find any place by eye; a thousand steps would bury the sentence they stand in.
constexpr std::size_t kShownSteps = 12;
constexpr std::size_t kShownKey = 40;

bool is_name(const std::u16string& key) {
  const auto letter = [](char16_t c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || c == u'$';
  };
  const auto letter_or_digit = [&](char16_t c) { return letter(c) || (c >= u'0' && c <= u'9'); };
  return !key.empty() && letter(key.front()) && std::all_of(key.begin(), key.end(), letter_or_digit);
}

struct AppendStep {
  std::string& text;

  void operator()(std::size_t index) const { text.append("[").append(std::to_string(index)).append("]"); }

  void operator()(const std::u16string* key) const {
    const std::u16string shown = key->size() <= kShownKey ? *key : key->substr(0, kShownKey) + u"…";
    if (is_name(shown)) {
      text.append(".").append(utf8(shown));
    } else {
      text.append("[\"").append(utf8(shown)).append("\"]");
    }
  }
};

}  // namespace

std::string Path::text(std::size_t depth) const {
  std::string text = "$";
  for (std::size_t i = 0; i < depth; ++i) {
    if (depth > 2 * kShownSteps && i == kShownSteps) {
      text += "…";
      i = depth - kShownSteps;
    }
    std::visit(AppendStep{text}, steps_[i]);
  }
  return text;
}

}  // namespace gilder
