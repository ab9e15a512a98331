#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>
#include <windows.h>

#include "python/loader.h"

namespace gilder::python {
namespace {

namespace fs = std::filesystem;

std::string last_error() {
  const DWORD code = GetLastError();
  wchar_t* text = nullptr;
  const DWORD length = FormatMessageW(
      FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, nullptr,
      code, 0, reinterpret_cast<wchar_t*>(&text), 0, nullptr);
  const std::unique_ptr<wchar_t, decltype(&LocalFree)> owned(text, &LocalFree);
  std::wstring_view said(text == nullptr ? L"" : text, length);
  // It ends its sentence and the line; the sentence it goes into does that again.
  while (!said.empty() && (said.back() == L'\r' || said.back() == L'\n' || said.back() == L'.')) {
    said.remove_suffix(1);
  }
  const std::u8string utf8 = fs::path(said).u8string();
  return std::string(utf8.begin(), utf8.end()) + " (error " + std::to_string(code) + ")";
}

/// In the form that has no limit of 260 characters. Shorter paths stay as they are: this one shows in
/// `__file__` and in messages.
fs::path without_limit(fs::path path) {
  constexpr std::size_t kSafeLength = 240;
  path.make_preferred();
  const std::wstring& text = path.native();
  if (text.size() < kSafeLength || text.starts_with(LR"(\\?\)")) return path;
  if (text.starts_with(LR"(\\)")) return fs::path(LR"(\\?\UNC\)" + text.substr(2));
  return fs::path(LR"(\\?\)" + text);
}

/// Where conda's packages keep their libraries, in the order in which conda puts them on PATH.
std::vector<fs::path> library_folders(const fs::path& home) {
  const std::array<fs::path, 7> all{
      home,
      home / "Library" / "mingw-w64" / "bin",
      home / "Library" / "usr" / "bin",
      home / "Library" / "bin",
      home / "Scripts",
      home / "bin",
      home / "DLLs",
  };
  std::vector<fs::path> folders;
  for (const fs::path& folder : all) {
    std::error_code failed;
    if (fs::is_directory(without_limit(folder), failed)) folders.push_back(fs::path(folder).make_preferred());
  }
  return folders;
}

/// For libraries that load others by their bare name (MKL does), which only PATH helps to find.
void put_on_path(const std::vector<fs::path>& folders) {
  std::wstring path;
  for (const fs::path& folder : folders) path += folder.native() + L';';
  if (const wchar_t* before = _wgetenv(L"PATH")) path += before;
  _wputenv_s(L"PATH", path.c_str());
}

void prepare_search(const fs::path& home) {
  const std::vector<fs::path> folders = library_folders(home);
  // Added for good: extension modules need them whenever they are imported.
  for (const fs::path& folder : folders) AddDllDirectory(without_limit(folder).c_str());
  put_on_path(folders);
  // Older Pythons of conda search those folders only when told to.
  _wputenv_s(L"CONDA_DLL_SEARCH_MODIFICATION_ENABLE", L"1");
}

HMODULE load(const fs::path& file) {
  return LoadLibraryExW(without_limit(file).c_str(), nullptr,
                        LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
}

}  // namespace

void* load_library(const fs::path& file, const fs::path& home, std::string& reason) {
  prepare_search(home);
  const HMODULE library = load(file);
  if (library == nullptr) {
    reason = last_error();
    return nullptr;
  }
  // Extension modules of the stable ABI ask for it by its bare name: the first one in memory serves them, and
  // that must not be another Python's. It stays loaded.
  const fs::path stable = file.parent_path() / "python3.dll";
  std::error_code failed;
  if (fs::is_regular_file(without_limit(stable), failed)) load(stable);
  return reinterpret_cast<void*>(library);
}

void* find_symbol(void* library, const char* name, std::string& reason) {
  const FARPROC found = GetProcAddress(static_cast<HMODULE>(library), name);
  if (found == nullptr) reason = last_error();
  return reinterpret_cast<void*>(found);
}

void unload_library(void* library) { FreeLibrary(static_cast<HMODULE>(library)); }

void unset_variable(const char* name) { _putenv_s(name, ""); }

}  // namespace gilder::python
