#include "corpus/country_mentions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_set>

#include "corpus/country_rows.h"
#include "corpus/country_scan.h"
#include "corpus/embedded.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

// The lists of corpus/data/country_context.tsv.
enum class Context : std::uint8_t {
  given,
  person,
  tie,
  said,
  food,
  state,
  place,
  surname,
  realm,
  neighbour,
  state_mark,
  turkish
};

class ContextWords {
 public:
  static const ContextWords& instance() {
    static const ContextWords words;
    return words;
  }
  bool has(Context context, const std::string& word) const {
    return words_[static_cast<std::size_t>(context)].contains(word);
  }

 private:
  ContextWords() {
    static constexpr std::array<std::string_view, 12> names{"given", "person",    "tie",        "said",
                                                            "food",  "state",     "place",      "surname",
                                                            "realm", "neighbour", "state_mark", "turkish"};
    for_each_row(embedded("corpus/data/country_context.tsv"), [&](std::string_view line) {
      const std::size_t tab = line.find('\t');
      const auto name = std::find(names.begin(), names.end(), line.substr(0, tab));
      auto& set = words_.at(static_cast<std::size_t>(name - names.begin()));
      split(line.substr(tab + 1), '|', [&](std::string_view word) { set.emplace(word); });
    });
  }
  std::array<std::unordered_set<std::string>, 12> words_;
};

// Tells the country from its namesakes, phrase by phrase, with the whole text as evidence.
class NamesakeJudge {
 public:
  NamesakeJudge(std::string_view text, const std::vector<ScannedWord>& words,
                const std::vector<CountryPhrase>& phrases, std::string_view language)
      : text_(text),
        language_(language),
        words_(words),
        phrases_(phrases),
        spoken_of_(country_rows().size()) {
    for (const CountryPhrase& phrase : phrases_)
      surfaces_.push_back(phrase.last - phrase.first == 1 ? word(phrase.first) : std::string());
    for (std::size_t i = 0; i < phrases_.size(); ++i)
      if (phrases_[i].sense->kind != CountryWord::none && !is_namesake(surfaces_[i]))
        spoken_of_[phrases_[i].sense->country] = true;
    for (std::size_t i = 0; i < phrases_.size(); ++i)
      if (is_person_in_full(i)) persons_.insert(surfaces_[i]);
    is_brazzaville_ = speaks_of_brazzaville();
    const auto is_capital = [](const ScannedWord& word) { return word.capital; };
    const bool has_capitals = std::any_of(words_.begin(), words_.end(), is_capital);
    bird_ = has_capitals && std::any_of(words_.begin(), words_.end(), [&](const ScannedWord& word) {
              return !word.capital && text_.substr(word.begin, word.end - word.begin) == "turkey";
            });
  }

