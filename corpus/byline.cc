#include "corpus/byline.h"

#include <algorithm>

#include "corpus/boilerplate.h"

namespace kartotek {
namespace {

// The small words in people's names.
bool is_particle(const DateToken& token) {
  for (const std::string_view particle :
       {"van", "von", "der", "de", "del", "di", "da", "bin", "ibn", "al", "el"})
    if (token.folded == particle) return true;
  return false;
}

}  // namespace

bool is_author(DateTokens tokens) {
  constexpr std::size_t most_words = 4;
  std::size_t words = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const DateToken& token = tokens[at];
    if (token.is_number()) return false;
    const bool initial = token.is(".") && at > 0 && tokens[at - 1].end - tokens[at - 1].begin <= 2;
    if (initial || token.is("'") || (token.is("-") && !token.spaced)) continue;
    if (!token.is_word()) return words >= 2 && is_short_sign(token);
    const bool particle = words > 0 && is_particle(token);
    if (!token.capital && !particle) return false;
    if (++words > most_words) return false;
  }
  return words >= 2;
}

bool ends_in_author(DateTokens tokens, std::size_t at, bool date_leads) {
  const std::size_t next = skip_signs(tokens, at);
  const std::size_t minutes = next + 1;
  if (minutes < tokens.size() && tokens[next].is_number() && tokens[next].digits <= 2)
    return tokens.size() - minutes <= 3 && phrase_at(DatePhrase::minutes, tokens, minutes) > 0;
  if (!date_leads || next == tokens.size()) return false;
  const std::size_t by = phrase_at(DatePhrase::byline, tokens, next);
  const DateTokens rest = tokens.subspan(next + by);
  if (by == 0 && next > at && rest.size() == 1)
    return rest[0].is_word() && rest[0].capital;  // a place, a topic
  return (by > 0 || next > at) && is_author(rest);
}

bool names_source(std::string_view line, DateTokens tokens) {
  constexpr std::size_t most_words = 3;
  const std::string_view name = line.substr(tokens.front().begin, tokens.back().end - tokens.front().begin);
  const auto is_name = [](const DateToken& token) {
    return token.is_word() && token.capital && token.month == 0;
  };
  return tokens.size() <= most_words && std::all_of(tokens.begin(), tokens.end(), is_name) &&
         boilerplate_of(name, true) == Boilerplate::none;
}

}  // namespace kartotek
