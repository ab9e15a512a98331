// What belongs to one JavaScript environment (Node's main thread, a worker thread) that has loaded the addon.
#pragma once

#include <memory>

#include "core/host.h"
#include "js/api.h"
#include "js/classes.h"

namespace gilder::js {

class Calls;
class Face;

struct Environment {
  explicit Environment(core::Host& process_host);
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment();

  core::Host& host;
  Classes classes;
  std::unique_ptr<Calls> calls;
  std::unique_ptr<Face> face;
};

}  // namespace gilder::js
