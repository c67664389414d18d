#include "searcher/spelling.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t i = 0; i < text.size();) letters += next_code_point(text, i);
  return letters;
}

// Whether two words are at most `most` edits apart. Rows of the classic table, ended early.
bool within(const std::u32string& a, const std::u32string& b, unsigned most) {
  std::vector<unsigned> before_last;
  std::vector<unsigned> last(b.size() + 1);
  std::vector<unsigned> row(b.size() + 1);
  for (unsigned k = 0; k <= b.size(); ++k) last[k] = k;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<unsigned>(i);
    for (std::size_t k = 1; k <= b.size(); ++k) {
      row[k] = std::min({last[k] + 1, row[k - 1] + 1, last[k - 1] + (a[i - 1] != b[k - 1])});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
        row[k] = std::min(row[k], before_last[k - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > most) return false;
    before_last = last;
    std::swap(last, row);
  }
  return last[b.size()] <= most;
}

// The folded `word` with the diacritics that most articles write it with; as it is where most have none.
std::string as_written(const Xapian::Database& database, const std::string& word) {
  std::string best = word;
  Xapian::doccount most = database.get_termfreq(word) / 2;
  const std::string start(prefix::exact);
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
    const std::string written = (*term).substr(start.size());
    if (term.get_termfreq() <= most || fold(written) != word) continue;
    most = term.get_termfreq();
    best = written;
  }
  return best;
}

}  // namespace

std::vector<std::string> similar_words(const Xapian::Database& database, std::string_view wanted,
                                       unsigned distance) {
  const std::u32string letters = letters_of(wanted);
  std::vector<std::string> found;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string word = *term;
    if (word.empty() || (word.front() >= 'A' && word.front() <= 'Z')) continue;
    const std::size_t length = count_code_points(word);
    if (length > letters.size() + distance || length + distance < letters.size()) continue;
    if (within(letters, letters_of(word), distance)) found.push_back(word);
  }
  return found;
}

std::string likeliest_word(const Xapian::Database& database, std::string_view wanted) {
  const std::size_t length = count_code_points(wanted);
  if (length < 4) return {};
  for (unsigned distance = 1; distance <= (length < 6 ? 1U : 2U); ++distance) {
    std::string best;
    Xapian::doccount most = 0;
    for (const std::string& word : similar_words(database, wanted, distance)) {
      const Xapian::doccount articles = database.get_termfreq(word);
      if (articles > most) {
        most = articles;
        best = word;
      }
    }
    if (!best.empty()) return as_written(database, best);
  }
  return {};
}

}  // namespace kartotek
