#include "corpus/country_lexicon.h"

#include <algorithm>
#include <array>

#include "corpus/country_rows.h"
#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

// Classes of endings, as bits of Entry::endings.
constexpr std::uint8_t plural_ending = 1;  // English -s
constexpr std::uint8_t turkic_ending = 2;
constexpr std::uint8_t slavic_ending = 4;
constexpr std::uint8_t turkic_people_ending = 8;  // no -ca: Fransızca is the language
constexpr std::uint8_t azerbaijani_ending = 16;   // in texts in Azerbaijani

// FNV-1a (Fowler, Noll and Vo): it can be continued byte by byte, so all prefixes of a word are
// hashed in one pass. 64 bits over some ten thousand keys leave no collision to care about.
constexpr std::uint64_t hash_seed = 14695981039346656037U;
constexpr std::uint64_t continue_hash(std::uint64_t hash, char byte) {
  return (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
}
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = hash_seed;
  for (const char byte : text) hash = continue_hash(hash, byte);
  return hash;
}

constexpr std::size_t seen_bits = 1U << 18U;
std::size_t seen_bit(std::uint64_t hash) { return (hash ^ (hash >> 32U)) % seen_bits; }

bool strip_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end) || text.size() <= end.size()) return false;
  text.remove_suffix(end.size());
  return true;
}

bool strip_start(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

// What stays of a Cyrillic nominative in its other cases: украинский -> украинск, турция -> турци.
// Empty if the word does not decline (Баку, Чили, Перу).
std::string_view slavic_stem(std::string_view word, std::string_view language) {
  constexpr std::size_t shortest = 6;  // bytes: Чад, Куб(а)
  std::string_view stem = word;
  const bool cut = strip_end(stem, "ий") || strip_end(stem, "ый") || strip_end(stem, "ая") ||
                   strip_end(stem, "яя") || strip_end(stem, "ое") || strip_end(stem, "ые") ||
                   strip_end(stem, "ие") || strip_end(stem, "а") || strip_end(stem, "я") ||
                   strip_end(stem, "ь") || strip_end(stem, "й") || strip_end(stem, "ы") ||
                   ((language == "uk" || word.ends_with("ки")) && strip_end(stem, "и")) ||
                   (language == "uk" && strip_end(stem, "і"));
  if (stem.size() < shortest) return {};
  if (!cut)
    for (const std::string_view vowel : {"о", "е", "и", "у", "ю", "є", "э", "і"})
      if (stem.ends_with(vowel)) return {};
  return stem;
}

bool is_upper_ascii(char byte) { return byte >= 'A' && byte <= 'Z'; }

bool begins_with_capital(std::string_view word) {
  std::size_t end = 0;
  if (!word.empty()) next_code_point(word, end);
  return fold_case(word.substr(0, end)) != word.substr(0, end);
}

// Whether a form is an abbreviation, all capitals: UAE, США, ABŞ. Dots do not count.
bool is_abbreviation(std::string_view form) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < form.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(form, i);
    if (c == '.') continue;
    const std::string_view letter = form.substr(begin, i - begin);
    if (c < 0x80 ? !is_upper_ascii(letter.front()) : fold_case(letter) == letter) return false;
    ++letters;
  }
  return letters >= 2;
}

