#include "searcher/highlight.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

// The terms that a token is found under.
struct TokenTerms {
  std::string word;
  std::string stem;
  std::string exact;  // as spelt
};

TokenTerms terms_of(const Word& word, std::string_view stem_prefix) {
  return {make_term(prefix::word, word.term),
          word.stem.empty() ? std::string() : make_term(stem_prefix, word.stem),
          word.exact.empty() ? plain_term(make_term(prefix::word, word.term))
                             : make_term(prefix::exact, word.exact)};
}

bool has(const std::unordered_set<std::string>& terms, const Token& token) {
  const TokenTerms own = terms_of(*token.word, "");
  return terms.contains(own.word) || terms.contains(own.exact);
}

void add_words(const std::vector<Token>& tokens, std::string_view language, const Highlights& highlights,
               std::vector<Match>& matches) {
  const std::string_view stems = stem_prefix(language);
  for (const Token& token : tokens) {
    const TokenTerms own = terms_of(*token.word, stems);
    for (const std::string* term : {&own.word, &own.exact, &own.stem}) {
      const auto found = term->empty() ? highlights.terms.end() : highlights.terms.find(*term);
      if (found == highlights.terms.end()) continue;
      matches.push_back({token.span, found->second});
      break;
    }
  }
}

// Marks `phrase` wherever its places are filled by tokens at positions one after the other.
void add_phrase(const std::vector<Token>& tokens, const std::vector<std::unordered_set<std::string>>& phrase,
                unsigned concept_number, std::vector<Match>& matches) {
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    if (!has(phrase.front(), tokens[first])) continue;
    std::vector<Span> spans{tokens[first].span};
    std::size_t next = first + 1;
    while (spans.size() < phrase.size()) {
      const std::uint32_t position = tokens[first].position + static_cast<std::uint32_t>(spans.size());
      while (next < tokens.size() &&
             (tokens[next].position < position ||
              (tokens[next].position == position && !has(phrase[spans.size()], tokens[next]))))
        ++next;
      if (next >= tokens.size() || tokens[next].position != position) break;
      spans.push_back(tokens[next].span);
    }
    if (spans.size() < phrase.size()) continue;
    for (const Span span : spans) matches.push_back({span, concept_number});
  }
}

}  // namespace

std::string plain_term(const std::string& word_term) { return make_term(prefix::marked, word_term); }

void Highlights::keep_plain(const std::unordered_set<std::string>& words) {
  for (const std::string& word : words) {
    if (const auto found = terms.extract(word)) terms.emplace(plain_term(word), found.mapped());
    if (phrases.empty()) continue;
    for (std::unordered_set<std::string>& place : phrases.back())
      if (place.erase(word) > 0) place.insert(plain_term(word));
  }
}

std::vector<Match> find_matches(const std::vector<Token>& tokens, std::string_view language,
                                const Highlights& highlights) {
  std::vector<Match> matches;
  if (!highlights.terms.empty()) add_words(tokens, language, highlights, matches);
  for (std::size_t i = 0; i < highlights.phrases.size(); ++i)
    add_phrase(tokens, highlights.phrases[i], highlights.concepts + static_cast<unsigned>(i), matches);
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<Match> apart;
  for (const Match& match : matches)
    if (apart.empty() || match.span.begin >= apart.back().span.end) apart.push_back(match);
  return apart;
}

std::vector<std::pair<std::size_t, std::size_t>> in_code_points(std::string_view text,
                                                                const std::vector<Match>& matches) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  places.reserve(matches.size());
  std::size_t bytes = 0;
  std::size_t count = 0;
  const auto count_to = [&](std::size_t place) {
    count += count_code_points(text.substr(bytes, place - bytes));
    bytes = place;
    return count;
  };
  for (const Match& match : matches) {
    const std::size_t begin = count_to(match.span.begin);
    places.emplace_back(begin, count_to(match.span.end));
  }
  return places;
}

}  // namespace kartotek
