#include "js/out.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "error.h"
#include "js/errors.h"
#include "js/nd_array.h"

namespace gilder::js {
namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& advice) {
  throw Error{Error::Kind::value, what + ". " + advice + "."};
}

std::string in_words(const ArrayLayout& layout) {
  std::string text = dtype_name(layout);
  text += " of shape [";
  for (std::size_t i = 0; i < layout.shape.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(layout.shape[i]);
  }
  return text + "]";
}

}  // namespace

Out::Out(Napi::Value given, Napi::Function nd_array, const Face& face, std::shared_ptr<Channel> channel) {
  const Napi::Env env = given.Env();
  try {
    if (given.IsObject() && given.As<Napi::Object>().InstanceOf(nd_array)) {
      NdArrayParts parts = parts_of(given.As<Napi::Object>());
      view_ = parts.view;
      layout_ = std::move(parts.layout);
      data_ = Napi::Persistent(given.As<Napi::Object>().Get("data").As<Napi::Object>());
    } else if (given.IsTypedArray()) {
      view_ = *view_of(env, given);
      layout_ = layout_of(view_, {natural_dtype(view_.element), {}}, {view_.length});
      any_shape_ = true;
      data_ = Napi::Persistent(given.As<Napi::Object>());
    } else {
      throw Refusal{"is neither a TypedArray nor an NdArray", "Give one that takes the result"};
    }
  } catch (const Refusal& refusal) {
    refuse("The option 'out' of call() " + refusal.what, refusal.advice);
  }
  pin_ = std::make_unique<const Pin>(env, view_.buffer, face, std::move(channel));
}

void Out::take(Value& value, core::CopyOrder& order) const {
  auto* const array = std::get_if<std::unique_ptr<HeldArray>>(&value.data);
  if (array == nullptr) {
    refuse("The call returned no array, but has the option 'out'", "Return one, or leave the option out");
  }
  const ArrayLayout& found = (*array)->layout;
  const bool fits = found.dtype == layout_.dtype && found.unit == layout_.unit &&
                    found.bytes == layout_.bytes && (any_shape_ || found.shape == layout_.shape);
  if (!fits) {
    refuse("The call returned " + in_words(found) + ", which does not fit into 'out', " + in_words(layout_),
           "Give an array of the result's type and size");
  }
  if (pin_->detached()) {
    refuse("The array given as 'out' was transferred away meanwhile", "Give one that stays");
  }
  if ((*array)->memory->clashes_with(view_.data)) {
    refuse("The call returned a view of 'out' itself, with its elements in another place", "Return a copy");
  }
  order.add(std::move((*array)->memory), view_.data);
}

Napi::Value Out::filled(const Value& value, Napi::Function nd_array) const {
  const HeldArray& array = *std::get<std::unique_ptr<HeldArray>>(value.data);
  if (array.plain) return data_.Value();
  return new_nd_array(nd_array, data_.Value(), array.layout);
}

}  // namespace gilder::js
