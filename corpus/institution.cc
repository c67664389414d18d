#include "corpus/institution.h"

#include <algorithm>
#include <string>

#include "corpus/country_mentions.h"
#include "corpus/lines.h"
#include "corpus/phrase_book.h"
#include "corpus/words.h"

namespace kartotek {

bool is_institution(std::string_view line) {
  constexpr std::size_t longest = 120;  // bytes
  if (line.size() > longest || ends_sentence(line)) return false;
  std::string rest(line);
  for (const CountryMention& country : country_mentions(line, {}).found)
    std::fill(rest.begin() + static_cast<std::ptrdiff_t>(country.begin),
              rest.begin() + static_cast<std::ptrdiff_t>(country.end), ' ');
  const std::string words = words_of(rest);
  if (words.empty()) return false;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    if (!PhraseBook::instance().is(PhraseKind::institution,
                                   std::string_view(words).substr(begin, end - begin)))
      return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace kartotek
