#include "odd_object.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "python/errors.h"
#include "python/gil.h"
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

/// What a function of odd_objects.py makes of the seed; nothing when it raised.
python::Ref called(const char* function, std::u16string seed) {
  const python::Ref target = python::find_target("odd_objects", function);
  std::vector<Value> arguments;
  arguments.push_back({std::move(seed)});
  const python::Ref tuple = python::tuple_of(arguments);
  return python::Ref::take(python::api.PyObject_CallObject(target.get(), tuple.get()));
}

void convert(std::u16string seed, python::Taking taking) {
  const python::Gil gil;
  const python::Ref object = called("make", std::move(seed));
  demand(static_cast<bool>(object), "odd_objects.make raised");
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

/// An exception of any kind becomes an error of ours.
void raise(std::u16string seed) {
  const python::Gil gil;
  demand(!called("raise_odd", std::move(seed)), "odd_objects.raise_odd did not raise");
  const Error error = python::take_raised();
  demand(!python_error_is_set(), "an exception was taken and is still set");
  demand(error.kind == Error::Kind::python, "an exception became another error: " + error.message);
  demand(!error.type.empty() && !error.traceback.empty(), "an exception lost its type or traceback");
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
