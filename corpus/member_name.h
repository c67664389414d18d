#pragma once

#include <string>
#include <string_view>

namespace kartotek {

// Whether a member of an archive so named would lie outside of the folder the archive is unpacked in:
// an absolute path, one of Windows too, or one with "..".
bool is_outside(std::string_view name);

// Whether a file or a folder on its path is hidden (".git/a.txt"), or what macOS adds ("__MACOSX/a.txt").
bool is_hidden(std::string_view name);

// `name` as an id can hold it: "./a//b.txt" is a/b.txt, and a byte that is no UTF-8, as old archives have
// them, becomes U+FFFD and two hexadecimal digits, as do the bytes of a U+FFFD in the name. So names
// of different files stay different.
std::string readable_name(std::string_view name);

}  // namespace kartotek
