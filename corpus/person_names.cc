#include "corpus/person_names.h"

#include <string>

namespace kartotek {
namespace {

// Whether `word`, folded, is a leader's given name in a case of Russian or Ukrainian: Ильхамом, Сергея,
// Дмитром.
bool is_declined_given_name(std::string_view word) {
  for (const std::string_view ending : {"а", "у", "е", "і", "ом", "ем", "єм", "я", "ю", "ові", "єві"}) {
    if (!word.ends_with(ending)) continue;
    const std::string stem(word.substr(0, word.size() - ending.size()));
    for (const std::string_view nominative : {"", "й", "о"})
      if (has_word(Context::leader_given, stem + std::string(nominative))) return true;
  }
  return false;
}

}  // namespace

PersonNames::PersonNames(const CountryReading& reading) : in_(reading) {
  for (std::size_t i = 0; i < in_.phrases.size(); ++i) {
    if (is_person_in_full(i)) persons_.insert(in_.surfaces[i]);
    note_leader(i);
  }
}

// Michael Jordan, Rep. Washington.
bool PersonNames::follows_given_name(const CountryPhrase& phrase) const {
  std::size_t before = phrase.first;
  if (before == 0 || !in_.words[before].joined || !in_.is(Context::surname, before)) return false;
  --before;
  const bool initial = in_.words[before].capital && in_.words[before].end - in_.words[before].begin == 1;
  if (initial && before > 0 && in_.words[before].joined) --before;
  return in_.words[before].capital && in_.is(Context::given, before);
}

// Chad Smith: a capitalised word that is neither in the lexicon nor a word for what a state has.
bool PersonNames::precedes_surname(std::size_t index) const {
  const CountryPhrase& phrase = in_.phrases[index];
  const ScannedWord& here = in_.words[phrase.first];
  if (here.title_line || here.capital_line || here.base_end != here.end ||
      !in_.only_space_between(phrase.first))
    return false;
  const ScannedWord& next = in_.words[phrase.last];
  if (!next.capital || next.upper || in_.is(Context::realm, phrase.last)) return false;
  return index + 1 == in_.phrases.size() || in_.phrases[index + 1].first != phrase.last;
}

bool PersonNames::is_person_in_full(std::size_t index) const {
  const std::string& name = in_.surfaces[index];
  if (!has_word(Context::person, name)) return false;
  return follows_given_name(in_.phrases[index]) || precedes_surname(index);
}

bool PersonNames::is_person(std::size_t index) const {
  const std::string& name = in_.surfaces[index];
  if (name.empty()) return false;
  const CountryPhrase& phrase = in_.phrases[index];
  if (phrase.sense->kind == CountryWord::people) return false;
  if (follows_given_name(phrase)) return true;
  if (!has_word(Context::person, name)) return false;
  if (precedes_surname(index)) return true;
  if (in_.spoken_of[phrase.sense->country]) return false;
  return persons_.contains(name) || (in_.joined_to_next(phrase.first) && in_.is(Context::said, phrase.last));
}

// One word that may be the name of a person in a full name: Erdoğan, Pekin.
bool PersonNames::is_surname(std::size_t index) const {
  const CountryPhrase& phrase = in_.phrases[index];
  if (phrase.last - phrase.first != 1) return false;
  return phrase.sense->kind == CountryWord::leader || in_.is(Context::family, phrase.first);
}

// Yusuf Erdoğan, Ivanka Trump: before the name stands a capitalised word that is no office, no other word
// of a country and no given name of a leader. At the start of a sentence it must be a known given name.
bool PersonNames::follows_other_given_name(std::size_t index) const {
  const CountryPhrase& phrase = in_.phrases[index];
  if (phrase.first == 0) return false;
  const std::size_t before = phrase.first - 1;
  const ScannedWord& given = in_.words[before];
  constexpr std::size_t shortest = 3;
  if (!in_.only_space_between(before) || !given.capital || given.upper || given.base_end != given.end ||
      given.title_line || given.end - given.begin < shortest)
    return false;
  // Türkiyə Prezidenti Rəcəb Tayyib Ərdoğan
  constexpr std::size_t office = 5;
  if (index > 0 && (in_.phrases[index - 1].last == phrase.first ||
                    (in_.phrases[index - 1].sense->country == phrase.sense->country &&
                     in_.phrases[index - 1].last + office > phrase.first)))
    return false;
  if (in_.is(Context::title, before) || in_.is(Context::leader_given, before) ||
      in_.is(Context::realm, before) || is_declined_given_name(in_.word(before)))
    return false;
  return goes_on(in_.text, in_.words, before) || in_.is(Context::given, before);
}

void PersonNames::note_leader(std::size_t index) {
  const CountryPhrase& phrase = in_.phrases[index];
  if (phrase.sense->kind == CountryWord::leader && !phrase.sense->in_company) has_leader_ = true;
  if (is_surname(index)) {
    if (follows_other_given_name(index)) {
      others_.insert(phrase.sense);
    } else if (phrase.first > 0 && in_.words[phrase.first].joined &&
               in_.is(Context::title, phrase.first - 1)) {
      in_office_.insert(phrase.sense->country);
    }
  } else if (phrase.sense->kind == CountryWord::leader) {
    in_office_.insert(phrase.sense->country);
  }
}

// Xi, where neither his country nor another leader is spoken of, or a surname follows.
bool PersonNames::lacks_company(std::size_t index) const {
  const CountryLexicon::Sense& sense = *in_.phrases[index].sense;
  if (!sense.in_company) return false;
  const bool in_company = in_.spoken_of[sense.country] || (sense.kind == CountryWord::leader && has_leader_);
  return !in_company || precedes_surname(index);
}

// Whether a leader's surname is that of another person here.
bool PersonNames::is_someone_else(std::size_t index) const {
  if (!is_surname(index)) return false;
  const CountryLexicon::Sense& sense = *in_.phrases[index].sense;
  if (follows_other_given_name(index)) return true;
  return others_.contains(&sense) && !in_office_.contains(sense.country);
}

}  // namespace kartotek
