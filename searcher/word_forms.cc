#include "searcher/word_forms.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "corpus/countries.h"
#include "corpus/unicode.h"
#include "indexer/schema.h"
#include "indexer/suffixes.h"
#include "indexer/turkic_stem.h"
#include "searcher/name_cases.h"
#include "searcher/name_evidence.h"
#include "searcher/term_walk.h"

namespace kartotek {
namespace {

constexpr std::array stemmed_languages{Language::en, Language::tr, Language::az, Language::ru, Language::uk};

// The words of the index that are `base` with endings, of the first 2,000 that begin with it.
std::vector<std::string> inflected(const std::string& base, const Collection& collection) {
  constexpr std::size_t most = 2000;
  const bool is_mans = base.ends_with("ov") || base.ends_with("ev");
  std::vector<std::string> words;
  std::size_t seen = 0;
  for (TermWalk walk(collection, base); !walk.done() && seen < most; walk.next(), ++seen) {
    std::string word = walk.term();
    const std::string_view ending = std::string_view(word).substr(base.size());
    if (is_mans && ending.starts_with('a')) continue;  // Əliyeva
    if (is_apostrophe_suffix(base, ending, false)) words.push_back(std::move(word));
  }
  collection.look_up(words);
  return words;
}

void add_forms_of_name(const std::string& name, const Collection& collection,
                       std::vector<std::string>& terms) {
  add_if_indexed(name, collection, terms);
  for (std::string& word : inflected(name, collection))
    if (is_written_as_name(word, collection)) add_if_indexed(std::move(word), collection, terms);
}

// Where the stemmer takes the end of a word for an ending, or an ending for the end of a word: of polis also
// polisi, of savas savasi. Not of shorter words, with which too many others begin.
void add_forms_without_stem(const std::string& folded, const std::string& stem, const Collection& collection,
                            std::vector<std::string>& terms) {
  constexpr std::size_t shortest = 4;
  if (folded.size() < shortest) return;
  for (std::string& word : inflected(folded, collection))
    if (turkic_stem(word) != stem) add_if_indexed(std::move(word), collection, terms);
}

// The words of the index of which `name` may be a form with endings: of ankaranin ankara.
std::vector<std::string> bases_of(const std::string& name, const Collection& collection) {
  constexpr std::size_t shortest = 3;
  constexpr Xapian::doccount times_as_frequent = 3;
  std::vector<std::string> bases;
  const std::string stem = turkic_stem(name);
  const Xapian::doccount least = times_as_frequent * std::max(1U, collection.articles_with(name));
  for (std::size_t length = shortest; length < name.size(); ++length) {
    std::string base = name.substr(0, length);
    if (is_apostrophe_suffix(base, std::string_view(name).substr(length), false) &&
        turkic_stem(base) == stem && collection.articles_with(base) >= least &&
        is_written_as_name(base, collection))
      bases.push_back(std::move(base));
  }
  return bases;
}

// Cyrillic names: the cases that the index has of a nominative.
void add_slavic_cases(const std::string& name, const Collection& collection,
                      std::vector<std::string>& terms) {
  add_if_indexed(name, collection, terms);
  for (std::string& form : slavic_cases(name))
    if (!is_name_of_woman(form, name, collection)) add_if_indexed(std::move(form), collection, terms);
  // Искандеров are missiles where there are Искандеры; Иванов is another name than Иван.
  const auto has = [&](const char* ending) { return collection.has(name + ending); };
  if (has("ы") || has("ам") || has("ами") || has("ах")) add_if_indexed(name + "ов", collection, terms);
}

void add_forms_in_cyrillic(const std::string& name, const Collection& collection,
                           std::vector<std::string>& terms) {
  add_slavic_cases(name, collection, terms);
  for (const std::string& base : nominatives(name))
    if (collection.has(base) && is_written_as_name(base, collection) &&
        !is_name_of_woman(name, base, collection))
      add_slavic_cases(base, collection, terms);
}

// What Russian and Ukrainian stems take for an ending.
bool ends_like_surname(const std::string& folded) {
  constexpr std::array endings{"ов", "ев", "єв", "ин", "ын", "ін", "їн"};
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return folded.ends_with(ending); });
}

}  // namespace

bool is_country(const std::string& folded) {
  constexpr std::size_t longest_code = 3;  // "mac" is a match, not Macao
  return folded.size() > longest_code && country_code(folded);
}

bool is_name_of_woman(const std::string& folded, std::string_view base, const Collection& collection) {
  if (!looks_like_nominative(folded) || looks_like_nominative(base)) return false;
  constexpr std::size_t letter = 2;  // bytes
  const std::string trunk = folded.substr(0, folded.size() - letter);
  Xapian::doccount women = 0;
  for (const char* ending : {"ой", "ою", "ої", "ій", "ей", "ею"})
    women = std::max(women, collection.articles_with(trunk + ending));
  return women > 0 && women >= collection.articles_with(fold(base));
}

void add_if_indexed(std::string term, const Collection& collection, std::vector<std::string>& terms) {
  if (std::find(terms.begin(), terms.end(), term) == terms.end() && collection.has(term))
    terms.push_back(std::move(term));
}

void add_word_forms(const Word& word, bool is_name, const Collection& collection, const Analyzer& analyzer,
                    std::vector<std::string>& terms) {
  const std::string& folded = word.term;
  const auto is_base = [&] { return is_name || is_country(folded); };
  const auto is_any_name = [&] { return is_base() || is_known_as_name(folded, collection); };
  for (const Language language : stemmed_languages) {
    const std::string stem = analyzer.stem(folded, language);
    if (stem.empty()) continue;
    const std::string term = make_term(stem_prefix(code_of(language)), stem);
    const bool slavic = language == Language::ru || language == Language::uk;
    if (slavic && (is_name || is_known_as_name(folded, collection))) {
      add_forms_in_cyrillic(folded, collection, terms);
      if (ends_like_surname(folded)) continue;
    }
    const bool turkic = language == Language::tr || language == Language::az;
    if (turkic && collection.has(term) && is_any_name()) {
      add_forms_of_name(folded, collection, terms);
      if (is_base()) continue;
      for (const std::string& base : bases_of(folded, collection)) add_forms_of_name(base, collection, terms);
      continue;
    }
    add_if_indexed(term, collection, terms);
    if (turkic && collection.has(term)) add_forms_without_stem(folded, stem, collection, terms);
    if (language != Language::en || stem == folded || !word.exact.empty()) continue;
    // An English stem that is the word itself was posted as the word. That of a name may be a common word of
    // another language: of Kars kar, which is snow.
    if (collection.has(stem) && (is_written_as_name(stem, collection) || !is_any_name()))
      add_if_indexed(stem, collection, terms);
  }
}

}  // namespace kartotek
