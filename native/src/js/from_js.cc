#include "js/from_js.h"

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "js/errors.h"
#include "js/nd_array.h"
#include "js/numbers.h"
#include "js/pin.h"
#include "js/set.h"
#include "js/typed_array.h"
#include "text.h"
#include "walk.h"

namespace gilder::js {
namespace {

std::u16string text_of(Napi::Env env, napi_value value) {
  std::size_t units = 0;
  checked(env, napi_get_value_string_utf16(env, value, nullptr, 0, &units));
  std::u16string text(units, u'\0');
  checked(env, napi_get_value_string_utf16(env, value, text.data(), units + 1, &units));
  return text;
}

Value number_of(Napi::Env env, napi_value value) {
  double number = 0;
  checked(env, napi_get_value_double(env, value, &number));
  const bool safe = std::abs(number) <= static_cast<double>(kMaxSafeInteger) && number == std::trunc(number);
  if (!safe || (number == 0 && std::signbit(number))) return {number};
  return {static_cast<std::int64_t>(number)};
}

Value bigint_of(Napi::Env env, napi_value value) {
  std::int64_t small = 0;
  bool lossless = false;
  checked(env, napi_get_value_bigint_int64(env, value, &small, &lossless));
  if (lossless) return {small};
  std::size_t count = 0;
  checked(env, napi_get_value_bigint_words(env, value, nullptr, &count, nullptr));
  BigInteger integer;
  integer.words.resize(count);
  int sign = 0;
  checked(env, napi_get_value_bigint_words(env, value, &sign, &count, integer.words.data()));
  integer.negative = sign != 0;
  return {std::move(integer)};
}

class FromJs {
 public:
  FromJs(Napi::Env env, const Classes& classes, const Face& face, const std::shared_ptr<Channel>& channel)
      : env_(env), face_(face), channel_(channel), classes_(classes) {}

  Value convert(napi_value value) {
    napi_valuetype type = napi_undefined;
    checked(env_, napi_typeof(env_, value, &type));
    switch (type) {
      case napi_undefined:
      case napi_null:
        return {};
      case napi_boolean:
        return {Napi::Boolean(env_, value).Value()};
      case napi_number:
        return number_of(env_, value);
      case napi_string:
        return {text_of(env_, value)};
      case napi_bigint:
        return bigint_of(env_, value);
      case napi_object:
        return object(value);
      case napi_symbol:
        refuse("is a symbol, which has no counterpart in Python", "Pass its description as text");
      case napi_function:
        refuse("is a function, which has no counterpart in Python", "Pass its result instead");
      case napi_external:
        break;
    }
    refuse("has no counterpart in Python", "Pass plain data");
  }

  /// Getters ran while the tree was made, and may have transferred memory that was already in it.
  void check_pins() const {
    for (const std::shared_ptr<const Pin>& pin : pins_) {
      if (!pin->detached()) continue;
      throw Error{Error::Kind::value,
                  "An array was transferred away while it was being passed. Pass one that stays."};
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& what, const std::string& advice) const {
    walk_.refuse(what, advice);
  }

  Value object(napi_value value) {
    bool yes = false;
    checked(env_, napi_is_array(env_, value, &yes));
    if (yes) return list(value);
    try {
      if (const std::optional<ElementView> view = view_of(env_, value)) {
        return lent(*view, layout_of(*view, {natural_dtype(view->element), {}}, {view->length}));
      }
    } catch (const Refusal& refusal) {
      refuse(refusal.what, refusal.advice);
    }
    napi_value prototype = nullptr;
    checked(env_, napi_get_prototype(env_, value, &prototype));
    if (is_plain(value, prototype)) return dict(value);
    try {
      return instance({env_, value}, prototype);
    } catch (const Refusal& refusal) {
      refuse(refusal.what, refusal.advice);
    }
  }

  Value instance(Napi::Object value, napi_value prototype) {
    const auto is_of = [&](const Napi::FunctionReference& made_by) {
      return same(prototype, made_by.Value().Get("prototype"));
    };
    if (is_of(classes_.nd_array)) {
      NdArrayParts parts = parts_of(value);
      return lent(parts.view, std::move(parts.layout));
    }
    if (is_of(classes_.complex)) return {complex_of(value)};
    if (is_of(classes_.decimal)) return {decimal_of(value)};
    if (value.IsDate()) return moment(value.As<Napi::Date>());
    if (const std::optional<Napi::Array> elements = elements_of_set(env_, value))
      return set(value, *elements);
    refuse_class(value);
  }

  static Value moment(Napi::Date date) {
    const double milliseconds = date.ValueOf();
    if (std::isnan(milliseconds)) throw Refusal{"is an invalid Date", "Pass a valid one, or null"};
    const bool known =
        milliseconds >= static_cast<double>(kFirstMoment) && milliseconds <= static_cast<double>(kLastMoment);
    if (!known)
      throw Refusal{"is a Date outside of the years 1 to 9999, all that Python knows", "Pass it as text"};
    return {Moment{static_cast<std::int64_t>(milliseconds)}};
  }

  Value set(napi_value value, napi_value elements) {
    Set set{items(value, elements)};
    for (std::size_t i = 0; i < set.items.size(); ++i) {
      if (is_hashable(set.items[i])) continue;
      const Path::Step step = walk_.step(i);
      refuse("is an Array, an object, a Set or memory inside of a Set, which Python's sets cannot hold",
             "Pass an Array of them");
    }
    return {std::move(set)};
  }

  static bool is_hashable(const Value& value) {
    return !std::holds_alternative<List>(value.data) && !std::holds_alternative<Dict>(value.data) &&
           !std::holds_alternative<Set>(value.data) &&
           !std::holds_alternative<std::unique_ptr<PinnedArray>>(value.data);
  }

  Value lent(const ElementView& view, ArrayLayout layout) {
    auto pin = std::make_shared<const Pin>(env_, view.buffer, face_, channel_);
    pins_.push_back(pin);
    auto array = std::make_unique<PinnedArray>();
    array->layout = std::move(layout);
    array->data = view.data;
    array->memory = std::move(pin);
    return {std::move(array)};
  }

  Value list(napi_value value) { return {items(value, value)}; }

  /// Of the array `elements`, which is all there is in `value`.
  List items(napi_value value, napi_value elements) {
    enter(value);
    std::uint32_t length = 0;
    checked(env_, napi_get_array_length(env_, elements, &length));
    List list;
    list.reserve(length);
    for (std::uint32_t i = 0; i < length; ++i) {
      const Napi::HandleScope scope(env_);
      const Path::Step step = walk_.step(std::size_t{i});
      napi_value item = nullptr;
      checked(env_, napi_get_element(env_, elements, i, &item));
      list.push_back(convert(item));
    }
    walk_.leave();
    return list;
  }

  Value dict(napi_value value) {
    enter(value);
    napi_value keys = nullptr;
    checked(env_, napi_get_all_property_names(
                      env_, value, napi_key_own_only,
                      static_cast<napi_key_filter>(napi_key_enumerable | napi_key_skip_symbols),
                      napi_key_numbers_to_strings, &keys));
    std::uint32_t count = 0;
    checked(env_, napi_get_array_length(env_, keys, &count));
    Dict dict;
    dict.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const Napi::HandleScope scope(env_);
      napi_value key = nullptr;
      napi_value item = nullptr;
      checked(env_, napi_get_element(env_, keys, i, &key));
      checked(env_, napi_get_property(env_, value, key, &item));
      std::u16string name = text_of(env_, key);
      Value converted = named(name, item);
      dict.push_back({std::move(name), std::move(converted)});
    }
    walk_.leave();
    return {std::move(dict)};
  }

