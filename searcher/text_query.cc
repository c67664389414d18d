#include "searcher/text_query.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <set>

#include "corpus/unicode.h"
#include "indexer/schema.h"
#include "searcher/every_document.h"
#include "searcher/name_spellings.h"
#include "searcher/side_by_side.h"
#include "searcher/spelling.h"
#include "searcher/variants.h"
#include "searcher/word_forms.h"

namespace kartotek {
namespace {

// What a word that is a phrase (load-bearing) counts for, beside its parts: 0.2 gave a mean average precision
// of 0.307 over cranfield, cisi, lisa and npl, 0.5 gave 0.305 and 1 gave 0.303.
constexpr double phrase_share = 0.2;

// `a`, or `b` where there is no `a`, but not their sum: names of one thing are no more evidence together than
// apart. (OP_MAX would say so, but Xapian 1.4.22 crashes on several of them in one query.)
Xapian::Query else_of(const Xapian::Query& a, const Xapian::Query& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {Xapian::Query::OP_OR, a, Xapian::Query(Xapian::Query::OP_AND_NOT, b, a)};
}

Xapian::Query in_title(const std::string& term) { return Xapian::Query(make_term(prefix::title, term)); }

// The term, but not where only the title has it.
Xapian::Query in_body(const std::string& term) {
  return {Xapian::Query::OP_AND_NOT, Xapian::Query(term), Xapian::Query(make_term(prefix::title_only, term))};
}

Xapian::Query in_field(const std::string& term, Field field) {
  if (field == Field::title) return in_title(term);
  return field == Field::body ? in_body(term) : Xapian::Query(term);
}

bool is_capitalised(std::string_view spelling) {
  std::size_t first = 0;
  return u_isupper(static_cast<UChar32>(next_code_point(spelling, first))) != 0;
}

// Whether a spelling has no small letter: ABŞ, which has no stem.
bool is_abbreviation(std::string_view spelling) {
  for (std::size_t at = 0; at < spelling.size();)
    if (u_islower(static_cast<UChar32>(next_code_point(spelling, at))) != 0) return false;
  return true;
}

// Whether a folded word is a name by the spellings that the table has of it.
bool is_name_in_table(const std::string& word, const std::vector<std::string>& variants) {
  return std::any_of(variants.begin(), variants.end(), [&](const std::string& variant) {
    return is_capitalised(variant) && fold(variant) == word;
  });
}

Xapian::Query either(const Xapian::Query& a, const Xapian::Query& b) {
  if (a.empty()) return b;
  return b.empty() ? a : Xapian::Query(Xapian::Query::OP_OR, a, b);
}

}  // namespace

QueryText TextQueries::analyse(std::string_view text) {
  QueryText result;
  std::uint32_t last = 0;
  for (const Token& token : analyzer_.tokens(text)) {
    if (token.part) continue;
    if (token.spans) {
      result.wholes.push_back(*token.word);
      result.is_one |= token.span.begin == 0 && token.span.end == text.size();
      continue;
    }
    if (token.position != last) result.positions.emplace_back();
    last = token.position;
    result.positions.back().push_back(*token.word);
  }
  return result;
}

Xapian::Query TextQueries::any_of(const std::vector<std::string>& terms, Field field) const {
  std::vector<Xapian::Query> words;
  words.reserve(terms.size());
  for (const std::string& term : terms) words.push_back(in_field(term, field));
  return scoring_.as_one(words);
}

std::vector<std::string> TextQueries::word_terms(const Word& word, bool with_stems) {
  std::vector<std::string> terms{make_term(prefix::word, word.term)};
  if (exact_) return terms;
  const std::vector<std::string>& inflected = variants_of_inflected(
      word.term, [this](std::string_view form, Language language) { return analyzer_.stem(form, language); });
  const std::vector<std::string>& variants = inflected.empty() ? variants_of(word.term) : inflected;
  if (with_stems) add_word_forms(word, is_name_in_table(word.term, variants), collection_, analyzer_, terms);
  const std::size_t own = terms.size();
  for (const std::string& variant : variants) {
    const QueryText text = analyse(variant);
    if (text.positions.size() != 1) continue;
    for (const Word& form : text.positions.front()) {
      add_if_indexed(make_term(prefix::word, form.term), collection_, terms);
      if (with_stems && !is_abbreviation(variant))
        add_word_forms(form, is_capitalised(variant), collection_, analyzer_, terms);
    }
  }
  for (const std::string& spelling : other_spellings(word)) {
    if (std::find(terms.begin(), terms.end(), spelling) != terms.end()) continue;
    terms.push_back(spelling);
    if (with_stems) doubtful_.insert(word.term);
  }
  note_expansion(word.term, {terms.begin() + static_cast<std::ptrdiff_t>(own), terms.end()});
  return terms;
}

const std::vector<std::string>& TextQueries::other_spellings(const Word& word) {
  const auto [known, is_new] = spellings_.try_emplace(word.exact.empty() ? word.term : word.exact);
  if (is_new && !word.stop) known->second = spellings_of_name(word, collection_);
  return known->second;
}

// How much of a word's weight is kept for where it stands as asked for, the first of `terms`.
double TextQueries::share_as_spelt(const std::vector<Word>& forms, const std::vector<std::string>& terms) {
  if (has_doubtful_spellings(forms)) return 0.25;  // Umerov may be another man than Umarov
  // Stems cut off letters that belong to the word: ordu (army) meets orta (middle). On xquad_tr 0.1 gave a
  // mean average precision of 0.938, nothing and 0.25 gave 0.936 and 0.937.
  const auto is_turkic = [](const std::string& term) {
    return term.starts_with(stem_prefix("tr")) || term.starts_with(stem_prefix("az"));
  };
  return std::any_of(terms.begin(), terms.end(), is_turkic) && collection_.has(terms.front()) ? 0.1 : 0;
}

bool TextQueries::has_doubtful_spellings(const std::vector<Word>& forms) const {
  return std::any_of(forms.begin(), forms.end(),
                     [this](const Word& form) { return doubtful_.contains(form.term); });
}

void TextQueries::note_expansion(const std::string& from, const std::vector<std::string>& terms) {
  Expansion expansion{.from = from, .to = {}};
  for (const std::string& term : terms)
    if (term.front() < 'A' || term.front() > 'Z') expansion.to.push_back(term);
  if (expansion.to.empty()) return;
  if (std::find(notes_.expansions.begin(), notes_.expansions.end(), expansion) == notes_.expansions.end())
    notes_.expansions.push_back(std::move(expansion));
}

void TextQueries::highlight(const std::vector<std::vector<std::string>>& positions) {
  const unsigned concept_number = notes_.highlights.concepts++;
  if (positions.size() == 1) {
    for (const std::string& term : positions.front()) notes_.highlights.terms.emplace(term, concept_number);
    return;
  }
  Highlights::Phrase& phrase = notes_.highlights.phrases.emplace_back();
  phrase.concept_number = concept_number;
  for (const std::vector<std::string>& terms : positions)
    phrase.places.emplace_back(terms.begin(), terms.end());
}

Xapian::Query TextQueries::any_term(const std::vector<std::string>& terms, Field field) {
  return side_by_side({terms}, field);
}

Xapian::Query TextQueries::side_by_side(const std::vector<std::vector<std::string>>& positions, Field field) {
  highlight(positions);
  return placed(positions, field);
}

Xapian::Query TextQueries::placed(const std::vector<std::vector<std::string>>& positions, Field field) {
  if (positions.size() == 1) return any_of(positions.front(), field);
  Xapian::Query query;
  if (field != Field::title) query = phrase_query({positions, Part::body}, scoring_);
  return field == Field::body ? query : either(query, phrase_query({positions, Part::title}, scoring_));
}

Xapian::Query TextQueries::word(std::string_view text, Field field) {
  const QueryText analysed = analyse(text);
  if (analysed.positions.empty()) return {};
  Xapian::Query query;
  if (analysed.positions.size() == 1) {
    std::vector<std::string> terms;
    for (const Word& form : analysed.positions.front())
      for (std::string& term : word_terms(form, true))
        if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
    query = any_term(terms, field);
    const double share = exact_ ? 0 : share_as_spelt(analysed.positions.front(), terms);
    if (share > 0)
      query = {Xapian::Query::OP_OR, Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 1 - share),
               Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, any_of({terms.front()}, field), share)};
  } else {
    query = {Xapian::Query::OP_SCALE_WEIGHT, side_by_side(phrase_terms(text), field), phrase_share};
  }
  for (const Word& whole : analysed.wholes) {
    std::vector<std::string> terms;
    add_if_indexed(make_term(prefix::word, whole.term), collection_, terms);
    if (!terms.empty()) query = either(query, any_term(terms, field));
  }
  return exact_ ? query : else_of(query, variants(text, field));
}

