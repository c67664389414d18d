#include "indexer/stem.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/turkic_stem.h"
#include "indexer/ukrainian_stem.h"

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
  const bool latin = is_ascii_word(folded);
  if (!latin && !is_cyrillic_word(folded)) return {};
  switch (language) {
    case Language::en:
      return latin ? (*english_)(std::string(folded)) : std::string();
    case Language::tr:
    case Language::az:
      return latin ? turkic_stem(folded) : std::string();
    case Language::ru:
      return latin ? std::string() : (*russian_)(std::string(folded));
    case Language::uk:
      return latin ? std::string() : ukrainian_stem(folded);
    case Language::unknown:
      return {};
  }
  return {};
}

}  // namespace kartotek
