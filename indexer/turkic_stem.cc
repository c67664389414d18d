#include "indexer/turkic_stem.h"

#include <array>

#include "indexer/archiphonemes.h"

namespace kartotek {
namespace {

constexpr std::size_t shortest_stem = 3;

// What must stand before an ending.
enum class After { any, vowel, consonant, high_vowel };  // high_vowel: i or u, as possessives end

struct Ending {
  std::string_view letters;  // A is a or e, I is i or u, D is d or t
  After after;
};

// Longer ones first: the first that fits is taken off. The accusative of a consonant stem looks like its
// possessive, and is among those.
constexpr std::array<Ending, 1> copulas{{{"DIr", After::any}}};
constexpr std::array<Ending, 1> relatives{{{"ki", After::vowel}}};
constexpr std::array<Ending, 15> cases{{{"nDAn", After::high_vowel},
                                        {"DAn", After::any},
                                        {"nDA", After::high_vowel},
                                        {"nIn", After::vowel},
                                        {"ylA", After::vowel},
                                        {"nlA", After::high_vowel},
                                        {"DA", After::any},
                                        {"In", After::consonant},
                                        {"yA", After::vowel},
                                        {"yI", After::vowel},
                                        {"nA", After::high_vowel},
                                        {"nI", After::vowel},
                                        {"lA", After::consonant},
                                        {"cA", After::any},
                                        {"A", After::consonant}}};
constexpr std::array<Ending, 5> possessives{{{"ImIz", After::consonant},
                                             {"mIz", After::vowel},
                                             {"sI", After::vowel},
                                             {"Im", After::consonant},
                                             {"I", After::consonant}}};
constexpr std::array<Ending, 1> genitives{{{"In", After::consonant}}};
constexpr std::array<Ending, 1> plurals{{{"lAr", After::any}}};

bool fits(After after, char before) {
  switch (after) {
    case After::any:
      return true;
    case After::vowel:
      return is_folded_vowel(before);
    case After::consonant:
      return !is_folded_vowel(before);
    case After::high_vowel:
      return before == 'i' || before == 'u';
  }
  return false;
}

bool ends_with(std::string_view word, const Ending& ending) {
  const std::size_t size = ending.letters.size();
  if (word.size() < size + shortest_stem) return false;
  const std::string_view tail = word.substr(word.size() - size);
  for (std::size_t i = 0; i < size; ++i)
    if (!stands_for(ending.letters[i], tail[i])) return false;
  return fits(ending.after, word[word.size() - size - 1]);
}

template <std::size_t size>
bool take_off(std::string_view& word, const std::array<Ending, size>& endings) {
  for (const Ending& ending : endings) {
    if (!ends_with(word, ending)) continue;
    word.remove_suffix(ending.letters.size());
    return true;
  }
  return false;
}

char hardened(char last) {
  switch (last) {
    case 'b':
      return 'p';
    case 'd':
      return 't';
    case 'g':
    case 'q':
      return 'k';
    default:
      return last;
  }
}

}  // namespace

std::string turkic_stem(std::string_view folded) {
  std::string_view word = folded;
  take_off(word, copulas);
  for (int round = 0; round < 2; ++round) {
    const bool relative = take_off(word, relatives);
    take_off(word, cases);
    take_off(word, possessives);
    take_off(word, plurals);
    if (!relative) break;
  }
  // Words that end like a genitive by themselves (qoşun) lose it in all their forms.
  take_off(word, genitives);
  // Azərbaycanın may be Azərbaycan's or Azərbayca's: where a genitive would take the n, it goes in all forms.
  constexpr std::size_t shortest_on_an = 6;
  if (word.size() >= shortest_on_an && (word.ends_with("an") || word.ends_with("en"))) word.remove_suffix(1);
  if (word.size() > shortest_stem && is_folded_vowel(word.back())) word.remove_suffix(1);
  std::string stem(word);
  stem.back() = hardened(stem.back());
  return stem;
}

std::size_t turkic_case_ending(std::string_view folded) {
  std::string_view word = folded;
  take_off(word, cases);
  return folded.size() - word.size();
}

}  // namespace kartotek
