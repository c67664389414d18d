#include "indexer/ukrainian_stem.h"

#include <array>

namespace kartotek {
namespace {

constexpr std::size_t letter = 2;  // bytes of a Cyrillic letter
constexpr std::size_t shortest_stem = 3 * letter;

// Longer ones first: the first that fits is taken off. The dative in -ові is left on, since it looks like the
// plural of adjectives in -овий.
constexpr std::array<std::string_view, 60> endings{
    "увались", "уватися", "ування", "уванню", "уванням", "ювання", "ованого", "ованому", "ованої", "ованих",
    "ували",   "увати",   "ювати",  "ював",   "ував",    "ала",    "али",     "ати",     "ити",    "іти",
    "ають",    "яють",    "ують",   "юють",   "ить",     "ять",    "уть",     "ють",     "ами",    "ями",
    "ого",     "ому",     "ими",    "іми",    "ьому",    "ього",   "ах",      "ях",      "ам",     "ям",
    "ом",      "ем",      "єм",     "ою",     "ею",      "єю",     "ої",      "их",      "іх",     "им",
    "ім",      "ий",      "ій",     "ів",     "їв",      "ей",     "ає",      "ує",      "ія",     "ії"};
constexpr std::array<std::string_view, 11> single{"а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "й"};

bool take_off(std::string_view& word, std::string_view ending) {
  if (word.size() < ending.size() + shortest_stem || !word.ends_with(ending)) return false;
  word.remove_suffix(ending.size());
  return true;
}

template <std::size_t size>
bool take_one_off(std::string_view& word, const std::array<std::string_view, size>& some) {
  for (const std::string_view ending : some)
    if (take_off(word, ending)) return true;
  return false;
}

}  // namespace

std::string ukrainian_stem(std::string_view folded) {
  std::string_view word = folded;
  if (!take_off(word, "ся")) take_off(word, "сь");
  if (!take_one_off(word, endings)) take_one_off(word, single);
  take_off(word, "ь");
  return std::string(word);
}

}  // namespace kartotek
