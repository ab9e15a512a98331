#include "python/str.h"

#include <cstring>
#include <string>

namespace gilder::python {

std::string utf8_of(PyObject* string) {
  const Ref bytes = checked(api.PyUnicode_AsEncodedString(string, "utf-8", "backslashreplace"));
  char* data = nullptr;
  Py_ssize_t size = 0;
  checked(api.PyBytes_AsStringAndSize(bytes.get(), &data, &size));
  return {data, static_cast<std::size_t>(size)};
}

std::u16string utf16_of(PyObject* string) {
  // The call without arguments skips the search for a codec, but knows no surrogates.
  Ref bytes = Ref::take(api.PyUnicode_AsUTF16String(string));
  if (!bytes) {
    api.PyErr_Clear();
    bytes = checked(api.PyUnicode_AsEncodedString(string, "utf-16", "surrogatepass"));
  }
  char* data = nullptr;
  Py_ssize_t size = 0;
  checked(api.PyBytes_AsStringAndSize(bytes.get(), &data, &size));
  constexpr std::size_t kByteOrderMark = sizeof(char16_t);
  std::u16string text((static_cast<std::size_t>(size) - kByteOrderMark) / sizeof(char16_t), u'\0');
  std::memcpy(text.data(), data + kByteOrderMark, text.size() * sizeof(char16_t));
  return text;
}

std::string attribute_text(PyObject* object, const char* name) {
  const Ref value = checked(api.PyObject_GetAttrString(object, name));
  return utf8_of(value.get());
}

std::string type_name(PyObject* object) {
  return attribute_text(reinterpret_cast<PyObject*>(Py_TYPE(object)), "__name__");
}

}  // namespace gilder::python
