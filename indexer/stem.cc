#include "indexer/stem.h"

#include <xapian.h>

#include <algorithm>

namespace kartotek {
namespace {

bool is_ascii_word(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Folded Cyrillic letters lie in U+0400..U+04FF: lead bytes D0 to D3.
bool is_cyrillic_word(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); i += 2)
    if (static_cast<unsigned char>(word[i]) < 0xD0 || static_cast<unsigned char>(word[i]) > 0xD3)
      return false;
  return word.size() % 2 == 0;
}

}  // namespace

Stemmer::Stemmer()
    : english_(std::make_unique<Xapian::Stem>("english")),
      russian_(std::make_unique<Xapian::Stem>("russian")) {}
Stemmer::~Stemmer() = default;

std::string Stemmer::stem(std::string_view folded, Language language) const {
  if (folded.size() < 3 || folded.size() > 60) return {};
  if (language == Language::en && is_ascii_word(folded)) return (*english_)(std::string(folded));
  if (language == Language::ru && is_cyrillic_word(folded)) return (*russian_)(std::string(folded));
  return {};
}

}  // namespace kartotek
