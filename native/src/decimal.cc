#include "decimal.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>

namespace gilder {
namespace {

// libmpdec's limit is 18 nines; what lies above it would raise in the middle of a call.
constexpr std::size_t kExponentDigits = 17;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  bool skip_any(std::string_view characters) {
    if (done() || characters.find(text_.front()) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// How many there were.
  std::size_t skip_digits() {
    const auto* const end =
        std::find_if_not(text_.begin(), text_.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto count = static_cast<std::size_t>(end - text_.begin());
    text_.remove_prefix(count);
    return count;
  }
  /// A word in letters of any case.
  bool skip_word(std::string_view lower) {
    const auto same = [](char c, char l) { return std::tolower(static_cast<unsigned char>(c)) == l; };
    if (text_.size() < lower.size() ||
        !std::equal(lower.begin(), lower.end(), text_.begin(), [&](char l, char c) { return same(c, l); }))
      return false;
    text_.remove_prefix(lower.size());
    return true;
  }

 private:
  std::string_view text_;
};

}  // namespace

bool is_decimal(std::string_view text) {
  Reader reader(text);
  reader.skip_any("+-");
  if (reader.skip_word("infinity") || reader.skip_word("inf")) return reader.done();
  if (reader.skip_word("snan") || reader.skip_word("nan")) {
    reader.skip_digits();
    return reader.done();
  }
  std::size_t digits = reader.skip_digits();
  if (reader.skip_any(".")) digits += reader.skip_digits();
  if (digits == 0) return false;
  if (!reader.skip_any("eE")) return reader.done();
  reader.skip_any("+-");
  const std::size_t exponent = reader.skip_digits();
  return exponent > 0 && exponent <= kExponentDigits && reader.done();
}

}  // namespace gilder
