#include "dtype.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace gilder {
namespace {

constexpr std::array<std::string_view, 13> kUnits{"Y",  "M",  "W",  "D",  "h",  "m", "s",
                                                  "ms", "us", "ns", "ps", "fs", "as"};

/// `ns` or, with a step that NumPy would write too, `25s`.
bool is_unit(std::string_view text) {
  const char* const end = text.data() + text.size();
  std::int32_t step = 0;
  const auto [rest, failure] = std::from_chars(text.data(), end, step);
  // NumPy leaves out a step of 1.
  if (failure == std::errc::result_out_of_range || (rest != text.data() && (step < 2 || text[0] == '0')))
    return false;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  return std::find(kUnits.begin(), kUnits.end(), text) != kUnits.end();
}

bool is_time(DType dtype) { return dtype == DType::datetime64 || dtype == DType::timedelta64; }

}  // namespace

std::optional<NamedDType> dtype_named(std::string_view name) {
  const std::size_t bracket = std::min(name.find('['), name.size());
  const std::string_view rest = name.substr(bracket);
  for (const DTypeInfo& entry : kDTypes) {
    if (entry.name != name.substr(0, bracket)) continue;
    if (rest.empty()) return NamedDType{entry.dtype, {}};
    if (!is_time(entry.dtype) || rest.size() < 3 || rest.back() != ']') return std::nullopt;
    const std::string_view unit = rest.substr(1, rest.size() - 2);
    if (!is_unit(unit)) return std::nullopt;
    return NamedDType{entry.dtype, std::string(unit)};
  }
  return std::nullopt;
}

std::string dtype_name(DType dtype, const std::string& unit) {
  const std::string name(info(dtype).name);
  return unit.empty() ? name : name + "[" + unit + "]";
}

}  // namespace gilder
