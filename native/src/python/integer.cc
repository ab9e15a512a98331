#include "python/integer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "python/str.h"

namespace gilder::python {
namespace {

constexpr std::size_t kDigitsInWord = 16;

}  // namespace

Ref integer_to_python(const BigInteger& value) {
  std::string digits = value.negative ? "-0" : "0";
  for (auto word = value.words.rbegin(); word != value.words.rend(); ++word) {
    std::array<char, kDigitsInWord + 1> hex{};
    std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(*word));
    digits += hex.data();
  }
  return checked(api.PyLong_FromString(digits.c_str(), nullptr, 16));
}

BigInteger integer_from_python(PyObject* object) {
  const Ref hex = checked(api.PyNumber_ToBase(object, 16));
  const std::string text = utf8_of(hex.get());
  BigInteger integer;
  integer.negative = text.front() == '-';
  std::string_view digits = std::string_view(text).substr(integer.negative ? 3 : 2);  // the sign and 0x
  while (!digits.empty()) {
    const std::string_view word = digits.substr(digits.size() - std::min(digits.size(), kDigitsInWord));
    std::uint64_t value = 0;
    std::from_chars(word.data(), word.data() + word.size(), value, 16);
    integer.words.push_back(value);
    digits.remove_suffix(word.size());
  }
  return integer;
}

}  // namespace gilder::python
