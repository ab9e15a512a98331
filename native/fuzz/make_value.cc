#include "make_value.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gilder::fuzz {
namespace {

/// Memory as JavaScript would lend it: ours to the last handle.
class OwnMemory final : public PinnedMemory {
 public:
  OwnMemory(std::size_t size, Bytes& bytes) : elements(size) {
    for (std::byte& element : elements) element = bytes.take<std::byte>();
  }
  mutable std::vector<std::byte> elements;
};

constexpr std::size_t kMaxItems = 12;
constexpr std::size_t kMaxLevels = 60;

class Maker {
 public:
  explicit Maker(Bytes& bytes) : bytes_(bytes) {}

  Value value(std::size_t level) {
    // An exhausted input ends the tree.
    if (bytes_.empty()) return {};
    switch (bytes_.below(13)) {
      case 0:
        return {};
      case 1:
        return {bytes_.below(2) == 1};
      case 2:
        return {bytes_.take<std::int64_t>()};
      case 3:
        return {std::int64_t{bytes_.take<std::int8_t>()}};
      case 4:
        return {bytes_.take<double>()};
      case 5:
        return {integer()};
      case 6:
        return {text()};
      case 7:
        return level < kMaxLevels ? Value{list(level)} : Value{};
      case 8:
        return level < kMaxLevels ? Value{dict(level)} : Value{};
      case 9:
        return {array()};
      case 10:
        return leaf();
      case 11:
        return level < kMaxLevels ? Value{set()} : Value{};
      default:
        return level == 0 ? deep(bytes_.take<std::uint16_t>() % (kMaxDepth + 20)) : Value{};
    }
  }

 private:
  BigInteger integer() {
    BigInteger integer;
    integer.negative = bytes_.below(2) == 1;
    for (std::size_t i = bytes_.below(9); i > 0; --i) integer.words.push_back(bytes_.take<std::uint64_t>());
    return integer;
  }

  /// Every kind of UTF-16 unit, lone surrogates among them.
  std::u16string text() {
    const std::size_t kind = bytes_.below(3);
    std::u16string text;
    for (std::size_t i = bytes_.below(40); i > 0; --i) {
      const auto unit = bytes_.take<std::uint16_t>();
      constexpr std::uint16_t kSurrogates = 0xD800;
      if (kind == 0) text.push_back(unit & 0x7F);
      if (kind == 1) text.push_back(unit);
      if (kind == 2) text.push_back(kSurrogates | (unit & 0x7FF));
    }
    return text;
  }

  /// One that may stand in a set.
  Value leaf() {
    switch (bytes_.below(7)) {
      case 0:
        return {Moment{moment()}};
      case 1:
        return {Complex{bytes_.take<double>(), bytes_.take<double>()}};
      case 2:
        return {decimal()};
      case 3:
        return {text()};
      case 4:
        return {std::int64_t{bytes_.take<std::int8_t>()}};
      case 5:
        return {double{bytes_.take<float>()}};
      default:
        return {bytes_.below(2) == 1};
    }
  }

  std::int64_t moment() {
    const std::uint64_t span = static_cast<std::uint64_t>(kLastMoment - kFirstMoment) + 1;
    return kFirstMoment + static_cast<std::int64_t>(bytes_.take<std::uint64_t>() % span);
  }

  /// In the form that Python writes it in itself.
  Decimal decimal() {
    switch (bytes_.below(8)) {
      case 0:
        return {"NaN"};
      case 1:
        return {"-Infinity"};
      default:
        break;
    }
    std::string text = bytes_.below(2) == 0 ? "-" : "";
    text += static_cast<char>('1' + bytes_.below(9));
    for (std::size_t i = bytes_.below(40); i > 0; --i) text += static_cast<char>('0' + bytes_.below(10));
    if (bytes_.below(2) == 0) return {text};
    text += ".5";
    for (std::size_t i = bytes_.below(20); i > 0; --i) text += static_cast<char>('0' + bytes_.below(10));
    return {text};
  }

  Set set() {
    Set set;
    for (std::size_t i = bytes_.below(kMaxItems); i > 0; --i) set.items.push_back(leaf());
    return set;
  }

  List list(std::size_t level) {
    List list;
    for (std::size_t i = bytes_.below(kMaxItems); i > 0; --i) list.push_back(value(level + 1));
    return list;
  }

  Dict dict(std::size_t level) {
    Dict dict;
    for (std::size_t i = bytes_.below(kMaxItems); i > 0; --i) {
      std::u16string key = text();
      const bool known = std::any_of(dict.begin(), dict.end(), [&](const Entry& e) { return e.key == key; });
      // A JavaScript object has every key once.
      if (!known) dict.push_back({std::move(key), value(level + 1)});
    }
    return dict;
  }

  std::unique_ptr<PinnedArray> array() {
    auto array = std::make_unique<PinnedArray>();
    array->layout.dtype = kDTypes[bytes_.below(kDTypes.size())].dtype;
    array->layout.bytes = info(array->layout.dtype).size;
    const bool time = array->layout.dtype == DType::datetime64 || array->layout.dtype == DType::timedelta64;
    constexpr std::array kUnits{"", "ns", "s", "D", "25s", "M"};
    if (time) array->layout.unit = kUnits[bytes_.below(kUnits.size())];
    for (std::size_t i = bytes_.below(5); i > 0; --i) {
      array->layout.shape.push_back(bytes_.below(6));
      array->layout.bytes *= array->layout.shape.back();
    }
    auto memory = std::make_shared<OwnMemory>(array->layout.bytes, bytes_);
    array->data = memory->elements.data();
    array->memory = std::move(memory);
    return array;
  }

  Value deep(std::size_t levels) {
    Value value = this->value(1);
    for (std::size_t i = 0; i < levels; ++i) {
      if (bytes_.below(2) == 0) {
        List list;
        list.push_back(std::move(value));
        value = {std::move(list)};
      } else {
        Dict dict;
        dict.push_back({u"a", std::move(value)});
        value = {std::move(dict)};
      }
    }
    return value;
  }

  Bytes& bytes_;
};

}  // namespace

Value make_value(Bytes& bytes) { return Maker(bytes).value(0); }

}  // namespace gilder::fuzz
