#include "round_trip.h"

#include <optional>
#include <string>

#include "make_value.h"
#include "python/gil.h"
#include "same.h"
#include "verdict.h"

namespace gilder::fuzz {

void round_trip(Bytes& bytes) {
  const python::Gil gil;
  const python::Taking taking = bytes.below(4) == 0 ? python::Taking::snapshot : python::Taking::hold;
  const Value sent = make_value(bytes);
  const python::Ref object = python::to_python(sent);
  const std::optional<Value> back = taken(object.get(), taking);
  if (!back) {
    demand(depth(sent) > kMaxDepth, "a value that may cross was refused");
    return;
  }
  demand(depth(sent) <= kMaxDepth, "a value came back that is too deep");
  const std::string found = difference(sent, *back);
  demand(found.empty(), found);
}

}  // namespace gilder::fuzz
