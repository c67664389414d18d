#include "corpus/member_name.h"

#include <algorithm>

#include "corpus/decode.h"

namespace kartotek {
namespace {

constexpr std::string_view replacement = "\uFFFD";

// Calls `take` with every part of a path, until it says true; whether it did.
template <class Take>
bool any_part(std::string_view path, std::string_view separators, Take take) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find_first_of(separators, begin), path.size());
    if (take(path.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

std::string without_empty_parts(std::string_view name) {
  std::string path(name.starts_with('/') ? "/" : "");
  any_part(name, "/", [&](std::string_view part) {
    if (part.empty() || part == ".") return false;
    if (!path.empty() && path.back() != '/') path += '/';
    path += part;
    return false;
  });
  return path;
}

void append_escaped(std::string& to, char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  to += replacement;
  to += digits[value / 16U];
  to += digits[value % 16U];
}

}  // namespace

bool is_outside(std::string_view name) {
  const bool has_drive = name.size() >= 3 && name[1] == ':' && (name[2] == '/' || name[2] == '\\');
  return has_drive || name.starts_with('/') || name.starts_with('\\') ||
         any_part(name, "/\\", [](std::string_view part) { return part == ".."; });
}

bool is_hidden(std::string_view name) {
  return any_part(name, "/", [](std::string_view part) {
    return part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..");
  });
}

std::string readable_name(std::string_view name) {
  std::string path = without_empty_parts(name);
  if (find_ill_formed_utf8(path) == std::string::npos && path.find(replacement) == std::string::npos)
    return path;
  std::string readable;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t good = std::min({find_ill_formed_utf8(rest), rest.find(replacement), rest.size()});
    readable += rest.substr(0, good);
    rest.remove_prefix(good);
    const std::size_t bad =
        rest.starts_with(replacement) ? replacement.size() : std::min<std::size_t>(rest.size(), 1);
    for (const char byte : rest.substr(0, bad)) append_escaped(readable, byte);
    rest.remove_prefix(bad);
  }
  return readable;
}

}  // namespace kartotek
