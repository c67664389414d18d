#include "corpus/country_reading.h"

#include <algorithm>

#include "corpus/country_rows.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

// Country names that are other words as well; alone they are no evidence of their country.
bool is_namesake(const std::string& word) {
  return word == "turkey" || word == "georgia" || has_word(Context::person, word) ||
         has_word(Context::turkish, word);
}

}  // namespace

CountryReading::CountryReading(std::string_view read, std::string_view in_language)
    : text(read),
      language(in_language),
      words(scan_words(text)),
      phrases(find_phrases(text, words, language)),
      spoken_of(country_rows().size()) {
  for (const CountryPhrase& phrase : phrases) {
    surfaces.push_back(phrase.last - phrase.first == 1 ? word(phrase.first) : std::string());
    const CountryLexicon::Sense& sense = *phrase.sense;
    if (sense.kind != CountryWord::none && !sense.in_company && !is_namesake(surfaces.back()))
      spoken_of[sense.country] = true;
  }
}

std::string CountryReading::word(std::size_t index) const {
  return fold(text.substr(words[index].begin, words[index].base_end - words[index].begin));
}

bool CountryReading::joined_to_next(std::size_t index) const {
  return index + 1 < words.size() && words[index + 1].joined;
}

bool CountryReading::only_space_between(std::size_t index) const {
  return joined_to_next(index) && words[index + 1].begin == words[index].end + 1 &&
         text[words[index].end] == ' ';
}

bool CountryReading::any_near(std::size_t index, std::size_t distance, Context context) const {
  const std::size_t begin = index - std::min(index, distance);
  const std::size_t end = std::min(words.size(), index + distance + 1);
  for (std::size_t i = begin; i < end; ++i)
    if (i != index && is(context, i)) return true;
  return false;
}

}  // namespace kartotek
