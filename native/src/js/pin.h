// A claim on an ArrayBuffer: a strong N-API reference, released on JavaScript's thread wherever it was
// dropped.
#pragma once

#include <memory>
#include <utility>

#include "js/api.h"
#include "js/channel.h"
#include "js/face.h"
#include "value.h"

namespace gilder::js {

class Pin final : public PinnedMemory {
 public:
  Pin(Napi::Env env, napi_value buffer, const Face& face, std::shared_ptr<Channel> channel)
      : env_(env), channel_(std::move(channel)) {
    face.stay(buffer);
    checked(env, napi_create_reference(env, buffer, 1, &reference_));
    channel_->lent();
  }
  ~Pin() override { channel_->reap(reference_); }

  /// On JavaScript's thread.
  bool detached() const {
    napi_value buffer = nullptr;
    bool gone = false;
    checked(env_, napi_get_reference_value(env_, reference_, &buffer));
    checked(env_, napi_is_detached_arraybuffer(env_, buffer, &gone));
    return gone;
  }

 private:
  const Napi::Env env_;
  const std::shared_ptr<Channel> channel_;
  napi_ref reference_ = nullptr;
};

}  // namespace gilder::js
