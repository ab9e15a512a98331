#include "js/to_js.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "core/pages.h"
#include "error.h"
#include "js/nd_array.h"
#include "js/set.h"
#include "js/typed_array.h"

namespace gilder::js {
namespace {

/// Calls `visit` with every array that is not small, depth first in order.
template <typename Tree, typename Visit>
void for_each_array(Tree& value, const Visit& visit) {
  if (auto* list = std::get_if<List>(&value.data)) {
    for (auto& item : *list) for_each_array(item, visit);
  } else if (auto* set = std::get_if<Set>(&value.data)) {
    for (auto& item : set->items) for_each_array(item, visit);
  } else if (auto* dict = std::get_if<Dict>(&value.data)) {
    for (auto& entry : *dict) for_each_array(entry.value, visit);
  } else if (auto* array = std::get_if<std::unique_ptr<HeldArray>>(&value.data)) {
    if (!(*array)->small) visit(**array);
  }
}

struct Allocated {
  napi_value buffer;
  std::byte* data;
};

Allocated allocate(Napi::Env env, std::size_t bytes) {
  try {
    // By JavaScript's own constructor, which throws when there is no memory; N-API's function ends the
    // process.
    const auto constructor = env.Global().Get("ArrayBuffer").As<Napi::Function>();
    const Napi::Object buffer = constructor.New({Napi::Number::New(env, static_cast<double>(bytes))});
    void* data = nullptr;
    checked(env, napi_get_arraybuffer_info(env, buffer, &data, nullptr));
    core::prefer_large_pages(static_cast<std::byte*>(data), bytes);
    return {buffer, static_cast<std::byte*>(data)};
  } catch (const Napi::Error&) {
    throw Error{Error::Kind::value, "There is not enough memory for an array of " + std::to_string(bytes) +
                                        " bytes. Return less, or write it to a file and return the path."};
  }
}

class ToJs {
 public:
  ToJs(Napi::Env env, const Classes& classes, napi_value buffers)
      : env_(env), classes_(classes), buffers_(buffers) {}

  napi_value convert(const Value& value) { return std::visit(*this, value.data); }

  napi_value operator()(std::monostate) const { return env_.Null(); }
  napi_value operator()(bool value) const { return Napi::Boolean::New(env_, value); }
  napi_value operator()(double value) const { return Napi::Number::New(env_, value); }
  napi_value operator()(const std::u16string& value) const { return text_to_js(env_, value); }

  napi_value operator()(std::int64_t value) const {
    const bool safe = value >= -kMaxSafeInteger && value <= kMaxSafeInteger;
    if (safe) return Napi::Number::New(env_, static_cast<double>(value));
    return Napi::BigInt::New(env_, value);
  }

  napi_value operator()(const BigInteger& value) const {
    napi_value made = nullptr;
    checked(env_, napi_create_bigint_words(env_, value.negative ? 1 : 0, value.words.size(),
                                           value.words.data(), &made));
    return made;
  }

  napi_value operator()(const List& value) {
    napi_value array = nullptr;
    checked(env_, napi_create_array_with_length(env_, value.size(), &array));
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Napi::HandleScope scope(env_);
      checked(env_, napi_set_element(env_, array, static_cast<std::uint32_t>(i), convert(value[i])));
    }
    return array;
  }

  napi_value operator()(const Set& value) { return new_set(env_, {env_, (*this)(value.items)}); }

  napi_value operator()(Moment value) const {
    return Napi::Date::New(env_, static_cast<double>(value.milliseconds));
  }

  napi_value operator()(Complex value) const {
    const auto number = [this](double part) { return Napi::Number::New(env_, part); };
    return classes_.complex.Value().New({number(value.real), number(value.imaginary)});
  }

  napi_value operator()(const Decimal& value) const {
    return classes_.decimal.Value().New({Napi::String::New(env_, value.text)});
  }

  napi_value operator()(const Dict& value) {
    napi_value object = nullptr;
    checked(env_, napi_create_object(env_, &object));
    for (const Entry& entry : value) {
      const Napi::HandleScope scope(env_);
      define(object, entry.key, convert(entry.value));
    }
    return object;
  }

  napi_value operator()(const std::unique_ptr<HeldArray>& array) {
    const Napi::Value data = typed_array_over(env_, filled_buffer(*array), array->layout);
    return array->plain ? data : new_nd_array(classes_.nd_array.Value(), data, array->layout);
  }

  napi_value operator()(const std::unique_ptr<PinnedArray>&) const {
    throw Error{Error::Kind::internal, "An array on its way to Python was sent back. Report this fault."};
  }

 private:
  void define(napi_value object, const std::u16string& key, napi_value value) const {
    const napi_value name = text_to_js(env_, key);
    if (key != u"__proto__") {
      checked(env_, napi_set_property(env_, object, name, value));
      return;
    }
    // Set, it would replace the object's prototype; defined, it is a property like any other.
    const napi_property_descriptor descriptor{
        nullptr, name, nullptr, nullptr, nullptr, value, napi_default_jsproperty, nullptr};
    checked(env_, napi_define_properties(env_, object, 1, &descriptor));
  }

  napi_value filled_buffer(const HeldArray& array) {
    if (array.small) {
      const Allocated allocated = allocate(env_, array.layout.bytes);
      array.memory->copy_to(allocated.data);
      return allocated.buffer;
    }
    napi_value buffer = nullptr;
    checked(env_, napi_get_element(env_, buffers_, next_buffer_++, &buffer));
    return buffer;
  }

  const Napi::Env env_;
  const Classes& classes_;
  const napi_value buffers_;
  std::uint32_t next_buffer_ = 0;
};

}  // namespace

bool has_arrays(const Value& value) {
  bool found = false;
  for_each_array(value, [&](const HeldArray&) { found = true; });
  return found;
}

Napi::Array allocate_arrays(Napi::Env env, Value& value, core::CopyOrder& order) {
  const Napi::Array buffers = Napi::Array::New(env);
  std::uint32_t count = 0;
  for_each_array(value, [&](HeldArray& array) {
    const Napi::HandleScope scope(env);
    const Allocated allocated = allocate(env, array.layout.bytes);
    buffers.Set(count++, Napi::Value(env, allocated.buffer));
    order.add(std::move(array.memory), allocated.data);
  });
  return buffers;
}

Napi::Value to_js(Napi::Env env, const Value& value, const Classes& classes, napi_value buffers) {
  return {env, ToJs(env, classes, buffers).convert(value)};
}

Napi::Value text_to_js(Napi::Env env, const std::u16string& text) {
  napi_value made = nullptr;
  checked(env, napi_create_string_utf16(env, text.data(), text.size(), &made));
  return {env, made};
}

}  // namespace gilder::js
