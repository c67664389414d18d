#include "corpus/date_clue.h"

#include <algorithm>

namespace kartotek {

std::string quote_of(std::string_view text, DateTokens tokens) {
  constexpr std::size_t longest_quote = 160;
  if (tokens.empty()) return {};
  const std::size_t begin = tokens.front().begin;
  std::size_t end = tokens.front().end;
  for (const DateToken& token : tokens)
    if (token.end <= begin + longest_quote) end = token.end;
  std::string quote(text.substr(begin, end - begin));
  std::replace_if(
      quote.begin(), quote.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return quote;
}

}  // namespace kartotek
