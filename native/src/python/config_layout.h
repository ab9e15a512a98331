// Where the fields of PyConfig and PyPreConfig lie, by version. The two structs are public but no part of the
// stable ABI: a version lays them out once and keeps that. From 3.14 on Python takes options by name instead
// (init_options.cc), so that this list is complete for good.
//
// config_layout_proof.cc holds every line of it against Python's own headers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace gilder::python {

/// PyWideStringList
struct WideList {
  std::ptrdiff_t length;
  wchar_t** items;
};

/// PyStatus
struct Status {
  int kind;
  const char* function;
  const char* message;
  int exit_code;
};

/// The types of fields, by the words that the lists below use.
namespace field {
using number = int;
using word = unsigned long;
using text = wchar_t*;
using list = WideList;
}  // namespace field

enum class System : std::uint8_t { any, windows };

struct Field {
  std::string_view name;
  std::size_t size;
  std::size_t alignment;
  int since;
  int until;
  System system;

  constexpr bool exists(int minor) const {
#ifdef _WIN32
    constexpr bool here = true;
#else
    const bool here = system == System::any;
#endif
    return here && since <= minor && minor <= until;
  }
};

// In the order of the structs: type, name, first and last minor version that has it, system.
// clang-format off: one field a line, as in a table, and no two of them joined.
#define GILDER_PYPRECONFIG_FIELDS(X)                     \
  X(number, _config_init, 11, 13, any)                   \
  X(number, parse_argv, 11, 13, any)                     \
  X(number, isolated, 11, 13, any)                       \
  X(number, use_environment, 11, 13, any)                \
  X(number, configure_locale, 11, 13, any)               \
  X(number, coerce_c_locale, 11, 13, any)                \
  X(number, coerce_c_locale_warn, 11, 13, any)           \
  X(number, legacy_windows_fs_encoding, 11, 13, windows) \
  X(number, utf8_mode, 11, 13, any)                      \
  X(number, dev_mode, 11, 13, any)                       \
  X(number, allocator, 11, 13, any)

#define GILDER_PYCONFIG_FIELDS(X)                  \
  X(number, _config_init, 11, 13, any)             \
  X(number, isolated, 11, 13, any)                 \
  X(number, use_environment, 11, 13, any)          \
  X(number, dev_mode, 11, 13, any)                 \
  X(number, install_signal_handlers, 11, 13, any)  \
  X(number, use_hash_seed, 11, 13, any)            \
  X(word, hash_seed, 11, 13, any)                  \
  X(number, faulthandler, 11, 13, any)             \
  X(number, tracemalloc, 11, 13, any)              \
  X(number, perf_profiling, 12, 13, any)           \
  X(number, import_time, 11, 13, any)              \
  X(number, code_debug_ranges, 11, 13, any)        \
  X(number, show_ref_count, 11, 13, any)           \
  X(number, dump_refs, 11, 13, any)                \
  X(text, dump_refs_file, 11, 13, any)             \
  X(number, malloc_stats, 11, 13, any)             \
  X(text, filesystem_encoding, 11, 13, any)        \
  X(text, filesystem_errors, 11, 13, any)          \
  X(text, pycache_prefix, 11, 13, any)             \
  X(number, parse_argv, 11, 13, any)               \
  X(list, orig_argv, 11, 13, any)                  \
  X(list, argv, 11, 13, any)                       \
  X(list, xoptions, 11, 13, any)                   \
  X(list, warnoptions, 11, 13, any)                \
  X(number, site_import, 11, 13, any)              \
  X(number, bytes_warning, 11, 13, any)            \
  X(number, warn_default_encoding, 11, 13, any)    \
  X(number, inspect, 11, 13, any)                  \
  X(number, interactive, 11, 13, any)              \
  X(number, optimization_level, 11, 13, any)       \
  X(number, parser_debug, 11, 13, any)             \
  X(number, write_bytecode, 11, 13, any)           \
  X(number, verbose, 11, 13, any)                  \
  X(number, quiet, 11, 13, any)                    \
  X(number, user_site_directory, 11, 13, any)      \
  X(number, configure_c_stdio, 11, 13, any)        \
  X(number, buffered_stdio, 11, 13, any)           \
  X(text, stdio_encoding, 11, 13, any)             \
  X(text, stdio_errors, 11, 13, any)               \
  X(number, legacy_windows_stdio, 11, 13, windows) \
  X(text, check_hash_pycs_mode, 11, 13, any)       \
  X(number, use_frozen_modules, 11, 13, any)       \
  X(number, safe_path, 11, 13, any)                \
  X(number, int_max_str_digits, 12, 13, any)       \
  X(number, cpu_count, 13, 13, any)                \
  X(number, pathconfig_warnings, 11, 13, any)      \
  X(text, program_name, 11, 13, any)               \
  X(text, pythonpath_env, 11, 13, any)             \
  X(text, home, 11, 13, any)                       \
  X(text, platlibdir, 11, 13, any)                 \
  X(number, module_search_paths_set, 11, 13, any)  \
  X(list, module_search_paths, 11, 13, any)        \
  X(text, stdlib_dir, 11, 13, any)                 \
  X(text, executable, 11, 13, any)                 \
  X(text, base_executable, 11, 13, any)            \
  X(text, prefix, 11, 13, any)                     \
  X(text, base_prefix, 11, 13, any)                \
  X(text, exec_prefix, 11, 13, any)                \
  X(text, base_exec_prefix, 11, 13, any)           \
  X(number, skip_source_first_line, 11, 13, any)   \
  X(text, run_command, 11, 13, any)                \
  X(text, run_module, 11, 13, any)                 \
  X(text, run_filename, 11, 13, any)               \
  X(text, sys_path_0, 13, 13, any)                 \
  X(number, _install_importlib, 11, 13, any)       \
  X(number, _init_main, 11, 13, any)               \
  X(number, _isolated_interpreter, 11, 11, any)    \
  X(number, _is_python_build, 11, 13, any)
// clang-format on

#define GILDER_FIELD(type, name, since, until, system) \
  Field{#name, sizeof(field::type), alignof(field::type), since, until, System::system},

inline constexpr auto kPreConfigFields = std::to_array<Field>({GILDER_PYPRECONFIG_FIELDS(GILDER_FIELD)});
inline constexpr auto kConfigFields = std::to_array<Field>({GILDER_PYCONFIG_FIELDS(GILDER_FIELD)});

#undef GILDER_FIELD

constexpr std::size_t aligned(std::size_t offset, std::size_t alignment) {
  return (offset + alignment - 1) / alignment * alignment;
}

template <std::size_t Count>
constexpr std::size_t offset_of(const std::array<Field, Count>& fields, int minor, std::string_view name) {
  std::size_t offset = 0;
  for (const Field& field : fields) {
    if (!field.exists(minor)) continue;
    offset = aligned(offset, field.alignment);
    if (field.name == name) return offset;
    offset += field.size;
  }
  throw std::out_of_range("this version has no such field");
}

template <std::size_t Count>
constexpr std::size_t size_of(const std::array<Field, Count>& fields, int minor) {
  std::size_t size = 0;
  std::size_t alignment = 1;
  for (const Field& field : fields) {
    if (!field.exists(minor)) continue;
    size = aligned(size, field.alignment) + field.size;
    alignment = alignment < field.alignment ? field.alignment : alignment;
  }
  return aligned(size, alignment);
}

}  // namespace gilder::python
