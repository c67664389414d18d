#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "corpus/language.h"

namespace Xapian {
class Stem;
}

namespace kartotek {

// Reduces folded words to stems. One per thread.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();

  // The stem of a folded word in `language`; "" where there is none to be had: the language has no
  // stemmer, or the word is no plain word of its script (digits, fewer than 3 letters, over 60 bytes).
  // English and Russian: Snowball (Porter 2001), as Xapian ships it. The others: turkic_stem.h,
  // ukrainian_stem.h.
  std::string stem(std::string_view folded, Language language) const;

 private:
  std::unique_ptr<Xapian::Stem> english_;
  std::unique_ptr<Xapian::Stem> russian_;
};

}  // namespace kartotek
