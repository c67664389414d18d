#include "corpus/story_mark.h"

namespace kartotek {

std::optional<StoryMark> story_mark(std::string_view line) {
  constexpr std::size_t longest = 60;  // bytes
  constexpr std::size_t least_marks = 3;
  if (line.size() > longest) return std::nullopt;
  const std::size_t words = line.find_first_not_of("=-*_#~");
  const std::size_t end = line.find_last_not_of("=-*_#~");
  if (words == std::string_view::npos || words < least_marks || line.size() - 1 - end < least_marks)
    return std::nullopt;
  const std::size_t last = line.find_last_not_of(' ', end);
  const std::size_t digit = line.find_last_not_of("0123456789", last) + 1;
  if (digit > last || last - digit >= 4) return std::nullopt;
  int number = 0;
  for (std::size_t at = digit; at <= last; ++at) number = number * 10 + (line[at] - '0');
  return StoryMark{line.substr(0, digit), number};
}

}  // namespace kartotek
