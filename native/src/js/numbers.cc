#include "js/numbers.h"

#include <string>

#include "decimal.h"
#include "js/errors.h"

namespace gilder::js {
namespace {

double part(Napi::Value value) {
  if (!value.IsNumber()) throw Refusal{"needs a number for each of re and im", "Write new Complex(1, -2)"};
  return value.As<Napi::Number>().DoubleValue();
}

std::string digits(Napi::Value value) {
  const std::string text = value.IsString() ? value.As<Napi::String>().Utf8Value() : std::string();
  if (!is_decimal(text)) {
    throw Refusal{"needs a decimal number as text",
                  "Write new Decimal('1.50'), new Decimal('NaN') or the like"};
  }
  return text;
}

/// `fill` sets the properties of the new instance.
template <typename Fill>
napi_value constructed(napi_env raw_env, napi_callback_info raw_info, const std::string& name, Fill fill) {
  return guarded(raw_env, [&]() -> napi_value {
    const Napi::CallbackInfo info(raw_env, raw_info);
    if (!info.IsConstructCall()) {
      throw Napi::TypeError::New(info.Env(), name + " is a class. Write new " + name + "(…).");
    }
    Napi::Object self = info.This().As<Napi::Object>();
    try {
      fill(self, info);
    } catch (const Refusal& refusal) {
      throw Error{Error::Kind::value, "The new " + name + " " + refusal.what + ". " + refusal.advice + "."};
    }
    self.Freeze();
    return self;
  });
}

napi_value construct_complex(napi_env env, napi_callback_info info) {
  return constructed(env, info, "Complex", [](Napi::Object self, const Napi::CallbackInfo& given) {
    self.Set("re", part(given[0]));
    self.Set("im", part(given[1]));
  });
}

napi_value construct_decimal(napi_env env, napi_callback_info info) {
  return constructed(env, info, "Decimal", [](Napi::Object self, const Napi::CallbackInfo& given) {
    self.Set("text", digits(given[0]));
  });
}

napi_value decimal_to_string(napi_env raw_env, napi_callback_info raw_info) {
  return guarded(raw_env, [&]() -> napi_value {
    const Napi::CallbackInfo info(raw_env, raw_info);
    const Napi::Value self = info.This();
    return self.IsObject() ? self.As<Napi::Object>().Get("text") : info.Env().Undefined();
  });
}

}  // namespace

Napi::Function complex_class(Napi::Env env) {
  napi_value made = nullptr;
  checked(env,
          napi_define_class(env, "Complex", NAPI_AUTO_LENGTH, construct_complex, nullptr, 0, nullptr, &made));
  return {env, made};
}

Napi::Function decimal_class(Napi::Env env) {
  const napi_property_descriptor to_string{"toString", nullptr, decimal_to_string,   nullptr,
                                           nullptr,    nullptr, napi_default_method, nullptr};
  napi_value made = nullptr;
  checked(env, napi_define_class(env, "Decimal", NAPI_AUTO_LENGTH, construct_decimal, nullptr, 1, &to_string,
                                 &made));
  return {env, made};
}

Complex complex_of(Napi::Object instance) { return {part(instance.Get("re")), part(instance.Get("im"))}; }

Decimal decimal_of(Napi::Object instance) { return {digits(instance.Get("text"))}; }

}  // namespace gilder::js
