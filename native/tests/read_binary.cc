// For tests: what the headers of the files named on the command line say, a line of JSON each.
#include <cstdio>
#include <optional>
#include <string>

#include "python/binary.h"
#include "python/version.h"

namespace {

using gilder::python::Binary;
using gilder::python::BinaryFile;

const char* format_name(Binary::Format format) {
  switch (format) {
    case Binary::Format::elf:
      return "elf";
    case Binary::Format::pe:
      return "pe";
    case Binary::Format::mach_o:
      return "mach-o";
  }
  return "";
}

void show(const char* path) {
  BinaryFile file(path);
  try {
    const std::optional<Binary> binary = gilder::python::read_binary(file);
    if (!binary.has_value()) {
      std::puts("null");
      return;
    }
    const auto version = gilder::python::version_in(binary->name);
    std::printf(R"({"format":"%s","machine":"%s","shared":%s,"whole":%s,"name":"%s","python":"%s"})"
                "\n",
                format_name(binary->format), binary->machine.c_str(), binary->shared ? "true" : "false",
                binary->least_bytes <= file.size() ? "true" : "false", binary->name.c_str(),
                version.has_value() ? version->text().c_str() : "");
  } catch (const BinaryFile::CutOff&) {
    std::puts("\"cut off\"");
  }
}

}  // namespace

int main(int count, char** arguments) {
  for (int i = 1; i < count; ++i) show(arguments[i]);
}
