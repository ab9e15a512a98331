#include "js/nd_array.h"

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "js/errors.h"

namespace gilder::js {
namespace {

// NumPy's own limit.
constexpr std::uint32_t kMaxDimensions = 64;

std::vector<std::size_t> read_shape(Napi::Value value) {
  const Refusal refusal{"has a shape that is not an array of whole numbers from 0 on",
                        "Give one length per dimension, as in [2, 3]"};
  if (!value.IsArray()) throw refusal;
  const auto array = value.As<Napi::Array>();
  if (array.Length() > kMaxDimensions) throw refusal;
  std::vector<std::size_t> shape;
  for (std::uint32_t i = 0; i < array.Length(); ++i) {
    const Napi::Value item = array[i];
    const double size = item.IsNumber() ? item.As<Napi::Number>().DoubleValue() : -1;
    if (!(size >= 0 && size <= static_cast<double>(kMaxSafeInteger) && size == std::trunc(size)))
      throw refusal;
    shape.push_back(static_cast<std::size_t>(size));
  }
  return shape;
}

NamedDType read_dtype(Napi::Value value) {
  const std::string name = value.IsString() ? value.As<Napi::String>().Utf8Value() : std::string();
  std::optional<NamedDType> dtype = dtype_named(name);
  if (!dtype) {
    throw Refusal{"has no known dtype",
                  "Use bool, int8 to int64, uint8 to uint64, float16 to float64, complex64, complex128, "
                  "datetime64[ns] or timedelta64[ns]"};
  }
  return *std::move(dtype);
}

NdArrayParts read_parts(Napi::Env env, Napi::Value data, Napi::Value shape, Napi::Value dtype) {
  const std::optional<ElementView> view = view_of(env, data);
  if (!view || data.IsDataView())
    throw Refusal{"has no TypedArray as data", "Give one, as in new Float32Array(6)"};
  NamedDType type = dtype.IsUndefined() ? NamedDType{natural_dtype(view->element), {}} : read_dtype(dtype);
  std::vector<std::size_t> sizes =
      shape.IsUndefined() ? std::vector{view->length / info(type.dtype).parts} : read_shape(shape);
  return {*view, layout_of(*view, std::move(type), std::move(sizes))};
}

Napi::Array shape_array(Napi::Env env, const std::vector<std::size_t>& shape) {
  Napi::Array array = Napi::Array::New(env, shape.size());
  for (std::size_t i = 0; i < shape.size(); ++i) {
    array.Set(static_cast<std::uint32_t>(i), Napi::Number::New(env, static_cast<double>(shape[i])));
  }
  array.Freeze();
  return array;
}

napi_value construct(napi_env raw_env, napi_callback_info raw_info) {
  return guarded(raw_env, [&]() -> napi_value {
    const Napi::CallbackInfo info(raw_env, raw_info);
    const Napi::Env env = info.Env();
    if (!info.IsConstructCall()) throw Napi::TypeError::New(env, "NdArray is a class. Write new NdArray(…).");
    const auto made = [&] {
      try {
        return read_parts(env, info[0], info[1], info[2]);
      } catch (const Refusal& refusal) {
        throw Error{Error::Kind::value, "The new NdArray " + refusal.what + ". " + refusal.advice + "."};
      }
    }();
    Napi::Object self = info.This().As<Napi::Object>();
    self.Set("data", info[0]);
    self.Set("shape", shape_array(env, made.layout.shape));
    self.Set("dtype", dtype_name(made.layout));
    self.Freeze();
    return self;
  });
}

}  // namespace

Napi::Function nd_array_class(Napi::Env env) {
  napi_value made = nullptr;
  checked(env, napi_define_class(env, "NdArray", NAPI_AUTO_LENGTH, construct, nullptr, 0, nullptr, &made));
  return {env, made};
}

NdArrayParts parts_of(Napi::Object instance) {
  return read_parts(instance.Env(), instance.Get("data"), instance.Get("shape"), instance.Get("dtype"));
}

Napi::Value new_nd_array(Napi::Function nd_array, Napi::Value data, const ArrayLayout& layout) {
  const Napi::Env env = data.Env();
  const auto dtype = Napi::String::New(env, dtype_name(layout));
  return nd_array.New({data, shape_array(env, layout.shape), dtype});
}

}  // namespace gilder::js
