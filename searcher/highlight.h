#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/article.h"
#include "indexer/analyzer.h"
#include "searcher/compile_query.h"

namespace kartotek {

// A word of a text that the query looks for.
struct Match {
  Span span;                // bytes in the text
  unsigned concept_number;  // the word or phrase of the query it answers
};

// Finds what a query looks for in the tokens of texts. Made once a query; a token that is no match, as most
// are, costs a few nanoseconds. Thread-safe once made.
class Highlighter {
 public:
  explicit Highlighter(const Highlights& highlights);

  // Every match, in order and without overlap. The words of a phrase match only where the phrase stands.
  // `language` is the ISO code that the text is indexed under.
  std::vector<Match> matches(const std::vector<Token>& tokens, std::string_view language) const;

 private:
  // Terms of one kind, without their prefix, by number.
  class Terms {
   public:
    void add(std::string_view term, unsigned number);
    const unsigned* find(std::string_view term) const;
    bool empty() const { return numbers_.empty(); }

   private:
    struct Hash {
      using is_transparent = void;
      std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    static std::size_t trait_of(std::string_view term);
    const unsigned* look_up(std::string_view term) const;
    std::unordered_map<std::string, unsigned, Hash, std::equal_to<>> numbers_;
    std::bitset<1024> traits_;  // of all terms: what has another is none of them
  };

  // Terms by what their prefix says they are.
  struct Kinds {
    Terms words, exacts, plains;
    std::unordered_map<std::string, Terms> stems;  // by stem_prefix()

    void add(std::string_view term, unsigned number);
    // As a word, as spelt, and, where `own_stems` are given, by its stem.
    const unsigned* find(const Word& word, const Terms* own_stems) const;
  };

  struct Phrase {
    std::vector<Kinds> places;
    unsigned concept_number;
  };

  static void add_phrase(const Phrase& phrase, const std::vector<Token>& tokens, std::vector<Match>& matches);

  Kinds terms_;
  std::vector<Phrase> phrases_;
};

// Where the matches are in `text`: [begin, end) in code points.
std::vector<std::pair<std::size_t, std::size_t>> in_code_points(std::string_view text,
                                                                const std::vector<Match>& matches);

}  // namespace kartotek
