#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/language.h"

namespace kartotek {

// All that is known of a word whatever stands around it.
struct Word {
  std::string term;          // folded: what is searched
  std::string exact;         // lower case with its diacritics, where that differs from `term`; else ""
  std::string stem;          // in the language of the text; "" where the language has no stemmer for it
  bool stop = false;         // carries no meaning
  bool capitalised = false;  // begins with a capital letter as written
};

// One occurrence of a word. Several may share a position: the parts and the whole of a designator.
struct Token {
  const Word* word;        // owned by the Analyzer, valid until its next call
  std::uint32_t position;  // from 1
  Span span;               // bytes in the text; what a highlight covers
  bool part = false;       // belongs to a larger token at the same position (400 of S-400)
  bool spans = false;      // the whole of several positions, from this one on (defence.gov.tr)
};

// The term of the United States' abbreviation, told apart from the pronoun by its capitals.
inline constexpr std::string_view united_states_term = "u.s.";

// Text to tokens: the same for documents, queries and highlights, so that they cannot differ.
// What is one word, with what it is also found by:
//   S-400, S 400, S400      s400, and 400; T-72B3 also t72; all at one position
//   155mm, 155 mm           155mm, and 155
//   U.S.  J.D.              u.s.  jd; US in capitals is both u.s. and us in a line of capitals
//   co-operation            cooperation (bound prefixes: one position)
//   Turkish-Azerbaijani     each part at a position of its own, and the whole
//   Council.Topics          two words; hosts and e-mail addresses whole and in parts
//   Türkiye'nin, F-16'lar   without the ending; any other apostrophe is deleted (Qur'an)
//   18,000  18.000          18000;  15.04.2021 whole and in parts
// Invisible characters and the form of a letter (NFC, NFD, full width) make no difference; Latin letters
// inside a Cyrillic word and the reverse are put right. Scripts without spaces go by ICU's dictionaries.
//
// Ill-formed UTF-8 reads as U+FFFD; no input makes this fail. Time is linear in the text.
// Not thread-safe: one Analyzer per thread.
class Analyzer {
 public:
  // `memory`: bytes, more or less, that it may remember words in. What it does not remember takes longer.
  explicit Analyzer(std::size_t memory = std::size_t{80} << 20);
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // The tokens of `text` in reading order.
  const std::vector<Token>& tokens(std::string_view text, Language language = Language::unknown);

  // The capitalised words met for the first time since the last call, as spelt in lower case: what may be
  // names; of those met after remember_names(). Who calls that has to take them now and then. (A word comes
  // once more where the cache of words was emptied between.)
  void remember_names();
  std::vector<std::string> take_new_names();

  // The stem of a folded word, as documents in `language` are indexed under it; "" if there is none.
  std::string stem(std::string_view folded, Language language) const;

 private:
  class Words;
  class Pass;
  std::unique_ptr<Words> words_;
  std::vector<Token> tokens_;
};

}  // namespace kartotek
