#define GILDER_PYTHON_CONFIG_ABI
#include "python/initialise.h"

#include <memory>
#include <string>

#include "error.h"
#include "python/api.h"

namespace gilder::python {
namespace {

#define GILDER_CONFIG_FUNCTIONS(X)  \
  X(PyConfig_Clear)                 \
  X(PyConfig_InitIsolatedConfig)    \
  X(PyConfig_SetBytesString)        \
  X(PyMem_RawFree)                  \
  X(PyPreConfig_InitIsolatedConfig) \
  X(PyStatus_Exception)             \
  X(PyWideStringList_Append)        \
  X(Py_DecodeLocale)                \
  X(Py_InitializeFromConfig)        \
  X(Py_PreInitialize)

struct ConfigSymbols {
#define GILDER_MEMBER(name) decltype(&::name) name;
  GILDER_CONFIG_FUNCTIONS(GILDER_MEMBER)
#undef GILDER_MEMBER

  explicit ConfigSymbols(const Library& library) {
#define GILDER_LOOK_UP(name) name = reinterpret_cast<decltype(&::name)>(library.symbol(#name));
    GILDER_CONFIG_FUNCTIONS(GILDER_LOOK_UP)
#undef GILDER_LOOK_UP
  }
};

class Config {
 public:
  explicit Config(const ConfigSymbols& python) : python_(python) {
    python_.PyConfig_InitIsolatedConfig(&config_);
  }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
  ~Config() { python_.PyConfig_Clear(&config_); }

  void fill(const core::StartOptions& options) {
    config_.install_signal_handlers = 0;  // Ctrl+C belongs to the application
    config_.write_bytecode = 0;           // the runtime may lie in a folder that nobody may write
    config_.parse_argv = 0;
    set(&config_.home, options.home);
    // Unset, these come from the first python3 on PATH, and multiprocessing would start that.
    set(&config_.program_name, options.executable);
    set(&config_.executable, options.executable);
    set(&config_.base_executable, options.executable);
    config_.module_search_paths_set = 1;
    for (const std::string& path : options.search_paths) append(path);
  }

  void initialise() { check(python_.Py_InitializeFromConfig(&config_)); }

  static void check(const ConfigSymbols& python, const PyStatus& status) {
    if (python.PyStatus_Exception(status) == 0) return;
    const std::string where = status.func == nullptr ? "" : std::string(" (") + status.func + ")";
    const std::string what = status.err_msg == nullptr ? "it gave no reason" : status.err_msg;
    throw Error{Error::Kind::start,
                "Python could not be started: " + what + where + ". Install the Python runtime again."};
  }

 private:
  void check(const PyStatus& status) { check(python_, status); }

  void set(wchar_t** field, const std::string& utf8) {
    check(python_.PyConfig_SetBytesString(&config_, field, utf8.c_str()));
  }

  void append(const std::string& utf8) {
    const auto free = [this](wchar_t* text) { python_.PyMem_RawFree(text); };
    const std::unique_ptr<wchar_t, decltype(free)> wide(python_.Py_DecodeLocale(utf8.c_str(), nullptr), free);
    if (wide == nullptr) {
      throw Error{Error::Kind::start, "The search path '" + utf8 + "' is not valid text. Rename the folder."};
    }
    check(python_.PyWideStringList_Append(&config_.module_search_paths, wide.get()));
  }

  const ConfigSymbols& python_;
  PyConfig config_{};
};

}  // namespace

std::string checked_version(const Library& library) {
  // The one function that may be called in any version, before anything else.
  const auto get_version = reinterpret_cast<decltype(&::Py_GetVersion)>(library.symbol("Py_GetVersion"));
  const std::string full = get_version();
  const std::string version = full.substr(0, full.find(' '));
  const std::string wanted = std::to_string(PY_MAJOR_VERSION) + "." + std::to_string(PY_MINOR_VERSION) + ".";
  if (version.compare(0, wanted.size(), wanted) != 0) {
    throw Error{Error::Kind::start, "The library '" + library.file() + "' is Python " + version +
                                        ", but this program needs Python " + wanted +
                                        "x. Choose a runtime with that version."};
  }
  return version;
}

void initialise(const Library& library, const core::StartOptions& options) {
  const ConfigSymbols python(library);
  PyPreConfig preconfig;
  python.PyPreConfig_InitIsolatedConfig(&preconfig);
  preconfig.utf8_mode = 1;  // also what makes the paths below UTF-8 on every system
  Config::check(python, python.Py_PreInitialize(&preconfig));

  Config config(python);
  config.fill(options);
  config.initialise();
}

}  // namespace gilder::python
