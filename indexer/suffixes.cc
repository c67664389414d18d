#include "indexer/suffixes.h"

#include <string>
#include <vector>

#include "corpus/table.h"
#include "indexer/archiphonemes.h"

namespace kartotek {
namespace {

struct Morpheme {
  bool begins = false;  // may follow the apostrophe directly
  char buffer = '\0';   // a letter that stands after vowels only; '\0' where there is none
  std::string letters;  // with A I D C for the letters that vary
};

std::vector<Morpheme> read_morphemes() {
  std::vector<Morpheme> morphemes;
  for_each_row("stopwords/suffixes.tsv", [&](std::string_view row) {
    const std::vector<std::string_view> cells = cells_of(row);
    Morpheme morpheme{.begins = cells[0] == "+", .letters = {}};
    std::string_view letters = cells.at(1);
    if (letters.starts_with('(')) {
      morpheme.buffer = letters[1];
      letters.remove_prefix(3);
    }
    morpheme.letters = letters;
    morphemes.push_back(morpheme);
  });
  return morphemes;
}

// How many letters `pattern` takes at the start of `text`; 0 where it does not fit.
std::size_t match(std::string_view pattern, std::string_view text) {
  if (pattern.size() > text.size()) return 0;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (!stands_for(pattern[i], text[i])) return 0;
  return pattern.size();
}

// `after_vowel`: 1 the letter before is a vowel, 0 it is not, -1 it is not known.
bool is_chain(const std::vector<Morpheme>& morphemes, std::string_view text, int after_vowel, bool first) {
  if (text.empty()) return !first;
  for (const Morpheme& morpheme : morphemes) {
    if (first && !morpheme.begins) continue;
    const bool buffered = morpheme.buffer != '\0' && stands_for(morpheme.buffer, text.front());
    // Without its buffer letter a morpheme follows a consonant, with it a vowel.
    for (const bool with_buffer : {false, true}) {
      if (with_buffer && !buffered) continue;
      const bool buffer_is_vowel = morpheme.buffer == 'I';
      if (morpheme.buffer != '\0' && after_vowel >= 0 &&
          (with_buffer != buffer_is_vowel) != (after_vowel == 1))
        continue;
      const std::size_t used = match(morpheme.letters, text.substr(with_buffer));
      if (used == 0) continue;
      const std::string_view rest = text.substr(with_buffer + used);
      if (is_chain(morphemes, rest, is_folded_vowel(text[with_buffer + used - 1]), false)) return true;
    }
  }
  return false;
}

}  // namespace

bool is_apostrophe_suffix(std::string_view base, std::string_view suffix, bool abbreviation) {
  static const std::vector<Morpheme> morphemes = read_morphemes();
  constexpr std::size_t longest = 16;  // bounds the search; the longest chains in news are some 12 letters
  if (base.empty() || suffix.empty() || suffix.size() > longest) return false;
  if (suffix == "s") return true;
  const bool plain_base = static_cast<unsigned char>(base.back()) < 0x80;
  return is_chain(morphemes, suffix, abbreviation || !plain_base ? -1 : is_folded_vowel(base.back()), true);
}

}  // namespace kartotek
