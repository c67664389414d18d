#include "corpus/place_names.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "corpus/country_rows.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

std::uint16_t united_states() {
  static const auto row = static_cast<std::uint16_t>(find_country_row("US").value_or(0));
  return row;
}

bool is_place(const CountryPhrase& phrase) {
  return phrase.sense->kind == CountryWord::capital || phrase.sense->kind == CountryWord::city ||
         phrase.sense->kind == CountryWord::region;
}

}  // namespace

PlaceNames::PlaceNames(const CountryReading& reading) : in_(reading) {
  for (const CountryPhrase& phrase : in_.phrases)
    if (is_model_number(phrase)) models_.insert(phrase.sense);
}

// London, Ky. and Athens, Georgia: a town in America that has the name of another. Towns that have the name
// of a country must be set apart from a list of countries: "Peru, Indiana, is", not "Mexico, Texas and".
bool PlaceNames::is_town_in_state(std::size_t index) const {
  const CountryPhrase& phrase = in_.phrases[index];
  const bool country = phrase.sense->kind == CountryWord::name;
  if (!country && phrase.sense->kind != CountryWord::capital && phrase.sense->kind != CountryWord::city)
    return false;
  const std::size_t comma = in_.words[phrase.last - 1].end;
  if (phrase.last == in_.words.size() || in_.words[phrase.last].begin != comma + 2 || in_.text[comma] != ',')
    return false;
  if (in_.is(Context::state_mark, phrase.last)) return in_.words[phrase.last].capital;
  if (index + 1 == in_.phrases.size() || in_.phrases[index + 1].first != phrase.last) return false;
  const CountryLexicon::Sense& next = *in_.phrases[index + 1].sense;
  if (country && !ends_apposition(in_.phrases[index + 1].last)) return false;
  return (next.kind == CountryWord::region && next.country == united_states()) ||
         (!country && in_.word(phrase.last) == "georgia");
}

// Whether what ends before in_.words[end] is followed by a comma and a small word other than "and", or by the
// end of the sentence.
bool PlaceNames::ends_apposition(std::size_t end) const {
  const std::size_t mark = in_.words[end - 1].end;
  if (mark == in_.text.size() || in_.text[mark] == '.') return true;
  if (in_.text[mark] != ',' || end == in_.words.size()) return in_.text[mark] == '\n';
  const std::string next = in_.word(end);
  return !in_.words[end].capital && next != "and" && next != "or";
}

// Operation Gibraltar; but Operation Iraqi Freedom is about Iraq.
bool PlaceNames::is_operation(const CountryPhrase& phrase) const {
  if (phrase.first == 0 || phrase.sense->kind == CountryWord::people) return false;
  const std::size_t before = phrase.first - 1;
  return phrase.sense->kind <= CountryWord::region && in_.words[before].capital &&
         in_.only_space_between(before) && in_.word(before) == "operation";
}

// MILAN-2T, and then Milan in all the text; Kyiv-class. No years: Paris-2024.
bool PlaceNames::is_model_number(const CountryPhrase& phrase) const {
  if (!is_place(phrase) || !in_.joined_to_next(phrase.last - 1)) return false;
  const std::size_t hyphen = in_.words[phrase.last - 1].end;
  const ScannedWord& next = in_.words[phrase.last];
  constexpr std::size_t year = 4;
  return in_.text[hyphen] == '-' && next.begin == hyphen + 1 && in_.text[next.begin] >= '0' &&
         in_.text[next.begin] <= '9' && next.end - next.begin < year;
}

bool PlaceNames::is_model(std::size_t index) const {
  const CountryPhrase& phrase = in_.phrases[index];
  if (!is_place(phrase)) return false;
  const bool is_class = in_.joined_to_next(phrase.last - 1) &&
                        in_.text[in_.words[phrase.last - 1].end] == '-' && in_.word(phrase.last) == "class";
  return is_class || models_.contains(phrase.sense);
}

// Kyiv Post, New York Times.
bool PlaceNames::is_paper(const CountryPhrase& phrase) const {
  if (phrase.sense->kind > CountryWord::region || !in_.only_space_between(phrase.last - 1)) return false;
  return in_.words[phrase.last].capital && in_.is(Context::paper, phrase.last);
}

// Washington beat Denver 24-17: teams, no governments.
bool PlaceNames::is_team(const CountryPhrase& phrase) const {
  if (phrase.sense->kind != CountryWord::capital && phrase.sense->kind != CountryWord::city) return false;
  constexpr std::size_t verb_near = 3;
  constexpr std::size_t game_near = 15;
  return in_.any_near(phrase.first, verb_near, Context::beat) &&
         (in_.any_near(phrase.first, game_near, Context::game) || has_score(phrase.first));
}

// "24-17" in the words behind.
bool PlaceNames::has_score(std::size_t index) const {
  constexpr std::size_t reach = 10;
  const auto is_number = [this](const ScannedWord& number) {
    return number.end - number.begin <= 3 && in_.text[number.begin] >= '0' && in_.text[number.begin] <= '9';
  };
  for (std::size_t i = index; i + 1 < std::min(in_.words.size(), index + reach); ++i)
    if (is_number(in_.words[i]) && is_number(in_.words[i + 1]) && in_.joined_to_next(i)) return true;
  return false;
}

// In Ankara, Ankara'da, Parisdə.
bool PlaceNames::is_scene(const CountryPhrase& phrase) const {
  if (phrase.sense->kind != CountryWord::capital && phrase.sense->kind != CountryWord::city) return false;
  if (in_.language == "tr" || in_.language == "az") return is_locative(in_.words[phrase.last - 1]);
  return phrase.first > 0 && in_.words[phrase.first].joined && in_.is(Context::place, phrase.first - 1);
}

// In Azerbaijani no apostrophe sets the ending apart, and the name itself may end so: Cakarta.
bool PlaceNames::is_locative(const ScannedWord& place) const {
  const bool apart = place.base_end != place.end;
  if (!apart && in_.language == "tr") return false;
  const std::string folded = fold(in_.text.substr(place.begin, place.end - place.begin));
  if (!apart && CountryLexicon::instance().find(folded).exact != CountryLexicon::nowhere) return false;
  for (const std::string_view ending : {"da", "de", "ta", "te", "daki", "deki", "taki", "teki"})
    if (folded.ends_with(ending)) return true;
  return false;
}

}  // namespace kartotek