  // What the phrase means here, or nothing to count.
  std::optional<CountryMention> judge(std::size_t index) const {
    const CountryPhrase& phrase = phrases_[index];
    CountryMention mention{.country = phrase.sense->country,
                           .kind = phrase.sense->kind,
                           .begin = words_[phrase.first].begin,
                           .end = words_[phrase.last - 1].end,
                           .word = phrase.first};
    if (mention.kind == CountryWord::none || is_hyphenated_american(index)) return std::nullopt;
    mention.place_only = is_place_only(phrase);
    if (is_town_in_state(index)) {
      mention.country = united_states_;
      return mention;
    }
    if (phrase.last - phrase.first > 1) return mention;
    const std::string& word = surfaces_[index];
    if (is_person(index, word) || (word == "turkey" && is_bird(phrase))) return std::nullopt;
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

  // Country names that are other words as well; alone they are no evidence of their country.
  static bool is_namesake(const std::string& word) {
    return word == "turkey" || word == "georgia" || ContextWords::instance().has(Context::person, word) ||
           ContextWords::instance().has(Context::turkish, word);
  }

  std::string word(std::size_t index) const {
    return fold(text_.substr(words_[index].begin, words_[index].base_end - words_[index].begin));
  }
  bool is(Context context, std::size_t index) const {
    return ContextWords::instance().has(context, word(index));
  }
  bool joined_to_next(std::size_t index) const {
    return index + 1 < words_.size() && words_[index + 1].joined;
  }
  bool only_space_between(std::size_t index) const {
    return joined_to_next(index) && words_[index + 1].begin == words_[index].end + 1 &&
           text_[words_[index].end] == ' ';
  }

  bool any_near(std::size_t index, std::size_t distance, Context context) const {
    const std::size_t begin = index - std::min(index, distance);
    const std::size_t end = std::min(words_.size(), index + distance + 1);
    for (std::size_t i = begin; i < end; ++i)
      if (i != index && is(context, i)) return true;
    return false;
  }

  // Michael Jordan, Rep. Washington.
  bool follows_given_name(const CountryPhrase& phrase) const {
    std::size_t before = phrase.first;
    if (before == 0 || !words_[before].joined || !is(Context::surname, before)) return false;
    --before;
    const bool initial = words_[before].capital && words_[before].end - words_[before].begin == 1;
    if (initial && before > 0 && words_[before].joined) --before;
    return words_[before].capital && is(Context::given, before);
  }

  // Chad Smith: a capitalised word that is neither in the lexicon nor a word for what a state has.
  bool precedes_surname(std::size_t index) const {
    const CountryPhrase& phrase = phrases_[index];
    const ScannedWord& here = words_[phrase.first];
    if (here.title_line || here.capital_line || here.base_end != here.end ||
        !only_space_between(phrase.first))
      return false;
    const ScannedWord& next = words_[phrase.last];
    if (!next.capital || next.upper || is(Context::realm, phrase.last)) return false;
    return index + 1 == phrases_.size() || phrases_[index + 1].first != phrase.last;
  }

  bool is_person_in_full(std::size_t index) const {
    const std::string& name = surfaces_[index];
    if (!ContextWords::instance().has(Context::person, name)) return false;
    return follows_given_name(phrases_[index]) || precedes_surname(index);
  }

  bool is_person(std::size_t index, const std::string& name) const {
    const CountryPhrase& phrase = phrases_[index];
    if (phrase.sense->kind == CountryWord::people) return false;
    if (follows_given_name(phrase)) return true;
    if (!ContextWords::instance().has(Context::person, name)) return false;
    if (precedes_surname(index)) return true;
    if (spoken_of_[phrase.sense->country]) return false;
    return persons_.contains(name) || (joined_to_next(phrase.first) && is(Context::said, phrase.last));
  }

  // "Mali" in Turkish is "financial", unless an apostrophe shows it to be a name: Mali'de.
  bool is_turkish_adjective(const CountryPhrase& phrase, const std::string& name) const {
    const ScannedWord& here = words_[phrase.first];
    return language_ == "tr" && here.base_end == here.end && !spoken_of_[phrase.sense->country] &&
           ContextWords::instance().has(Context::turkish, name);
  }

  bool is_bird(const CountryPhrase& phrase) const {
    if (spoken_of_[phrase.sense->country]) return false;
    constexpr std::size_t around = 5;
    return bird_ || any_near(phrase.first, around, Context::food);
  }

  // The country Georgia rather than the state: the text speaks of Georgians or Tbilisi, or a
  // neighbour of the country stands close by and nothing of the state does.
  bool is_caucasian(std::size_t index) const {
    const CountryPhrase& phrase = phrases_[index];
    if (spoken_of_[phrase.sense->country]) return true;
    constexpr std::size_t around = 10;
    if (any_near(phrase.first, around, Context::state)) return false;
    const auto is_neighbour = [&](const CountryPhrase& other) {
      return other.sense->kind != CountryWord::none &&
             ContextWords::instance().has(Context::neighbour,
                                          std::string(country_rows()[other.sense->country].code));
    };
    for (std::size_t i = index; i-- > 0 && phrases_[i].last + around > phrase.first;)
      if (is_neighbour(phrases_[i])) return true;
    for (std::size_t i = index + 1; i < phrases_.size() && phrases_[i].first < phrase.last + around; ++i)
      if (is_neighbour(phrases_[i])) return true;
    return false;
  }

  // Armenian Americans and the Turkish-American community are of the United States alone;
  // Turkish-American relations are of both.
  bool is_hyphenated_american(std::size_t index) const {
    const CountryPhrase& phrase = phrases_[index];
    if (index + 1 >= phrases_.size() || phrase.sense->kind != CountryWord::people) return false;
    const CountryPhrase& next = phrases_[index + 1];
    if (next.first != phrase.last || !words_[next.first].joined) return false;
    const std::string& american = surfaces_[index + 1];
    if (american == "americans") return true;
    return american == "american" && phrase.sense->country != next.sense->country &&
           !(joined_to_next(next.first) && is(Context::tie, next.last));
  }

  // London, Ky. and Athens, Georgia: a town in America that has the name of another.
  bool is_town_in_state(std::size_t index) const {
    const CountryPhrase& phrase = phrases_[index];
    if (phrase.sense->kind != CountryWord::capital && phrase.sense->kind != CountryWord::city) return false;
    const std::size_t comma = words_[phrase.last - 1].end;
    if (phrase.last == words_.size() || words_[phrase.last].begin != comma + 2 || text_[comma] != ',')
      return false;
    if (is(Context::state_mark, phrase.last)) return words_[phrase.last].capital;
    if (index + 1 == phrases_.size() || phrases_[index + 1].first != phrase.last) return false;
    const CountryLexicon::Sense& next = *phrases_[index + 1].sense;
    return (next.kind == CountryWord::region && next.country == united_states_) ||
           word(phrase.last) == "georgia";
  }

  bool is_place_only(const CountryPhrase& phrase) const {
    if (phrase.sense->kind != CountryWord::capital && phrase.sense->kind != CountryWord::city) return false;
    return phrase.first > 0 && words_[phrase.first].joined && is(Context::place, phrase.first - 1);
  }

  // "Congo" alone is the larger one of the two in the news of today. It is the other where the text says so,
  // or calls the larger one Zaire, as it was from 1971 to 1997, and nowhere by its present name.
  bool speaks_of_brazzaville() const {
    bool zaire = false;
    bool brazzaville = false;
    bool democratic = false;
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      const CountryLexicon::Sense& sense = *phrases_[i].sense;
      if (sense.kind == CountryWord::none) continue;
      const bool said_in_full = surfaces_[i].empty() || sense.kind > CountryWord::people;
      const bool is_zaire = surfaces_[i].starts_with("zair") || surfaces_[i].starts_with("заир");
      brazzaville |= sense.country == congo_ && said_in_full;
      zaire |= sense.country == democratic_congo_ && is_zaire;
      democratic |= sense.country == democratic_congo_ && !is_zaire;
    }
    return (brazzaville || zaire) && !democratic;
  }

  std::string_view text_;
  std::string_view language_;
  const std::vector<ScannedWord>& words_;
  const std::vector<CountryPhrase>& phrases_;
  std::vector<std::string> surfaces_;  // of each phrase of one word: it, folded
  std::vector<bool> spoken_of_;        // by row: countries that no doubt touches
  std::uint16_t united_states_ = row("US");
  std::uint16_t congo_ = row("CG");
  std::uint16_t democratic_congo_ = row("CD");
  bool is_brazzaville_ = false;              // Congo alone is the one of Brazzaville
  bool bird_ = false;                        // the text has a turkey in lower case
  std::unordered_set<std::string> persons_;  // namesakes that the text gives a full name
};

}  // namespace

CountryMentions country_mentions(std::string_view text, std::string_view language) {
  const std::vector<ScannedWord> words = scan_words(text);
  const std::vector<CountryPhrase> phrases = find_phrases(text, words, language);
  const NamesakeJudge judge(text, words, phrases, language);
  CountryMentions mentions{.found = {}, .words = words.size()};
  for (std::size_t i = 0; i < phrases.size(); ++i)
    if (const auto mention = judge.judge(i)) mentions.found.push_back(*mention);
  return mentions;
}

}  // namespace kartotek
