#include "corpus/country_mentions.h"

#include <algorithm>
#include <optional>
#include <string>

#include "corpus/country_reading.h"
#include "corpus/country_rows.h"
#include "corpus/person_names.h"
#include "corpus/place_names.h"

namespace kartotek {
namespace {

// Tells the country from its namesakes, phrase by phrase, with the whole text as evidence.
class NamesakeJudge {
 public:
  explicit NamesakeJudge(const CountryReading& reading) : in_(reading), persons_(reading), places_(reading) {
    is_brazzaville_ = speaks_of_brazzaville();
    const auto is_capital = [](const ScannedWord& word) { return word.capital; };
    const bool has_capitals = std::any_of(in_.words.begin(), in_.words.end(), is_capital);
    bird_ = has_capitals && std::any_of(in_.words.begin(), in_.words.end(), [&](const ScannedWord& word) {
              return !word.capital && in_.text.substr(word.begin, word.end - word.begin) == "turkey";
            });
  }

  // What the phrase means here, or nothing to count.
  std::optional<CountryMention> judge(std::size_t index) const {
    const CountryPhrase& phrase = in_.phrases[index];
    CountryMention mention{.country = phrase.sense->country,
                           .kind = phrase.sense->kind,
                           .begin = in_.words[phrase.first].begin,
                           .end = in_.words[phrase.last - 1].end,
                           .word = phrase.first};
    if (mention.kind == CountryWord::none || is_hyphenated_american(index)) return std::nullopt;
    if (persons_.has(index) || places_.is_no_place(index)) return std::nullopt;
    mention.place_only = places_.is_place_only(phrase);
    mention.team = places_.is_team(phrase);
    if (mention.team) mention.kind = CountryWord::city;
    if (places_.is_town_in_state(index)) {
      mention.country = united_states_;
      mention.kind = CountryWord::city;
      return mention;
    }
    if (phrase.last - phrase.first > 1) return mention;
    const std::string& word = in_.surfaces[index];
    if (word == "turkey" && is_bird(phrase)) return std::nullopt;
    if (is_turkish_adjective(phrase, word)) return std::nullopt;
    if (word == "georgia" && !is_caucasian(index)) {
      mention.country = united_states_;
      mention.kind = CountryWord::region;
    }
    if (mention.country == congo_ && !is_brazzaville_) mention.country = democratic_congo_;
    return mention;
  }

 private:
  static std::uint16_t row(std::string_view code) {
    return static_cast<std::uint16_t>(find_country_row(code).value_or(0));
  }

  // "Mali" in Turkish is "financial", unless an apostrophe shows it to be a name: Mali'de.
  bool is_turkish_adjective(const CountryPhrase& phrase, const std::string& name) const {
    const ScannedWord& here = in_.words[phrase.first];
    return in_.language == "tr" && here.base_end == here.end && !in_.spoken_of[phrase.sense->country] &&
           has_word(Context::turkish, name);
  }

  bool is_bird(const CountryPhrase& phrase) const {
    if (in_.spoken_of[phrase.sense->country]) return false;
    constexpr std::size_t around = 5;
    return bird_ || in_.any_near(phrase.first, around, Context::food);
  }

  // The country Georgia rather than the state: the text speaks of Georgians or Tbilisi, or a
  // neighbour of the country stands close by and nothing of the state does.
  bool is_caucasian(std::size_t index) const {
    const CountryPhrase& phrase = in_.phrases[index];
    if (in_.spoken_of[phrase.sense->country]) return true;
    constexpr std::size_t around = 10;
    if (in_.any_near(phrase.first, around, Context::state)) return false;
    const auto is_neighbour = [&](const CountryPhrase& other) {
      return other.sense->kind != CountryWord::none &&
             has_word(Context::neighbour, std::string(country_rows()[other.sense->country].code));
    };
    for (std::size_t i = index; i-- > 0 && in_.phrases[i].last + around > phrase.first;)
      if (is_neighbour(in_.phrases[i])) return true;
    for (std::size_t i = index + 1; i < in_.phrases.size() && in_.phrases[i].first < phrase.last + around;
         ++i)
      if (is_neighbour(in_.phrases[i])) return true;
    return false;
  }

  // Armenian Americans and the Turkish-American community are of the United States alone;
  // Turkish-American relations are of both.
  bool is_hyphenated_american(std::size_t index) const {
    const CountryPhrase& phrase = in_.phrases[index];
    if (index + 1 >= in_.phrases.size() || phrase.sense->kind != CountryWord::people) return false;
    const CountryPhrase& next = in_.phrases[index + 1];
    if (next.first != phrase.last || !in_.words[next.first].joined) return false;
    const std::string& american = in_.surfaces[index + 1];
    if (american == "americans") return true;
    return american == "american" && phrase.sense->country != next.sense->country &&
           !(in_.joined_to_next(next.first) && in_.is(Context::tie, next.last));
  }

  // "Congo" alone is the larger one of the two in the news of today. It is the other where the text says so,
  // or calls the larger one Zaire, as it was from 1971 to 1997, and nowhere by its present name.
  bool speaks_of_brazzaville() const {
    bool zaire = false;
    bool brazzaville = false;
    bool democratic = false;
    for (std::size_t i = 0; i < in_.phrases.size(); ++i) {
      const CountryLexicon::Sense& sense = *in_.phrases[i].sense;
      if (sense.kind == CountryWord::none) continue;
      const bool said_in_full = in_.surfaces[i].empty() || sense.kind > CountryWord::people;
      const bool is_zaire = in_.surfaces[i].starts_with("zair") || in_.surfaces[i].starts_with("заир");
      brazzaville |= sense.country == congo_ && said_in_full;
      zaire |= sense.country == democratic_congo_ && is_zaire;
      democratic |= sense.country == democratic_congo_ && !is_zaire;
    }
    return (brazzaville || zaire) && !democratic;
  }

  const CountryReading& in_;
  PersonNames persons_;
  PlaceNames places_;
  std::uint16_t united_states_ = row("US");
  std::uint16_t congo_ = row("CG");
  std::uint16_t democratic_congo_ = row("CD");
  bool is_brazzaville_ = false;  // Congo alone is the one of Brazzaville
  bool bird_ = false;            // the text has a turkey in lower case
};

}  // namespace

CountryMentions country_mentions(std::string_view text, std::string_view language) {
  const CountryReading reading(text, language);
  const NamesakeJudge judge(reading);
  CountryMentions mentions{.found = {}, .words = reading.words.size()};
  for (std::size_t i = 0; i < reading.phrases.size(); ++i)
    if (const auto mention = judge.judge(i)) mentions.found.push_back(*mention);
  return mentions;
}

}  // namespace kartotek
