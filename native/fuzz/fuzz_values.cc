// The entry of the fuzzer. Started from the repository's root with the environment that tests/fuzz/main.mjs
// sets: GILDER_FUZZ_LIBPYTHON, _HOME, _EXECUTABLE, and _PATHS (with colons between).
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

#include "bytes.h"
#include "core/backend.h"
#include "error.h"
#include "odd_object.h"
#include "python/interpreter.h"
#include "round_trip.h"

namespace {

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  if (value != nullptr) return value;
  std::fprintf(stderr, "%s is not set. Start the fuzzer by `npm run fuzz`.\n", name);
  std::exit(2);
}

gilder::core::StartOptions options() {
  gilder::core::StartOptions options;
  options.libpython = setting("GILDER_FUZZ_LIBPYTHON");
  options.home = setting("GILDER_FUZZ_HOME");
  options.executable = setting("GILDER_FUZZ_EXECUTABLE");
  std::istringstream paths(setting("GILDER_FUZZ_PATHS"));
  for (std::string path; std::getline(paths, path, ':');) options.search_paths.push_back(path);
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  try {
    gilder::core::Backend& python = gilder::python::interpreter();
    python.load(options());
    python.initialise(options());
  } catch (const gilder::Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    std::exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gilder::fuzz::Bytes bytes(data, size);
  if (bytes.below(2) == 0) {
    gilder::fuzz::round_trip(bytes);
  } else {
    gilder::fuzz::odd_object(bytes);
  }
  return 0;
}
