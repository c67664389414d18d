#pragma once

#include <optional>
#include <string_view>

namespace kartotek {

// A line that counts the stories of a file: "=== Story 2 ===", "--- 2 ---".
struct StoryMark {
  std::string_view label;  // the bytes of the line up to the number
  int number = 0;
};

// The mark that `line` is, with three or more signs at both ends and a number of up to four digits before the
// last; nothing where it is none. Thread-safe.
std::optional<StoryMark> story_mark(std::string_view line);

}  // namespace kartotek
