#include "searcher/name_spellings.h"

#include <algorithm>
#include <string_view>

#include "corpus/unicode.h"
#include "indexer/names.h"
#include "indexer/schema.h"
#include "indexer/turkic_stem.h"
#include "searcher/name_cases.h"
#include "searcher/name_evidence.h"
#include "searcher/variants.h"
#include "searcher/word_forms.h"

namespace kartotek {
namespace {

// Whether an article in Turkish or Azerbaijani has the folded word, so that its end may be an ending.
bool is_turkic_word(const std::string& folded, const Collection& collection) {
  const std::string stem = turkic_stem(folded);
  return collection.has(make_term(stem_prefix("tr"), stem)) ||
         collection.has(make_term(stem_prefix("az"), stem));
}

// Shorter names are like too many words.
bool is_long_enough(std::string_view name, std::size_t least_consonants) {
  const std::vector<std::string> keys = name_keys(name);
  if (keys.empty()) return false;
  return keys.front().size() -
             static_cast<std::size_t>(std::count(keys.front().begin(), keys.front().end(), 'a')) >=
         least_consonants;
}

// Whether a word in Latin letters that looks like a case of `base` is one: by the articles, which write both
// as names and have the base more often, or by the look of the base.
bool is_turkic_case(const std::string& folded, const std::string& base, const Collection& collection) {
  if (!is_long_enough(base, 3) || !is_turkic_word(folded, collection)) return false;
  const std::string folded_base = fold(base);
  const bool is_surname = base.ends_with("ov") || base.ends_with("ev");
  if (!is_surname && collection.articles_with(folded_base) < collection.articles_with(folded)) return false;
  return is_seen_as_name(folded, collection) && is_written_as_name(folded_base, collection);
}

// Whether the other word is a country's name and this one is none: Turgay is not Türkiyə, which would drown
// him. (Koreyaya is Koreya with an ending.)
bool is_country_alone(std::string_view other, std::string_view name) {
  const std::string folded_other = fold(other);
  const std::string folded_name = fold(name);
  return is_country(folded_other) && !is_country(folded_name) && !folded_name.starts_with(folded_other);
}

// Whether `form`, in lower case, is a case of the name; of a word that may be a woman's, if nothing speaks
// against that.
bool is_case_of(std::string_view name, const Spelling& spelling, const std::string& form,
                const Collection& collection) {
  const std::vector<std::string> bases = nominatives(form);
  return std::any_of(bases.begin(), bases.end(), [&](const std::string& base) {
    if (!spelling.is_name_of(base) || is_country_alone(base, name)) return false;
    const std::string folded = fold(form);
    if (is_ascii(folded)) return is_turkic_case(folded, base, collection);
    return is_long_enough(base, 2) && !is_name_of_woman(folded, base, collection);
  });
}

std::vector<std::string> terms_of(const std::vector<std::string>& names) {
  std::vector<std::string> terms;
  terms.reserve(names.size());
  for (const std::string& name : names) terms.push_back(make_term(prefix::word, fold(name)));
  return terms;
}

// The words of the index that are spellings or cases of a nominative.
std::vector<std::string> found_for(std::string_view name, const Collection& collection) {
  const std::vector<std::string> keys = name_keys(name);
  if (keys.empty()) return {};
  const Spelling spelling(name);
  std::vector<std::string> names;
  for (const std::string& key : keys)
    for (const std::string& other : collection.names_of_key(key))
      if (spelling.is_name_of(other) && !is_country_alone(other, name)) names.push_back(other);
  for (const std::string& key : keys)
    for (const std::string& with_ending : keys_of_cases(key))
      for (const std::string& other : collection.names_of_key(with_ending))
        if ((key == keys.front() || !is_ascii(fold(other))) && is_case_of(name, spelling, other, collection))
          names.push_back(other);
  return terms_of(names);
}

// The same for a word that is a case itself.
std::vector<std::string> found_for_case(const std::string& written, const std::string& term,
                                        const Collection& collection) {
  std::vector<std::string> terms;
  if (!is_written_as_name(term, collection)) return terms;
  for (const std::string& base : nominatives(written)) {
    const bool is_latin = is_ascii(term);
    if (is_latin && !is_turkic_case(term, base, collection)) continue;
    // Марина is nobody's genitive where Марин is not found as often.
    if (looks_like_nominative(term) &&
        (!collection.has(fold(base)) ||
         collection.articles_with(fold(base)) < collection.articles_with(term) ||
         is_name_of_woman(term, base, collection)))
      continue;
    for (std::string& found : found_for(base, collection)) terms.push_back(std::move(found));
    if (is_latin) break;
  }
  return terms;
}

}  // namespace

std::vector<std::string> spellings_of_name(const Word& word, const Collection& collection) {
  const std::string& written = word.exact.empty() ? word.term : word.exact;
  const std::string own = make_term(prefix::word, word.term);
  const auto without_own = [&](std::vector<std::string> found) {
    std::erase(found, own);
    return found;
  };
  // (To look at articles elsewhere takes longer than to look for what may be in vain.)
  const auto is_name = [&] { return is_written_as_name(own, collection); };
  if (collection.is_local() && collection.has(own) && !is_name()) return {};
  std::vector<std::string> found = without_own(found_for(written, collection));
  // What Latin copy has as it stands is no case: Баку, Шойгу.
  const bool is_nominative = !is_ascii(word.term) && std::any_of(found.begin(), found.end(), is_ascii);
  if (!is_nominative && variants_of(word.term).empty())
    for (std::string& other : without_own(found_for_case(written, word.term, collection)))
      found.push_back(std::move(other));
  if (found.empty() || !is_name()) return {};
  std::vector<std::string> terms;
  collection.look_up(found);
  for (std::string& term : found)
    if (is_written_as_name(term, collection)) add_if_indexed(std::move(term), collection, terms);
  return terms;
}

}  // namespace kartotek
