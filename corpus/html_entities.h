#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kartotek {

// A character reference of HTML such as &quot; &#8217; &#x2019; or, as old pages have it, &nbsp.
struct Entity {
  std::string text;         // what it stands for, in UTF-8; never empty
  std::size_t length = 0;   // in bytes, with & and ;
  bool terminated = false;  // by a semicolon
};

// The reference that begins at byte `at` of `text`, where an & stands; nothing where that & is only
// itself. Without its semicolon a name counts only if the standard lists it so, and nothing that
// could go on the name follows (&copy=1 in an address is no ©).
// Numbers as in the HTML standard: 128 to 159 are meant in windows-1252, and those that are no
// character become U+FFFD. Control characters become a space. Thread-safe.
std::optional<Entity> entity_at(std::string_view text, std::size_t at);

}  // namespace kartotek
