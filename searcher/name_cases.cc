#include "searcher/name_cases.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/table.h"
#include "corpus/unicode.h"
#include "indexer/turkic_stem.h"

namespace kartotek {
namespace {

constexpr std::size_t letter = 2;  // bytes of a Cyrillic letter
constexpr std::string_view vowels_and_signs = "аеиоуыэюяіїєёйьъ";

struct Declension {
  std::string_view nominative;  // "" for a consonant
  std::vector<std::string_view> others;
};

std::vector<Declension> read_declensions() {
  std::vector<Declension> declensions;
  for_each_row("stopwords/cases.tsv", [&](std::string_view row) {
    const std::vector<std::string_view> cells = cells_of(row);
    Declension& declension = declensions.emplace_back();
    if (cells.at(0) != "-") declension.nominative = cells[0];
    split(cells.at(1), ' ', [&](std::string_view ending) { declension.others.push_back(ending); });
  });
  return declensions;
}

const std::vector<Declension>& declensions() {
  static const std::vector<Declension> read = read_declensions();
  return read;
}

bool is_cyrillic(std::string_view word) {
  const auto is_letter = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return begins_in_cyrillic(word) && word.size() % letter == 0 &&
         std::all_of(word.begin(), word.end(), is_letter);
}

bool ends_in_consonant(std::string_view word) {
  return word.size() >= letter &&
         vowels_and_signs.find(word.substr(word.size() - letter)) == std::string_view::npos;
}

bool fits(const Declension& declension, std::string_view word) {
  return declension.nominative.empty() ? ends_in_consonant(word) : word.ends_with(declension.nominative);
}

// The one that a nominative goes by.
const Declension* declension_of(std::string_view word) {
  const auto found = std::find_if(declensions().begin(), declensions().end(),
                                  [&](const Declension& each) { return fits(each, word); });
  return found == declensions().end() ? nullptr : &*found;
}

void add_slavic_nominatives(std::string_view word, std::vector<std::string>& found) {
  constexpr std::size_t shortest_trunk = 2 * letter;
  for (const Declension& declension : declensions()) {
    for (const std::string_view ending : declension.others) {
      if (word.size() < shortest_trunk + ending.size() || !word.ends_with(ending)) continue;
      std::string nominative(word.substr(0, word.size() - ending.size()));
      nominative += declension.nominative;
      if (declension_of(nominative) == &declension && nominative != word &&
          std::find(found.begin(), found.end(), nominative) == found.end())
        found.push_back(std::move(nominative));
    }
  }
}

enum class Harmony { none, back, front };

// Of the last vowel of a word in lower case, or of its first.
Harmony harmony_of(std::string_view word, bool first) {
  constexpr std::u32string_view back = U"aıou";
  constexpr std::u32string_view front = U"eəiöü";
  Harmony harmony = Harmony::none;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (back.find(c) != back.npos) harmony = Harmony::back;
    if (front.find(c) != front.npos) harmony = Harmony::front;
    if (first && harmony != Harmony::none) break;
  }
  return harmony;
}

// Where the last `count` code points begin.
std::size_t begin_of_last(std::string_view word, std::size_t count) {
  std::size_t begin = word.size();
  for (; count > 0 && begin > 0; --count) {
    --begin;
    while (begin > 0 && is_continuation(word[begin])) --begin;
  }
  return begin;
}

void add_turkic_nominative(std::string_view word, std::vector<std::string>& found) {
  constexpr std::string_view dative = "ə";
  for (const std::string_view name_end : {"ovə", "evə"})
    if (word.ends_with(name_end)) found.emplace_back(word.substr(0, word.size() - dative.size()));
  // The genitive, the locative and the ablative; görgünün is that of Görgün and of Görgü.
  const std::string folded = fold(word);
  const std::size_t ending = turkic_case_ending(folded);
  if (ending < 2 ||
      std::string_view("indtu").find(folded[folded.size() - ending]) == std::string_view::npos ||
      folded.ends_with('i') || folded.ends_with('u'))
    return;
  for (const std::size_t length : {ending, ending - 1}) {
    const std::size_t begin = begin_of_last(word, length);
    if (length < ending && (folded[folded.size() - ending] != 'n' || length < 2)) continue;
    if (harmony_of(word.substr(0, begin), false) == harmony_of(word.substr(begin), true))
      found.emplace_back(word.substr(0, begin));
  }
}

}  // namespace

std::vector<std::string> slavic_cases(std::string_view folded) {
  constexpr std::size_t shortest = 3 * letter;
  if (folded.size() < shortest || !is_cyrillic(folded)) return {};
  const Declension* declension = declension_of(folded);
  if (declension == nullptr) return {};
  const std::string_view trunk = folded.substr(0, folded.size() - declension->nominative.size());
  std::vector<std::string> cases;
  for (const std::string_view ending : declension->others) cases.push_back(std::string(trunk).append(ending));
  return cases;
}

std::vector<std::string> nominatives(std::string_view word) {
  std::vector<std::string> found;
  if (is_cyrillic(word)) {
    add_slavic_nominatives(word, found);
  } else {
    add_turkic_nominative(word, found);
  }
  return found;
}

bool looks_like_nominative(std::string_view word) { return word.ends_with("а") || word.ends_with("я"); }

std::vector<std::string> keys_of_cases(std::string_view key) {
  // What the endings add to the consonants: Гюлера, Гюлером, Сырскому, Сырского, Гюлерові, Gülerin, Gəncəyə,
  // Gəncənin, Gülerdə, Gülerdən, Gülerlə.
  static constexpr std::array<std::string_view, 12> endings{"",   "a", "m",  "ma", "k",  "ka",
                                                            "va", "n", "nn", "da", "dn", "la"};
  if (key.ends_with('a')) key.remove_suffix(1);
  std::vector<std::string> keys;
  keys.reserve(endings.size());
  for (const std::string_view ending : endings) keys.push_back(std::string(key).append(ending));
  return keys;
}

}  // namespace kartotek
