#include "corpus/date_lines.h"

#include <algorithm>

#include "corpus/lines.h"

namespace kartotek {

std::vector<DateLine> date_lines(std::string_view text, std::size_t limit) {
  text = head_of(text, limit);
  std::vector<DateLine> lines;
  for (const Line& found : lines_of(text)) {
    DateLine line{text_of(found, text), date_tokens(text_of(found, text))};
    if (!line.tokens.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

bool is_prose(const DateLine& line) {
  constexpr std::size_t shortest_paragraph = 120;  // bytes
  return line.text.size() >= shortest_paragraph;
}

namespace {

// "(Reuters)", "[Photo: AFP]" as the last thing in a line
bool ends_in_credit(DateTokens tokens) {
  constexpr std::size_t longest_credit = 10;  // tokens
  if (!tokens.empty() && tokens.back().is(".")) tokens = tokens.first(tokens.size() - 1);
  if (tokens.empty() || !(tokens.back().is(")") || tokens.back().is("]"))) return false;
  for (std::size_t back = 2; back <= std::min(longest_credit, tokens.size()); ++back) {
    const std::size_t at = tokens.size() - back;
    if (tokens[at].is("(") || tokens[at].is("[")) return false;
    if (phrase_at(DatePhrase::credit, tokens, at) > 0) return true;
  }
  return false;
}

}  // namespace

bool is_caption(const DateLine& line) {
  constexpr std::size_t longest_dateline = 14;  // tokens; those end in an agency's name too
  const DateTokens tokens = line.tokens;
  if (tokens.size() > longest_dateline && ends_in_credit(tokens)) return true;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const std::size_t length = phrase_at(DatePhrase::caption, tokens, at);
    const bool is_label = at < 2 || (at + 1 < tokens.size() && tokens[at + 1].is(":"));
    if (length > 1 || (length == 1 && is_label)) return true;
  }
  return false;
}

}  // namespace kartotek
