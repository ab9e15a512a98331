#include "js/typed_array.h"

#include <array>
#include <string>
#include <utility>

#include "js/errors.h"

namespace gilder::js {
namespace {

struct ElementInfo {
  napi_typedarray_type type;
  std::size_t size;
  const char* array;
  DType natural;
};

// In the order of `Element`.
constexpr std::array<ElementInfo, 10> kElements{{
    {napi_int8_array, 1, "Int8Array", DType::int8},
    {napi_uint8_array, 1, "Uint8Array", DType::uint8},
    {napi_int16_array, 2, "Int16Array", DType::int16},
    {napi_uint16_array, 2, "Uint16Array", DType::uint16},
    {napi_int32_array, 4, "Int32Array", DType::int32},
    {napi_uint32_array, 4, "Uint32Array", DType::uint32},
    {napi_bigint64_array, 8, "BigInt64Array", DType::int64},
    {napi_biguint64_array, 8, "BigUint64Array", DType::uint64},
    {napi_float32_array, 4, "Float32Array", DType::float32},
    {napi_float64_array, 8, "Float64Array", DType::float64},
}};

const ElementInfo& info(Element element) { return kElements[static_cast<std::size_t>(element)]; }

Element element_of(napi_typedarray_type type) {
  if (type == napi_uint8_clamped_array) return Element::u8;
  for (std::size_t i = 0; i < kElements.size(); ++i) {
    if (kElements[i].type == type) return static_cast<Element>(i);
  }
  throw Refusal{"is a TypedArray of a kind that this program does not know",
                "Pass its bits in a Uint16Array, as NdArray with dtype 'float16'"};
}

/// Only memory that nobody can pull away, grow or share may be lent.
void check_buffer(Napi::Env env, napi_value buffer) {
  bool plain = false;
  checked(env, napi_is_arraybuffer(env, buffer, &plain));
  if (!plain) {
    throw Refusal{"lies in a SharedArrayBuffer, which other threads may change meanwhile",
                  "Copy it first, with slice()"};
  }
  bool detached = false;
  checked(env, napi_is_detached_arraybuffer(env, buffer, &detached));
  if (detached)
    throw Refusal{"has been detached: its memory was transferred away", "Use the new owner's array"};
  const Napi::Value resizable = Napi::Object(env, buffer).Get("resizable");
  if (resizable.IsBoolean() && resizable.As<Napi::Boolean>().Value()) {
    throw Refusal{"lies in a resizable ArrayBuffer, which could shrink under Python",
                  "Copy it first, with slice()"};
  }
}

}  // namespace

std::optional<ElementView> view_of(Napi::Env env, napi_value value) {
  ElementView view;
  void* data = nullptr;
  bool yes = false;
  checked(env, napi_is_typedarray(env, value, &yes));
  if (yes) {
    // Node-API leaves it as it is for a kind that it does not know: the greatest that the enum can hold.
    auto type = static_cast<napi_typedarray_type>(15);
    checked(env, napi_get_typedarray_info(env, value, &type, &view.length, &data, &view.buffer, nullptr));
    view.element = element_of(type);
  } else {
    checked(env, napi_is_dataview(env, value, &yes));
    if (yes) {
      checked(env, napi_get_dataview_info(env, value, &view.length, &data, &view.buffer, nullptr));
    } else {
      checked(env, napi_is_arraybuffer(env, value, &yes));
      if (!yes) return std::nullopt;
      view.buffer = value;
      checked(env, napi_get_arraybuffer_info(env, value, &data, &view.length));
    }
  }
  check_buffer(env, view.buffer);
  view.bytes = view.length * info(view.element).size;
  view.data = static_cast<std::byte*>(data);
  return view;
}

DType natural_dtype(Element element) { return info(element).natural; }

ArrayLayout layout_of(const ElementView& view, NamedDType dtype, std::vector<std::size_t> shape) {
  const DTypeInfo& wanted = gilder::info(dtype.dtype);
  const std::string name = dtype_name(dtype.dtype, dtype.unit);
  if (wanted.element != view.element) {
    throw Refusal{"holds a " + std::string(info(view.element).array) + ", but dtype '" + name + "' needs a " +
                      info(wanted.element).array,
                  "Change one of them"};
  }
  std::size_t elements = wanted.parts;
  for (const std::size_t size : shape) {
    // Too many stay too many, without overflow, unless a zero follows.
    const bool too_many = size != 0 && elements > view.length / size;
    elements = too_many ? view.length + 1 : elements * size;
  }
  if (elements != view.length) {
    throw Refusal{"holds " + std::to_string(view.length) + " elements, which its shape and dtype '" + name +
                      "' do not make",
                  "Give a shape whose product is the number of elements"};
  }
  return {dtype.dtype, std::move(shape), view.bytes, std::move(dtype.unit)};
}

Napi::Value typed_array_over(Napi::Env env, napi_value buffer, const ArrayLayout& layout) {
  const ElementInfo& element = info(gilder::info(layout.dtype).element);
  napi_value array = nullptr;
  checked(env, napi_create_typedarray(env, element.type, layout.bytes / element.size, buffer, 0, &array));
  return {env, array};
}

}  // namespace gilder::js
