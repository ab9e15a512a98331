// The element types an array may have on its way between the languages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gilder {

enum class DType : std::uint8_t {
  boolean,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  float16,
  float32,
  float64,
  complex64,
  complex128,
  datetime64,
  timedelta64,
};

/// What the elements are stored in on the JavaScript side.
enum class Element : std::uint8_t { i8, u8, i16, u16, i32, u32, i64, u64, f32, f64 };

struct DTypeInfo {
  DType dtype;
  /// NumPy's name.
  std::string_view name;
  /// Bytes of one element as Python counts them.
  std::size_t size;
  Element element;
  /// JavaScript elements that make one of Python's: two for complex numbers, real part first.
  std::size_t parts;
};

inline constexpr std::array<DTypeInfo, 16> kDTypes{{
    {DType::boolean, "bool", 1, Element::u8, 1},
    {DType::int8, "int8", 1, Element::i8, 1},
    {DType::uint8, "uint8", 1, Element::u8, 1},
    {DType::int16, "int16", 2, Element::i16, 1},
    {DType::uint16, "uint16", 2, Element::u16, 1},
    {DType::int32, "int32", 4, Element::i32, 1},
    {DType::uint32, "uint32", 4, Element::u32, 1},
    {DType::int64, "int64", 8, Element::i64, 1},
    {DType::uint64, "uint64", 8, Element::u64, 1},
    {DType::float16, "float16", 2, Element::u16, 1},
    {DType::float32, "float32", 4, Element::f32, 1},
    {DType::float64, "float64", 8, Element::f64, 1},
    {DType::complex64, "complex64", 8, Element::f32, 2},
    {DType::complex128, "complex128", 16, Element::f64, 2},
    {DType::datetime64, "datetime64", 8, Element::i64, 1},
    {DType::timedelta64, "timedelta64", 8, Element::i64, 1},
}};

constexpr const DTypeInfo& info(DType dtype) { return kDTypes[static_cast<std::size_t>(dtype)]; }

/// A dtype and, for times, its unit: `ns`, `25s`, or empty.
struct NamedDType {
  DType dtype;
  std::string unit;
};

std::optional<NamedDType> dtype_named(std::string_view name);
std::string dtype_name(DType dtype, const std::string& unit);

}  // namespace gilder
