#include "same.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <variant>

namespace gilder::fuzz {
namespace {

/// Any integer as sign and words without leading zeros: the one form that they all have.
std::optional<BigInteger> integer_of(const Value& value) {
  BigInteger integer;
  if (const auto* small = std::get_if<std::int64_t>(&value.data)) {
    const auto bits = static_cast<std::uint64_t>(*small);
    integer = {*small < 0, {*small < 0 ? ~bits + 1 : bits}};
  } else if (const auto* big = std::get_if<BigInteger>(&value.data)) {
    integer = {big->negative, big->words};
  } else {
    return std::nullopt;
  }
  while (!integer.words.empty() && integer.words.back() == 0) integer.words.pop_back();
  if (integer.words.empty()) integer.negative = false;
  return integer;
}

bool fits_a_word(const BigInteger& integer) {
  if (integer.words.size() != 1) return integer.words.empty();
  constexpr std::uint64_t kTop = std::uint64_t{1} << 63;
  return integer.words[0] < kTop + (integer.negative ? 1 : 0);
}

std::vector<std::byte> elements_of(const HeldArray& array) {
  std::vector<std::byte> elements(array.layout.bytes);
  array.memory->copy_to(elements.data());
  return elements;
}

std::string different_array(const ArrayLayout& sent, const std::byte* data, const Value& back,
                            const std::string& path) {
  const auto* held = std::get_if<std::unique_ptr<HeldArray>>(&back.data);
  if (held == nullptr) return path + " came back as no array";
  const HeldArray& array = **held;
  if (dtype_name(array.layout) != dtype_name(sent)) return path + " has another dtype";
  if (array.layout.shape != sent.shape) return path + " has another shape";
  if (array.layout.bytes != sent.bytes) return path + " has another size";
  const std::vector<std::byte> elements = elements_of(array);
  if (!std::equal(elements.begin(), elements.end(), data)) return path + " has other elements";
  return "";
}

std::string compare(const Value& sent, const Value& back, const std::string& path);

bool same_number(double value, double other) {
  if (std::isnan(value) && std::isnan(other)) return true;
  return std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(other);
}

bool holds(const Set& set, const Value& wanted) {
  return std::any_of(set.items.begin(), set.items.end(),
                     [&](const Value& item) { return compare(item, wanted, "").empty(); });
}

struct Compare {
  const Value& sent;
  const Value& back;
  const std::string& path;

  template <typename Same>
  std::string operator()(const Same& value) const {
    return std::get<Same>(back.data) == value ? "" : path + " is another value";
  }

  std::string operator()(double value) const {
    return same_number(value, std::get<double>(back.data)) ? "" : path + " is another number";
  }

  std::string operator()(Complex value) const {
    const auto other = std::get<Complex>(back.data);
    const bool equal = same_number(value.real, other.real) && same_number(value.imaginary, other.imaginary);
    return equal ? "" : path + " is another complex number";
  }

  std::string operator()(Moment value) const {
    const bool equal = value.milliseconds == std::get<Moment>(back.data).milliseconds;
    return equal ? "" : path + " is another moment";
  }

  std::string operator()(const Decimal& value) const {
    const auto& other = std::get<Decimal>(back.data);
    return value.text == other.text ? "" : path + " is another decimal: " + other.text;
  }

  /// In any order, and without those that are equal in Python: all that is there was sent, and no text is
  /// lost.
  std::string operator()(const Set& set) const {
    const auto& other = std::get<Set>(back.data);
    for (const Value& item : other.items)
      if (!holds(set, item)) return path + " has an item that was not sent";
    for (const Value& item : set.items) {
      const bool text = std::holds_alternative<std::u16string>(item.data);
      if (text && !holds(other, item)) return path + " has lost an item";
    }
    return set.items.empty() == other.items.empty() ? "" : path + " has lost its items";
  }

  std::string operator()(const List& list) const {
    const auto& other = std::get<List>(back.data);
    if (list.size() != other.size()) return path + " has another length";
    for (std::size_t i = 0; i < list.size(); ++i) {
      std::string found = compare(list[i], other[i], path + "[" + std::to_string(i) + "]");
      if (!found.empty()) return found;
    }
    return "";
  }

  std::string operator()(const Dict& dict) const {
    const auto& other = std::get<Dict>(back.data);
    if (dict.size() != other.size()) return path + " has other keys";
    for (std::size_t i = 0; i < dict.size(); ++i) {
      if (dict[i].key != other[i].key) return path + " has another key, or another order";
      std::string found = compare(dict[i].value, other[i].value, path + "." + std::to_string(i));
      if (!found.empty()) return found;
    }
    return "";
  }

  std::string operator()(const std::unique_ptr<HeldArray>& array) const {
    return different_array(array->layout, elements_of(*array).data(), back, path);
  }

  std::string operator()(const BigInteger&) const { return path + " is compared elsewhere"; }
  std::string operator()(const std::unique_ptr<PinnedArray>&) const {
    return path + " is compared elsewhere";
  }
};

std::string compare(const Value& sent, const Value& back, const std::string& path) {
  if (const auto wanted = integer_of(sent)) {
    const auto got = integer_of(back);
    if (!got || got->negative != wanted->negative || got->words != wanted->words)
      return path + " is another integer";
    const bool small = std::holds_alternative<std::int64_t>(back.data);
    return small == fits_a_word(*got) ? "" : path + " is not in its shortest form";
  }
  if (const auto* pinned = std::get_if<std::unique_ptr<PinnedArray>>(&sent.data))
    return different_array((*pinned)->layout, (*pinned)->data, back, path);
  if (sent.data.index() != back.data.index()) return path + " is of another type";
  return std::visit(Compare{sent, back, path}, sent.data);
}

}  // namespace

std::string difference(const Value& sent, const Value& back) { return compare(sent, back, "$"); }

std::size_t depth(const Value& value) {
  std::size_t below = 0;
  if (const auto* list = std::get_if<List>(&value.data)) {
    for (const Value& item : *list) below = std::max(below, depth(item));
    return below + 1;
  }
  if (const auto* dict = std::get_if<Dict>(&value.data)) {
    for (const Entry& entry : *dict) below = std::max(below, depth(entry.value));
    return below + 1;
  }
  if (std::holds_alternative<Set>(value.data)) return 1;
  return 0;
}

}  // namespace gilder::fuzz
