#include "odd_object.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/call.h"
#include "python/errors.h"
#include "python/gil.h"
#include "python/interpreter.h"
#include "python/target.h"
#include "same.h"
#include "verdict.h"

namespace gilder::fuzz {
namespace {

bool has_arrays(const Value& value) {
  if (std::holds_alternative<std::unique_ptr<HeldArray>>(value.data)) return true;
  if (const auto* list = std::get_if<List>(&value.data)) {
    for (const Value& item : *list)
      if (has_arrays(item)) return true;
  } else if (const auto* dict = std::get_if<Dict>(&value.data)) {
    for (const Entry& entry : *dict)
      if (has_arrays(entry.value)) return true;
  }
  return false;
}

python::Ref made(std::u16string seed) {
  const python::Ref make = python::find_target("odd_objects", "make");
  std::vector<Value> arguments;
  arguments.push_back({std::move(seed)});
  const python::Ref tuple = python::tuple_of(arguments);
  python::Ref object = python::Ref::take(python::api.PyObject_CallObject(make.get(), tuple.get()));
  if (!object) {
    std::fprintf(stderr, "%s\n", python::take_raised().traceback.c_str());
    fault("odd_objects.make raised");
  }
  return object;
}

void convert(std::u16string seed, python::Taking taking) {
  const python::Gil gil;
  const python::Ref object = made(std::move(seed));
  const std::optional<Value> value = taken(object.get(), taking);
  if (!value) return;
  demand(depth(*value) <= kMaxDepth, "a value came that is too deep");
  // Copies every array: the size it says must be the size it has.
  const std::string unlike = difference(*value, *value);
  demand(unlike.empty(), "a value is unlike itself: " + unlike);
  if (has_arrays(*value)) return;
  const python::Ref again = python::to_python(*value);
  const std::optional<Value> twice = taken(again.get(), python::Taking::hold);
  demand(twice.has_value(), "what has been converted once is refused");
  const std::string found = difference(*value, *twice);
  demand(found.empty(), "once converted, it changed: " + found);
}

/// The way of a call, where an exception of any kind becomes an error of ours.
void raise(std::u16string seed) {
  core::CallRequest request;
  request.id = 1;
  request.module = "odd_objects";
  request.function = "raise_odd";
  request.arguments.push_back({std::move(seed)});
  const core::Outcome outcome = python::interpreter().call(request);
  const auto* error = std::get_if<Error>(&outcome);
  demand(error != nullptr, "an exception became a value");
  demand(error->kind == Error::Kind::python, "an exception became another error: " + error->message);
  demand(!error->type.empty() && !error->traceback.empty(), "an exception lost its type or traceback");
  const python::Gil gil;
  demand(!python_error_is_set(), "an exception was reported and is still set");
}

}  // namespace

void odd_object(Bytes& bytes) {
  switch (bytes.below(8)) {
    case 0:
      return raise(bytes.rest());
    case 1:
      return convert(bytes.rest(), python::Taking::snapshot);
    default:
      return convert(bytes.rest(), python::Taking::hold);
  }
}

}  // namespace gilder::fuzz
