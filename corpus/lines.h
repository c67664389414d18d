#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// A line of some text that has something to see: the bytes [begin, end) from its first visible
// character to its last.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t blank_before = 0;  // how many blank lines stand right before it (capped)
};

// The lines of `text` that are not blank. LF, CR, CR LF, U+0085, U+2028, U+2029, form feed and
// vertical tab end a line. White space of any kind and invisible characters are no part of a line.
// Stops after the first `most` of them.
std::vector<Line> lines_of(std::string_view text, std::size_t most = SIZE_MAX);

inline std::string_view text_of(const Line& line, std::string_view text) {
  return text.substr(line.begin, line.end - line.begin);
}

// `text` with each run of white space (line ends too) as one space, none at its ends.
std::string one_line(std::string_view text);

// `line` without the mark that makes it a list item ("- ", "• ", "* ") or a Markdown heading ("## ").
std::string_view without_mark(std::string_view line);
bool has_bullet(std::string_view line);

// Whether `line` ends as a sentence does: . ! ? or …, quotes and brackets behind it allowed.
bool ends_sentence(std::string_view line);

bool begins_in_lower_case(std::string_view line);

bool has_letter(std::string_view text);

// Whether `line` says anything: "* * *" and "-----" do not.
bool has_letter_or_digit(std::string_view line);

// Whether line `i` of lines_of(text) goes on with a sentence of a text that was broken into lines of even
// length.
bool continues_sentence(const std::vector<Line>& lines, std::size_t i, std::string_view text);

// The first or last bytes of `text`, at most `bytes` of them, cut on a code point boundary.
std::string_view head_of(std::string_view text, std::size_t bytes);
std::string_view tail_of(std::string_view text, std::size_t bytes);

}  // namespace kartotek
