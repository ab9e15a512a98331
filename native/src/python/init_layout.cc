#include <array>
#include <cstddef>
#include <memory>
#include <string>

#include "error.h"
#include "python/config_layout.h"
#include "python/settings.h"

namespace gilder::python {
namespace {

// More than any version needs: builds for debugging have fields that the list leaves out, at the end.
constexpr std::size_t kConfigRoom = 1024;
static_assert(size_of(kConfigFields, 11) + 256 <= kConfigRoom);
static_assert(size_of(kConfigFields, 12) + 256 <= kConfigRoom);
static_assert(size_of(kConfigFields, 13) + 256 <= kConfigRoom);
static_assert(size_of(kPreConfigFields, 13) + 256 <= kConfigRoom);

using Memory = std::array<std::byte, kConfigRoom>;

// The structs are bytes here, so Python's own declarations of these do not fit.
struct Functions {
  void (*config_clear)(void*);
  void (*config_isolated)(void*);
  Status (*config_set_text)(void*, wchar_t**, const char*);
  void (*pre_config_isolated)(void*);
  Status (*list_append)(WideList*, const wchar_t*);
  wchar_t* (*decode)(const char*, std::size_t*);
  void (*raw_free)(void*);
  Status (*pre_initialise)(const void*);
  Status (*initialise)(const void*);
  int (*is_exception)(Status);

  explicit Functions(const Library& library) {
    const auto look_up = [&library](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(library.symbol(name));
    };
    look_up(config_clear, "PyConfig_Clear");
    look_up(config_isolated, "PyConfig_InitIsolatedConfig");
    look_up(config_set_text, "PyConfig_SetBytesString");
    look_up(pre_config_isolated, "PyPreConfig_InitIsolatedConfig");
    look_up(list_append, "PyWideStringList_Append");
    look_up(decode, "Py_DecodeLocale");
    look_up(raw_free, "PyMem_RawFree");
    look_up(pre_initialise, "Py_PreInitialize");
    look_up(initialise, "Py_InitializeFromConfig");
    look_up(is_exception, "PyStatus_Exception");
  }

  void check(const Status& status) const {
    if (is_exception(status) == 0) return;
    const std::string where = status.function == nullptr ? "" : std::string(" (") + status.function + ")";
    const std::string what = status.message == nullptr ? "it gave no reason" : status.message;
    throw Error{Error::Kind::start,
                "Python could not be started: " + what + where + ". Install the Python runtime again."};
  }
};

class Config {
 public:
  Config(const Functions& python, int minor) : python_(python), minor_(minor) {
    python_.config_isolated(memory_.data());
  }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
  ~Config() { python_.config_clear(memory_.data()); }

  void fill(const Settings& settings) {
    for (const auto& [name, value] : settings.numbers) at<int>(name) = value;
    for (const auto& [name, value] : settings.texts) {
      python_.check(python_.config_set_text(memory_.data(), &at<wchar_t*>(name), value.c_str()));
    }
    at<int>("module_search_paths_set") = 1;
    for (const std::string& path : settings.search_paths) append(path);
  }

  void initialise() { python_.check(python_.initialise(memory_.data())); }

 private:
  template <class Type>
  Type& at(const char* name) {
    return *reinterpret_cast<Type*>(memory_.data() + offset_of(kConfigFields, minor_, name));
  }

  void append(const std::string& utf8) {
    const auto free = [this](wchar_t* text) { python_.raw_free(text); };
    const std::unique_ptr<wchar_t, decltype(free)> wide(python_.decode(utf8.c_str(), nullptr), free);
    if (wide == nullptr) {
      throw Error{Error::Kind::start, "The search path '" + utf8 + "' is not valid text. Rename the folder."};
    }
    python_.check(python_.list_append(&at<WideList>("module_search_paths"), wide.get()));
  }

  const Functions& python_;
  int minor_;
  alignas(std::max_align_t) Memory memory_{};
};

}  // namespace

void initialise_by_layout(const Library& library, const Settings& settings) {
  const Functions python(library);
  const int minor = library.version().minor;
  alignas(std::max_align_t) Memory pre_config{};
  python.pre_config_isolated(pre_config.data());
  // Also what makes the paths below UTF-8 on every system.
  *reinterpret_cast<int*>(pre_config.data() + offset_of(kPreConfigFields, minor, "utf8_mode")) = 1;
  python.check(python.pre_initialise(pre_config.data()));

  Config config(python, minor);
  config.fill(settings);
  config.initialise();
}

}  // namespace gilder::python