// The words of a form as the scanner will see them: split at spaces and hyphens, dots and apostrophes gone.
std::vector<std::string> form_words(std::string_view form) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < form.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(form, i);
    if (c == ' ' || c == '-' || c == U'–' || c == U'—' || c == ',' || c == '(' || c == ')' || c == '&' ||
        c == 0xA0) {
      if (!words.back().empty()) words.emplace_back();
    } else if (c != '.' && c != '\'' && c != U'’' && c != U'ʼ') {
      words.back() += form.substr(begin, i - begin);
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

CountryWord kind_of(std::string_view name) {
  static constexpr std::array<std::string_view, 9> names{"name",       "people", "capital", "city", "region",
                                                         "government", "body",   "leader",  "not"};
  const auto found = std::find(names.begin(), names.end(), name);
  return static_cast<CountryWord>(found - names.begin());
}

// Whether `rest` is a chain of Turkish or Azerbaijani derivation, plural and case endings (folded).
bool is_turkic_ending(std::string_view rest) {
  static constexpr std::array<std::string_view, 9> derived{"li", "lu", "lik", "luk", "ca",
                                                           "ce", "si", "su",  ""};
  static constexpr std::array<std::string_view, 38> cases{
      "nin", "nun", "in", "un", "ya", "ye",   "yi",   "yu",  "na",  "ne",  "ni",  "nu",  "nda",
      "nde", "da",  "de", "ta", "te", "ndan", "nden", "dan", "den", "tan", "ten", "yla", "yle",
      "la",  "le",  "a",  "e",  "i",  "u",    "dir",  "dur", "tir", "tur", "yam", ""};
  for (const std::string_view derivation : derived)
    for (const std::string_view plural : {"lar", "ler", ""}) {
      std::string_view ending = rest;
      if (!strip_start(ending, derivation) || !strip_start(ending, plural)) continue;
      for (const std::string_view case_ending : cases)
        if (ending == case_ending || (!case_ending.empty() && ending.size() == case_ending.size() + 2 &&
                                      ending.starts_with(case_ending) && ending.ends_with("ki")))
          return true;
    }
  return false;
}

// Whether `ending` is one that a Russian or Ukrainian noun or adjective takes (folded).
bool is_slavic_ending(std::string_view ending) {
  static constexpr std::array<std::string_view, 60> endings{
      "",    "а",   "я",   "ы",   "и",   "е",  "у",  "ю",   "о",   "і",   "ї",   "є",  "й",   "ь",   "ой",
      "ою",  "ей",  "ею",  "єю",  "ем",  "єм", "ом", "ам",  "ям",  "ами", "ями", "ах", "ях",  "ов",  "ев",
      "ів",  "їв",  "ові", "еві", "єві", "ий", "ій", "ый",  "ая",  "яя",  "ое",  "ее", "ые",  "ие",  "ого",
      "его", "ому", "ему", "ым",  "им",  "ых", "их", "ыми", "ими", "ої",  "ію",  "їй", "ець", "цем", "цы"};
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

}  // namespace

const CountryLexicon& CountryLexicon::instance() {
  static const CountryLexicon lexicon;
  return lexicon;
}

CountryLexicon::CountryLexicon() : senses_of_nodes_(1, nowhere), seen_(seen_bits / 64) {
  entries_.reserve(16384);
  edges_.reserve(16384);
  const std::vector<CountryRow>& rows = country_rows();
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (const CountryRow::Names& names : rows[row].names)
      split(names.forms, '|', [&](std::string_view form) {
        add_form(form, names.language,
                 {.country = static_cast<std::uint16_t>(row), .kind = CountryWord::name});
      });
  for_each_row("corpus/data/country_words.tsv", [&](std::string_view line) {
    const std::vector<std::string_view> cells = cells_of(line);
    const CountryWord kind = kind_of(cells.at(0));
    const auto row = static_cast<std::uint16_t>(find_country_row(cells.at(1)).value_or(0));
    split(cells.at(3), '|',
          [&](std::string_view form) { add_form(form, cells[2], {.country = row, .kind = kind}); });
  });
}

void CountryLexicon::add_form(std::string_view form, std::string_view language, Sense sense) {
  if (form.empty() || strip_start(form, "~")) return;
  if (strip_start(form, "^")) sense.language = language;
  sense.mixed_line = strip_start(form, "*");
  sense.inside = strip_start(form, "@");
  sense.in_company = strip_start(form, "?");
  sense.as_spelt = strip_start(form, "=");
  const bool fixed = strip_end(form, "!");
  const std::vector<std::string> words = form_words(form);
  sense.upper = words.size() == 1 && is_abbreviation(form);
  std::uint32_t node = root;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (begins_with_capital(words[i]))
      sense.capitals = static_cast<std::uint16_t>(sense.capitals | (1U << i));
    // In Turkish and Azerbaijani only the last word of a phrase takes an ending.
    const bool inner = i + 1 < words.size() && (language == "tr" || language == "az");
    const std::uint32_t word = add_word(words[i], language, fixed || sense.upper || inner, sense.kind);
    const auto [edge, added] = edges_.try_emplace(std::uint64_t{node} << 32U | word,
                                                  static_cast<std::uint32_t>(senses_of_nodes_.size()));
    if (added) senses_of_nodes_.push_back(nowhere);
    node = edge->second;
  }
  const std::string folded = fold(words.front());
  if ((sense.capitals & 1U) == 0 && folded.size() > 1) small_starts_.set(pair_of(folded[0], folded[1]));
  constexpr std::size_t short_word = 4;
  const bool folds_far =
      folded.size() <= short_word && folded.size() < words.front().size() && !begins_in_cyrillic(folded);
  if (sense.as_spelt || folds_far) sense.spelling = fold_case(words.front());
  if (senses_of_nodes_[node] != nowhere) {  // the first meaning stands: names come before words
    Sense& first = senses_[senses_of_nodes_[node]];
    if (first.kind == sense.kind && first.country == sense.country && sense.capitals < first.capitals) {
      first.small = sense.capitals;
      first.small_language = language;
    }
    return;
  }
  sense.small = sense.capitals;
  senses_of_nodes_[node] = static_cast<std::uint32_t>(senses_.size());
  senses_.push_back(std::move(sense));
}

