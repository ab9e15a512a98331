#include "js/environment.h"

#include "js/calls.h"
#include "js/face.h"

namespace gilder::js {

Environment::Environment(core::Host& process_host) : host(process_host) {}
Environment::~Environment() = default;

}  // namespace gilder::js
