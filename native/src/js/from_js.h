// JavaScript values to the tree.
#pragma once

#include <memory>
#include <vector>

#include "js/api.h"
#include "js/channel.h"
#include "js/classes.h"
#include "js/face.h"
#include "value.h"

namespace gilder::js {

/// Arrays are lent, not copied; `channel` gives their memory back. Throws `Error` for a value that cannot
/// cross and `Napi::Error` for what a getter threw.
std::vector<Value> arguments_from_js(Napi::Array arguments, const Classes& classes, const Face& face,
                                     const std::shared_ptr<Channel>& channel);

}  // namespace gilder::js
