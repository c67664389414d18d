#pragma once

#include <string_view>
#include <vector>

#include "corpus/date_words.h"

namespace kartotek {

// One line of a text, with its tokens, whose offsets count from the start of the line.
struct DateLine {
  std::string_view text;
  std::vector<DateToken> tokens;
};

// The lines of `text` that hold any token; nothing is looked at behind `limit` bytes. Thread-safe.
std::vector<DateLine> date_lines(std::string_view text, std::size_t limit);

// Whether a line is as long as a paragraph, not as a heading, a label or an item of a list.
bool is_prose(const DateLine& line);

// Whether a line describes a picture: "... pose for a photo ...", "... 31 October 2021. (Reuters)".
bool is_caption(const DateLine& line);

}  // namespace kartotek