Xapian::Query TextQueries::parts(std::string_view text, Field field) {
  const QueryText analysed = analyse(text);
  std::vector<Xapian::Query> words;
  if (analysed.positions.size() > 1)
    for (const std::vector<Word>& forms : analysed.positions)
      if (!forms.front().stop) words.push_back(any_term(word_terms(forms.front(), true), field));
  return words.empty() ? Xapian::Query() : Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end());
}

bool TextQueries::is_known(std::string_view text) {
  const QueryText analysed = analyse(text);
  for (const std::vector<Word>& forms : analysed.positions)
    for (const Word& form : forms)
      if (collection_.has(make_term(prefix::word, form.term))) return true;
  for (const std::vector<Word>& forms : analysed.positions)
    for (const Word& form : forms)
      if (word_terms(form, true).size() > 1) return true;
  return !variants(text, Field::any).empty();
}

Xapian::Query TextQueries::variants(std::string_view text, Field field) {
  std::vector<Xapian::Query> others;
  std::vector<std::string> single;
  std::set<std::vector<std::vector<std::string>>> seen;
  std::vector<std::string> spellings = variants_of(text);
  if (std::string other = other_designator(text); !other.empty()) spellings.push_back(std::move(other));
  for (const std::string& variant : spellings) {
    const QueryText analysed = analyse(variant);
    if (analysed.positions.empty() || fold(variant) == fold(text)) continue;
    if (analysed.positions.size() == 1) {
      add_if_indexed(make_term(prefix::word, analysed.positions.front().front().term), collection_, single);
      continue;
    }
    std::vector<std::vector<std::string>> positions;
    for (const std::vector<Word>& forms : analysed.positions) {
      std::vector<std::string> terms;
      add_if_indexed(make_term(prefix::word, forms.front().term), collection_, terms);
      positions.push_back(std::move(terms));
    }
    const auto missing = [](const std::vector<std::string>& terms) { return terms.empty(); };
    if (std::any_of(positions.begin(), positions.end(), missing)) continue;
    if (!seen.insert(positions).second) continue;  // air defence, air-defence
    others.push_back(side_by_side(positions, field));
    note_expansion(fold(text), {fold(variant)});
  }
  // The single words that stand for one word are in its own terms already.
  const bool several_words = analyse(text).positions.size() > 1;
  if (several_words && !single.empty()) {
    others.push_back(any_term(single, field));
    note_expansion(fold(text), single);
  }
  return others.empty() ? Xapian::Query() : synonym_query(others, scoring_);
}

