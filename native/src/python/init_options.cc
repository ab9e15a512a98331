#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "error.h"
#include "python/settings.h"

namespace gilder::python {
namespace {

// PyInitConfig, which the headers of older Pythons do not declare.
struct InitConfig;

struct Functions {
  InitConfig* (*create)();
  void (*free)(InitConfig*);
  int (*get_error)(InitConfig*, const char**);
  int (*get_exit_code)(InitConfig*, int*);
  int (*set_number)(InitConfig*, const char*, std::int64_t);
  int (*set_text)(InitConfig*, const char*, const char*);
  int (*set_list)(InitConfig*, const char*, std::size_t, char* const*);
  int (*initialise)(InitConfig*);

  explicit Functions(const Library& library) {
    const auto look_up = [&library](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(library.symbol(name));
    };
    look_up(create, "PyInitConfig_Create");
    look_up(free, "PyInitConfig_Free");
    look_up(get_error, "PyInitConfig_GetError");
    look_up(get_exit_code, "PyInitConfig_GetExitCode");
    look_up(set_number, "PyInitConfig_SetInt");
    look_up(set_text, "PyInitConfig_SetStr");
    look_up(set_list, "PyInitConfig_SetStrList");
    look_up(initialise, "Py_InitializeFromInitConfig");
  }
};

class Options {
 public:
  explicit Options(const Functions& python) : python_(python), config_(python.create(), python.free) {
    if (config_ == nullptr) refuse("there is no memory for its configuration");
  }

  void fill(const Settings& settings) {
    // A new configuration is already an isolated one.
    check(python_.set_number(config_.get(), "utf8_mode", 1));
    for (const auto& [name, value] : settings.numbers) check(python_.set_number(config_.get(), name, value));
    for (const auto& [name, value] : settings.texts) {
      check(python_.set_text(config_.get(), name, value.c_str()));
    }
    std::vector<std::string> paths = settings.search_paths;
    std::vector<char*> items;
    for (std::string& path : paths) items.push_back(path.data());
    check(python_.set_list(config_.get(), "module_search_paths", items.size(), items.data()));
  }

  void initialise() { check(python_.initialise(config_.get())); }

 private:
  [[noreturn]] static void refuse(const std::string& why) {
    throw Error{Error::Kind::start,
                "Python could not be started: " + why + ". Install the Python runtime again."};
  }

  void check(int result) {
    if (result >= 0) return;
    const char* said = nullptr;
    if (python_.get_error(config_.get(), &said) == 1 && said != nullptr) refuse(said);
    int code = 0;
    if (python_.get_exit_code(config_.get(), &code) == 1) {
      refuse("it wants to end with exit code " + std::to_string(code));
    }
    refuse("it gave no reason");
  }

  const Functions& python_;
  std::unique_ptr<InitConfig, void (*)(InitConfig*)> config_;
};

}  // namespace

void initialise_by_options(const Library& library, const Settings& settings) {
  const Functions python(library);
  Options options(python);
  options.fill(settings);
  options.initialise();
}

}  // namespace gilder::python
