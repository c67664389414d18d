#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace kartotek {

// The parts of a header line: "date 2021-04-15 Title". Views into the line.
struct StoryHeader {
  std::string_view date;   // as written, which need not be a date
  std::string_view title;  // up to the end of the line; may be empty
};

// What `line` says as a header; nothing if it is none: the word "date" and something made of digits
// and dashes, dots or slashes must begin it, white space before them or not.
std::optional<StoryHeader> header_of(std::string_view line);

// The stories of a .txt or .md file in order, at least one for a text with any visible character, none
// for another. Each has its own part of `text`, unaltered; the parts one after another are all of
// `text`. Where the first line of a story (notices aside) is a header, title and date are from there;
// a date there that is none becomes a warning. Else the title is the first line that can be one, or
// the first sentence where the text begins with prose; "" where that is too long for a title.
// A text is split where another header begins, where a title stands again below its captions, where one is
// labelled as the first is ("Title:"), and at a separator line or three blank ones before what is clearly a
// story of its own, a title above a dateline or, behind a separator, a date; in doubt it stays whole.
// Ids, source and path are left empty. Linear in the text. Thread-safe.
std::vector<Article> split_stories(std::string_view text);

}  // namespace kartotek