  Value named(const std::u16string& name, napi_value item) {
    const Path::Step step = walk_.step(name);
    return convert(item);
  }

  void enter(napi_value container) {
    walk_.enter(container, [this](napi_value left, napi_value right) { return same(left, right); });
  }

  bool same(napi_value left, napi_value right) const {
    bool equal = false;
    checked(env_, napi_strict_equals(env_, left, right, &equal));
    return equal;
  }

  /// An object made by a literal, or without a prototype, of this or any other realm.
  bool is_plain(napi_value value, napi_value prototype) const {
    if (is_null(prototype)) {
      // Node-API says the same of every proxy; JavaScript's own function looks behind it.
      const auto object = env_.Global().Get("Object").As<Napi::Object>();
      prototype = object.Get("getPrototypeOf").As<Napi::Function>().Call({Napi::Value(env_, value)});
      if (is_null(prototype)) return true;
    }
    napi_value root = nullptr;
    checked(env_, napi_get_prototype(env_, prototype, &root));
    return is_null(root);
  }

  bool is_null(napi_value value) const {
    napi_valuetype type = napi_undefined;
    checked(env_, napi_typeof(env_, value, &type));
    return type == napi_null;
  }

  [[noreturn]] void refuse_class(napi_value value) const {
    const Napi::Value constructor = Napi::Object(env_, value).Get("constructor");
    std::string name = "a class";
    if (constructor.IsFunction()) {
      const Napi::Value given = constructor.As<Napi::Object>().Get("name");
      if (given.IsString()) name = given.As<Napi::String>().Utf8Value();
    }
    std::string advice = "Pass plain objects, arrays and text";
    if (name == "Map") advice = "Pass Object.fromEntries() of it, or an Array of its entries";
    if (name == "Promise") advice = "Await it, and pass the result";
    refuse("is an instance of " + shortened(name, 100) + ", which has no counterpart in Python", advice);
  }

  const Napi::Env env_;
  const Face& face_;
  const std::shared_ptr<Channel>& channel_;
  const Classes& classes_;
  Walk<napi_value> walk_;
  std::vector<std::shared_ptr<const Pin>> pins_;
};

}  // namespace

std::vector<Value> arguments_from_js(Napi::Array arguments, const Classes& classes, const Face& face,
                                     const std::shared_ptr<Channel>& channel) {
  FromJs walk(arguments.Env(), classes, face, channel);
  std::vector<Value> values;
  values.reserve(arguments.Length());
  for (std::uint32_t i = 0; i < arguments.Length(); ++i) {
    const Napi::HandleScope scope(arguments.Env());
    const Napi::Value argument = arguments[i];
    try {
      values.push_back(walk.convert(argument));
    } catch (Error& error) {
      error.message = "Argument " + std::to_string(i + 1) + " cannot be sent to Python: " + error.message;
      throw;
    }
  }
  walk.check_pins();
  return values;
}

}  // namespace gilder::js
