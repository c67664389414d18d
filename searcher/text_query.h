#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/compile_query.h"
#include "searcher/scoring.h"

namespace kartotek {

// A text of the query after analysis.
struct QueryText {
  std::vector<std::vector<Word>> positions;  // the words that may stand at each
  std::vector<Word> wholes;                  // single words that stand for several positions together
  bool is_one = false;                       // one of these stands for all of the text: 10 000
};

// Makes Xapian queries of pieces of text, and notes what they look for in `highlights` and `expansions`.
// Field is any, title or body throughout. Not thread-safe.
class TextQueries {
 public:
  // `exact`: no stems and no variants.
  TextQueries(const Scoring& scoring, Analyzer& analyzer, bool exact, CompiledQuery& notes)
      : collection_(scoring.collection()),
        scoring_(scoring),
        analyzer_(analyzer),
        exact_(exact),
        notes_(notes) {}

  // No positions where `text` has no word in it.
  QueryText analyse(std::string_view text);

  // A bare word: its stems and variants too. Several positions (Council.Topics) are a phrase.
  Xapian::Query word(std::string_view text, Field field);
  // Of a bare word that is a phrase (load-bearing, Council.Topics), its words one by one, to rank articles by
  // that match without them; matches nothing where it is one word.
  Xapian::Query parts(std::string_view text, Field field);
  // Words side by side; variants of single words, but no stems.
  Xapian::Query phrase(std::string_view text, Field field);
  // Words side by side as spelt, but for case.
  Xapian::Query exact(std::string_view text, Field field);
  // Every word that begins with `text`, or is spelt much like it; nothing matches where there is none.
  // Throws QueryError, placed at `at`, where they are more than can be searched.
  Xapian::Query prefix(std::string_view text, Field field, std::size_t at);
  Xapian::Query fuzzy(std::string_view text, Field field);

  // The other names of `text` (one or several words), without itself; matches nothing where there are none.
  Xapian::Query variants(std::string_view text, Field field);

  // Whether the index has the word in any form or spelling that word() would look for.
  bool is_known(std::string_view text);

  // The terms that may stand at each position of a text, for NEAR.
  std::vector<std::vector<std::string>> near_terms(std::string_view text);

 private:
  std::vector<std::vector<std::string>> phrase_terms(std::string_view text);
  std::vector<std::string> word_terms(const Word& word, bool with_stems);
  const std::vector<std::string>& other_spellings(const Word& word);
  double share_as_spelt(const std::vector<Word>& forms, const std::vector<std::string>& terms);
  // Whether a rule found other spellings of a word, and no table says that they are the same thing.
  bool has_doubtful_spellings(const std::vector<Word>& forms) const;
  Xapian::Query any_of(const std::vector<std::string>& terms, Field field) const;
  // These highlight what they look for.
  Xapian::Query any_term(const std::vector<std::string>& terms, Field field);
  Xapian::Query side_by_side(const std::vector<std::vector<std::string>>& positions, Field field);
  // The same without a highlight.
  Xapian::Query placed(const std::vector<std::vector<std::string>>& positions, Field field);
  void highlight(const std::vector<std::vector<std::string>>& positions);
  void note_expansion(const std::string& from, const std::vector<std::string>& terms);
  std::vector<std::string> vocabulary(const std::string& prefix, std::size_t at);

  const Collection& collection_;
  const Scoring& scoring_;
  Analyzer& analyzer_;
  bool exact_;
  CompiledQuery& notes_;
  std::unordered_map<std::string, std::vector<std::string>> spellings_;  // by the word as written
  std::unordered_set<std::string> doubtful_;                             // words, folded
};

}  // namespace kartotek
