#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// A name is spelt in many ways once it has crossed between Azerbaijani, Turkish, Russian, Ukrainian and
// English: Əliyev, Aliyev, Aliev, Алиев, Алієв. Both functions hear a word rather than read it: letters
// become sounds, and sounds are compared.
// They take one word in well-formed UTF-8, as written: case is ignored, but diacritics count, for a writer
// who has ş means s by s, and one who has not may mean either. A folded word works too, less sharply.
// Which words are names is the caller's to say (capitalised ones). Thread-safe; time is linear in the word.

// The keys under which the spellings of one name meet: its consonants in twelve broad classes, with an
// `a` at either end where a vowel stands there. The first is of the word read plainly; more, each once, where
// it may be read as German, French or Armenian. They only gather: strangers share keys, same_name() decides.
// None where the word is no candidate: fewer than three sounds, no consonant, more than forty letters,
// anything but letters and apostrophes, two scripts mixed, or a script other than Latin and Cyrillic.
std::vector<std::string> name_keys(std::string_view word);

// Whether two spellings may be joined as one name. What no spelling system tells apart differs for nothing;
// for the rest (a and e, h and g) a name pays, and a longer one may pay more. Endings are never joined:
// Алиев is neither Алиева (a woman, or his genitive) nor Алиевым.
// Symmetric, and true for two forms of one word that has a key (case, diacritics, NFD); not transitive, so
// compare each candidate with the query's own spelling. false where either word has no key.
bool same_name(std::string_view a, std::string_view b);

// A word to compare many others with: is_name_of(b) is same_name(word, b), for half of the work.
class Spelling {
 public:
  explicit Spelling(std::string_view word);
  ~Spelling();
  Spelling(const Spelling&) = delete;
  Spelling& operator=(const Spelling&) = delete;

  bool is_name_of(std::string_view other) const;

 private:
  struct Readings;
  std::unique_ptr<Readings> readings_;
};

}  // namespace kartotek