Xapian::Query TextQueries::phrase(std::string_view text, Field field) {
  std::vector<std::vector<std::string>> positions = phrase_terms(text);
  return positions.empty() ? Xapian::Query() : side_by_side(positions, field);
}

std::vector<std::vector<std::string>> TextQueries::phrase_terms(std::string_view text) {
  std::vector<std::vector<std::string>> positions;
  for (const std::vector<Word>& forms : analyse(text).positions) {
    std::vector<std::string>& terms = positions.emplace_back();
    for (const Word& form : forms)
      for (std::string& term : word_terms(form, false)) terms.push_back(std::move(term));
  }
  return positions;
}

std::vector<std::vector<std::string>> TextQueries::near_terms(std::string_view text) {
  std::vector<std::vector<std::string>> positions = phrase_terms(text);
  if (!positions.empty()) highlight(positions);  // several words where all of them stand
  return positions;
}

Xapian::Query TextQueries::exact(std::string_view text, Field field) {
  std::vector<std::vector<std::string>> positions;
  std::vector<std::vector<std::string>> marks;
  std::vector<Xapian::Query> conditions;
  for (const std::vector<Word>& forms : analyse(text).positions) {
    const Word& word = forms.front();
    const std::string marked = make_term(prefix::exact, word.exact.empty() ? word.term : word.exact);
    if (!word.exact.empty()) {
      positions.push_back({marked});
      marks.push_back({marked});
      continue;
    }
    // A plain word: where the article has it with diacritics too, it says so by a term.
    positions.push_back({make_term(prefix::word, word.term)});
    marks.push_back({plain_term(positions.back().front())});
    conditions.emplace_back(Xapian::Query::OP_OR, Xapian::Query(marked),
                            Xapian::Query(Xapian::Query::OP_AND_NOT, every_document(),
                                          Xapian::Query(make_term(prefix::marked, word.term))));
  }
  if (positions.empty()) return {};
  highlight(marks);
  Xapian::Query query = placed(positions, field);
  for (const Xapian::Query& condition : conditions) query = {Xapian::Query::OP_FILTER, query, condition};
  return query;
}

std::vector<std::string> TextQueries::vocabulary(const std::string& start, std::size_t at) {
  constexpr std::size_t most = 2000;
  std::vector<std::string> terms;
  for (auto term = collection_.database().allterms_begin(start);
       term != collection_.database().allterms_end(start); ++term) {
    terms.push_back(*term);
    if (terms.size() > most)
      throw QueryError("too_many_words", fmt::format("more than {} words begin with {}", most, start), at,
                       "give more letters before the *");
  }
  return terms;
}

Xapian::Query TextQueries::prefix(std::string_view text, Field field, std::size_t at) {
  const QueryText analysed = analyse(text);
  if (analysed.positions.empty()) return {};
  // Turkish-Azer* is a phrase whose last word is only begun.
  std::vector<std::vector<std::string>> positions;
  for (std::size_t i = 0; i + 1 < analysed.positions.size(); ++i)
    positions.push_back({make_term(prefix::word, analysed.positions[i].front().term)});
  positions.push_back(vocabulary(analysed.positions.back().front().term, at));
  return positions.back().empty() ? match_nothing() : side_by_side(positions, field);
}

Xapian::Query TextQueries::fuzzy(std::string_view text, Field field) {
  const QueryText analysed = analyse(text);
  if (analysed.positions.size() != 1) return word(text, field);
  const std::string& wanted = analysed.positions.front().front().term;
  std::vector<std::string> terms = similar_words(collection_, wanted, count_code_points(wanted) < 6 ? 1 : 2);
  note_expansion(wanted, terms);
  if (terms.empty()) return match_nothing();
  return any_term(terms, field);
}

}  // namespace kartotek
