#include "searcher/highlight.h"

#include <algorithm>
#include <cstdint>

#include "corpus/unicode.h"
#include "indexer/schema.h"

namespace kartotek {

std::string plain_term(const std::string& word_term) { return make_term(prefix::marked, word_term); }

// Longer terms, in bytes, may be cut by make_term(); they have one trait.
constexpr std::size_t surely_whole = 100;

inline std::size_t Highlighter::Terms::trait_of(std::string_view term) {
  if (term.size() > surely_whole) return 0;
  const auto first = static_cast<unsigned char>(term.front());
  const auto last = static_cast<unsigned char>(term.back());
  return (first * 31U + last * 7U + term.size() * 101U) % 1024;
}

inline const unsigned* Highlighter::Terms::find(std::string_view term) const {
  if (term.empty() || !traits_.test(trait_of(term))) return nullptr;
  return look_up(term);
}

const unsigned* Highlighter::Terms::look_up(std::string_view term) const {
  const auto found = term.size() > surely_whole ? numbers_.find(make_term({}, term)) : numbers_.find(term);
  return found == numbers_.end() ? nullptr : &found->second;
}

void Highlighter::Terms::add(std::string_view term, unsigned number) {
  numbers_.emplace(term, number);
  traits_.set(trait_of(term));
}

void Highlighter::Kinds::add(std::string_view term, unsigned number) {
  if (term.empty()) return;
  if (term.starts_with(prefix::marked)) return plains.add(term.substr(prefix::marked.size()), number);
  if (term.starts_with(prefix::exact)) return exacts.add(term.substr(prefix::exact.size()), number);
  if (!term.starts_with(prefix::stem)) return words.add(term, number);
  const std::size_t size = prefix::stem.size() + 1;
  stems[std::string(term.substr(0, size))].add(term.substr(size), number);
}

const unsigned* Highlighter::Kinds::find(const Word& word, const Terms* own_stems) const {
  const unsigned* found = words.find(word.term);
  if (!found && !exacts.empty()) found = exacts.find(word.exact);
  if (!found && !plains.empty() && word.exact.empty()) found = plains.find(word.term);
  if (!found && own_stems) found = own_stems->find(word.stem);
  return found;
}

Highlighter::Highlighter(const Highlights& highlights) {
  for (const auto& [term, number] : highlights.terms) terms_.add(term, number);
  for (const Highlights::Phrase& phrase : highlights.phrases) {
    Phrase& own = phrases_.emplace_back();
    own.concept_number = phrase.concept_number;
    for (const auto& place : phrase.places) {
      Kinds& terms = own.places.emplace_back();
      for (const std::string& term : place) terms.add(term, phrase.concept_number);
    }
  }
}

// Marks the phrase wherever its places are filled by tokens at positions one after the other.
void Highlighter::add_phrase(const Phrase& phrase, const std::vector<Token>& tokens,
                             std::vector<Match>& matches) {
  const auto fills = [&](const Token& token, std::size_t place) {
    return phrase.places[place].find(*token.word, nullptr) != nullptr;
  };
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    if (!fills(tokens[first], 0)) continue;
    std::vector<Span> spans{tokens[first].span};
    std::size_t next = first + 1;
    while (spans.size() < phrase.places.size()) {
      const std::uint32_t position = tokens[first].position + static_cast<std::uint32_t>(spans.size());
      while (next < tokens.size() &&
             (tokens[next].position < position ||
              (tokens[next].position == position && !fills(tokens[next], spans.size()))))
        ++next;
      if (next >= tokens.size() || tokens[next].position != position) break;
      spans.push_back(tokens[next].span);
    }
    if (spans.size() < phrase.places.size()) continue;
    for (const Span span : spans) matches.push_back({span, phrase.concept_number});
  }
}

std::vector<Match> Highlighter::matches(const std::vector<Token>& tokens, std::string_view language) const {
  std::vector<Match> all;
  const auto own_stems = terms_.stems.find(std::string(stem_prefix(language)));
  const Terms* const stems = own_stems == terms_.stems.end() ? nullptr : &own_stems->second;
  for (const Token& token : tokens)
    if (const unsigned* const number = terms_.find(*token.word, stems)) all.push_back({token.span, *number});
  for (const Phrase& phrase : phrases_) add_phrase(phrase, tokens, all);
  std::stable_sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<Match> apart;
  for (const Match& match : all)
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
