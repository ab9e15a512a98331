// An array of the caller's that takes a call's result in place of new memory.
#pragma once

#include <memory>

#include "core/host.h"
#include "js/api.h"
#include "js/channel.h"
#include "js/face.h"
#include "js/pin.h"
#include "js/typed_array.h"
#include "value.h"

namespace gilder::js {

class Out {
 public:
  /// `given` is a TypedArray, which takes any shape, or an NdArray. Throws `Error` for anything else.
  Out(Napi::Value given, Napi::Function nd_array, const Face& face, std::shared_ptr<Channel> channel);

  /// Has the value, which must be an array of this type and size, copied into the memory. Throws `Error`.
  void take(Value& value, core::CopyOrder& order) const;
  /// The value as JavaScript sees it, once it is copied.
  Napi::Value filled(const Value& value, Napi::Function nd_array) const;

 private:
  Napi::ObjectReference data_;
  ElementView view_;
  ArrayLayout layout_;
  bool any_shape_ = false;
  std::unique_ptr<const Pin> pin_;
};

}  // namespace gilder::js
