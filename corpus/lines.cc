#include "corpus/lines.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

// Bytes that may begin a line end; all others are skipped at one look each.
constexpr auto line_end_bytes = [] {
  std::array<bool, 256> may{};
  for (const int byte : {0x0A, 0x0B, 0x0C, 0x0D, 0xC2, 0xE2}) may[static_cast<std::size_t>(byte)] = true;
  return may;
}();

// How many bytes the line end at `at` has; 0 if there is none.
std::size_t line_end_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  if (rest[0] == '\r') return rest.starts_with("\r\n") ? 2 : 1;
  if (rest[0] >= '\n' && rest[0] <= '\f') return 1;
  if (rest.starts_with("\xC2\x85")) return 2;
  return rest == "\u2028" || rest == "\u2029" ? 3 : 0;
}

bool is_space(char32_t code_point) {
  if (code_point < 0x80) return code_point <= ' ';
  return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0;
}

bool is_nothing_to_see(char32_t code_point) { return is_space(code_point) || is_invisible(code_point); }

// Where the code point before `at` begins. Requires at > 0.
std::size_t previous(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && is_continuation(text[at]));
  return at;
}

Line trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    std::size_t next = begin;
    if (!is_nothing_to_see(next_code_point(text, next))) break;
    begin = next;
  }
  while (end > begin) {
    const std::size_t last = previous(text, end);
    std::size_t next = last;
    if (!is_nothing_to_see(next_code_point(text, next))) break;
    end = last;
  }
  return {begin, end, 0};
}

}  // namespace

std::vector<Line> lines_of(std::string_view text, std::size_t most) {
  constexpr std::uint32_t most_blank_lines = 1000;
  std::vector<Line> lines;
  std::uint32_t blank = 0;
  std::size_t begin = 0;
  const auto finish = [&](std::size_t end) {
    Line line = trimmed(text, begin, end);
    if (line.begin == line.end) {
      blank = std::min(blank + 1, most_blank_lines);
      return;
    }
    line.blank_before = blank;
    blank = 0;
    lines.push_back(line);
  };
  for (std::size_t at = 0; at < text.size() && lines.size() < most;) {
    const std::size_t length =
        line_end_bytes[static_cast<unsigned char>(text[at])] ? line_end_at(text, at) : 0;
    if (length == 0) {
      ++at;
      continue;
    }
    finish(at);
    at += length;
    begin = at;
  }
  if (lines.size() < most) finish(text.size());
  return lines;
}

std::string one_line(std::string_view text) {
  std::string line;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_space(next_code_point(text, at))) {
      gap = true;
      continue;
    }
    if (gap && !line.empty()) line.push_back(' ');
    gap = false;
    line.append(text.substr(begin, at - begin));
  }
  return line;
}

std::string_view without_mark(std::string_view line) {
  const std::size_t text = line.find_first_not_of('#');
  if (text != std::string_view::npos && text > 0 && text <= 6 && line[text] == ' ') {
    line.remove_prefix(text);
  }
  for (const std::string_view mark : {"-", "*", "•", "·", "–", "▪", "●", "►", ">"}) {
    if (line.starts_with(mark) && (line.substr(mark.size()).starts_with(' ') ||
                                   line.substr(mark.size()).starts_with('\t') || mark.size() > 1)) {
      line.remove_prefix(mark.size());
      break;
    }
  }
  const std::size_t first = line.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view() : line.substr(first);
}

bool has_bullet(std::string_view line) {
  return !line.starts_with('#') && without_mark(line).size() != line.size();
}

bool ends_sentence(std::string_view line) {
  for (std::size_t end = line.size(); end > 0;) {
    const std::size_t last = previous(line, end);
    std::size_t next = last;
    const char32_t c = next_code_point(line, next);
    if (c == '.' || c == '!' || c == '?' || c == U'…') return true;
    const bool closes = c == '"' || c == '\'' || c == ')' || c == ']' || c == U'”' || c == U'’' ||
                        c == U'»' || c == U'“' || is_nothing_to_see(c);
    if (!closes) return false;
    end = last;
  }
  return false;
}

bool begins_in_lower_case(std::string_view line) {
  std::size_t at = 0;
  return !line.empty() && u_islower(static_cast<UChar32>(next_code_point(line, at))) != 0;
}

namespace {

// Bytes of the lines that paragraphs are broken into.
constexpr std::size_t least_even = 40;
constexpr std::size_t most_even = 90;

bool begins_paragraph(const std::vector<Line>& lines, std::size_t i, std::string_view text) {
  if (i == 0 || lines[i].blank_before > 0) return true;
  const std::string_view before = text_of(lines[i - 1], text);
  return before.size() < least_even || before.size() > most_even || ends_sentence(before);
}

}  // namespace

bool continues_sentence(const std::vector<Line>& lines, std::size_t i, std::string_view text) {
  if (begins_paragraph(lines, i, text)) return false;
  return begins_in_lower_case(text_of(lines[i], text)) || !begins_paragraph(lines, i - 1, text);
}

bool has_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (u_isalpha(static_cast<UChar32>(next_code_point(text, at))) != 0) return true;
  }
  return false;
}

bool has_letter_or_digit(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (u_isalnum(static_cast<UChar32>(next_code_point(line, at))) != 0) return true;
  }
  return false;
}

std::string_view head_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_continuation(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

std::string_view tail_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t begin = text.size() - bytes;
  while (begin < text.size() && is_continuation(text[begin])) ++begin;
  return text.substr(begin);
}

}  // namespace kartotek
