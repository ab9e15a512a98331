// No code: holds config_layout.h against the headers this is compiled with. The addon is compiled with one
// version's; a test compiles this file alone with the headers of every Python on the machine.
#define GILDER_PYTHON_WHOLE_API
#include <cstddef>
#include <type_traits>

#include "python/api.h"
#include "python/config_layout.h"

namespace gilder::python {
namespace {

#if PY_MINOR_VERSION >= 11 && PY_MINOR_VERSION <= 13 && !defined(Py_GIL_DISABLED)

template <class Ours>
struct Theirs {
  using type = Ours;
};
template <>
struct Theirs<WideList> {
  using type = PyWideStringList;
};

// A field is in the list for this version exactly if the struct has it, with that type and at that place. The
// struct is a template's parameter, because only there an absent member is not an error.
#define GILDER_AGREES(kind, name, since, until, where)                                                \
  template <class Struct, std::size_t Count>                                                          \
  constexpr bool agrees_##name(const std::array<Field, Count>& fields) {                              \
    constexpr bool listed = Field{#name, 0, 1, since, until, System::where}.exists(PY_MINOR_VERSION); \
    if constexpr (listed && requires { sizeof(Struct::name); }) {                                     \
      using Type = typename Theirs<field::kind>::type;                                                \
      return std::is_same_v<decltype(Struct::name), Type> &&                                          \
             offset_of(fields, PY_MINOR_VERSION, #name) == offsetof(Struct, name);                    \
    } else {                                                                                          \
      return listed == requires { sizeof(Struct::name); };                                            \
    }                                                                                                 \
  }

namespace pre_config {
GILDER_PYPRECONFIG_FIELDS(GILDER_AGREES)
#define GILDER_ASSERT(kind, name, since, until, where) \
  static_assert(agrees_##name<PyPreConfig>(kPreConfigFields), "PyPreConfig." #name);
GILDER_PYPRECONFIG_FIELDS(GILDER_ASSERT)
#undef GILDER_ASSERT
static_assert(size_of(kPreConfigFields, PY_MINOR_VERSION) == sizeof(PyPreConfig));
}  // namespace pre_config

namespace config {
GILDER_PYCONFIG_FIELDS(GILDER_AGREES)
#define GILDER_ASSERT(kind, name, since, until, where) \
  static_assert(agrees_##name<PyConfig>(kConfigFields), "PyConfig." #name);
GILDER_PYCONFIG_FIELDS(GILDER_ASSERT)
#undef GILDER_ASSERT
// What builds for debugging and statistics have besides comes last, where nothing of ours is moved by it.
#if !defined(Py_DEBUG) && !defined(Py_STATS)
static_assert(size_of(kConfigFields, PY_MINOR_VERSION) == sizeof(PyConfig));
#endif
}  // namespace config

#undef GILDER_AGREES

static_assert(sizeof(WideList) == sizeof(PyWideStringList));
static_assert(offsetof(WideList, items) == offsetof(PyWideStringList, items));
static_assert(sizeof(Status) == sizeof(PyStatus));
static_assert(offsetof(Status, function) == offsetof(PyStatus, func));
static_assert(offsetof(Status, message) == offsetof(PyStatus, err_msg));
static_assert(offsetof(Status, exit_code) == offsetof(PyStatus, exitcode));

#endif

}  // namespace
}  // namespace gilder::python