std::uint32_t CountryLexicon::add_word(std::string_view word, std::string_view language, bool fixed,
                                       CountryWord kind) {
  const std::string folded = fold(word);
  std::string_view stem = folded;
  std::uint8_t endings = 0;
  constexpr std::size_t shortest_turkic = 4;
  if (fixed) {
    stem = {};
  } else if (begins_in_cyrillic(folded)) {
    stem = slavic_stem(folded, language);
    endings = slavic_ending;
  } else if ((language == "tr" || language == "az") && folded.size() >= shortest_turkic) {
    endings = kind == CountryWord::people ? turkic_people_ending : turkic_ending;
  } else if (language == "*" && folded.size() >= shortest_turkic) {
    endings = azerbaijani_ending;
  } else if (kind == CountryWord::people && language == "en") {
    endings = plural_ending;
  }
  const bool declines = endings != 0 && !stem.empty();
  std::uint32_t id = entry(folded).exact;
  // российский and российская are one word, so that phrases with either are met in all cases.
  if (id == nowhere && declines) id = entry(stem).stem;
  if (id == nowhere) id = word_count_++;
  entry(folded).exact = id;
  if (!declines) return id;
  Entry& stem_entry = entry(stem);
  if (stem_entry.stem == nowhere) stem_entry.stem = id;
  stem_entry.endings = static_cast<std::uint8_t>(stem_entry.endings | endings);
  return id;
}

CountryLexicon::Entry& CountryLexicon::entry(std::string_view key) {
  const std::uint64_t hash = hash_of(key);
  const std::size_t bit = seen_bit(hash);
  seen_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  return entries_[hash];
}

// Whether a word whose stem takes `endings` may end so.
static bool may_end(std::uint8_t endings, std::string_view ending, bool azerbaijani) {
  if ((endings & slavic_ending) != 0 && is_slavic_ending(ending)) return true;
  if (ending.empty()) return false;
  if ((endings & plural_ending) != 0 && ending == "s") return true;
  const bool turkic = (endings & turkic_ending) != 0 || (azerbaijani && (endings & azerbaijani_ending) != 0);
  const bool people =
      (endings & turkic_people_ending) != 0 && !ending.starts_with("ca") && !ending.starts_with("ce");
  return (turkic || people) && is_turkic_ending(ending);
}

CountryLexicon::Words CountryLexicon::find(std::string_view folded, bool azerbaijani) const {
  Words words;
  std::uint64_t hash = hash_seed;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    hash = continue_hash(hash, folded[i]);
    const std::size_t bit = seen_bit(hash);
    if ((seen_[bit / 64] >> (bit % 64) & 1U) == 0) continue;
    const auto found = entries_.find(hash);
    if (found == entries_.end()) continue;
    const Entry& entry = found->second;
    const std::string_view ending = folded.substr(i + 1);
    if (ending.empty()) words.exact = entry.exact;
    if (may_end(entry.endings, ending, azerbaijani)) words.stem = entry.stem;
  }
  return words;
}

std::uint32_t CountryLexicon::next(std::uint32_t node, std::uint32_t word) const {
  if (word == nowhere) return nowhere;
  const auto found = edges_.find(std::uint64_t{node} << 32U | word);
  return found == edges_.end() ? nowhere : found->second;
}

const CountryLexicon::Sense* CountryLexicon::sense(std::uint32_t node) const {
  return senses_of_nodes_[node] == nowhere ? nullptr : &senses_[senses_of_nodes_[node]];
}

}  // namespace kartotek
