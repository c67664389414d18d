#include "searcher/spelling.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>
#include <vector>

#include "corpus/ascii.h"
#include "corpus/unicode.h"
#include "indexer/schema.h"
#include "searcher/term_walk.h"

namespace kartotek {
namespace {

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t i = 0; i < text.size();) letters += next_code_point(text, i);
  return letters;
}

// Goes through the terms that begin with `start`, in order, and calls `visit` with what follows it. That
// returns how many bytes of it begin nothing of interest, and terms that begin so are left out; 0 for the
// next term.
template <typename Visit>
void walk_terms(const Collection& collection, const std::string& start, Visit visit) {
  TermWalk terms = TermWalk::of_vocabulary(collection, start);
  while (!terms.done()) {
    std::string rest = terms.term();
    const std::size_t dead = visit(std::string_view(rest).substr(start.size()));
    if (dead == 0) {
      terms.next();
    } else {
      // (One step would pass over all chunks of a frequent term, which costs more than to look up a place.)
      rest.resize(start.size() + dead);
      ++rest.back();  // No byte of UTF-8 is the last there is.
      terms.skip_to(rest);
    }
  }
}

// Compares words with one that is wanted. Rows of the classic table of edits, in which neighbours that
// changed places are one; those of the letters that a word begins with like the one before it are kept.
class EditDistance {
 public:
  EditDistance(std::u32string wanted, unsigned most) : wanted_(std::move(wanted)), most_(most) {
    std::vector<unsigned>& first = rows_.emplace_back(wanted_.size() + 1);
    std::iota(first.begin(), first.end(), 0U);
  }

  // How many bytes of `word` already are too far from all that is wanted; 0 where it may be near.
  std::size_t too_far(std::string_view word) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < word.size(); ++letters) {
      const char32_t letter = next_code_point(word, i);
      if (letters == word_.size() || word_[letters] != letter) {
        word_.resize(letters);
        rows_.resize(letters + 1);
        add(letter);
      }
      if (*std::min_element(rows_[letters + 1].begin(), rows_[letters + 1].end()) > most_) {
        near_ = false;
        return i;
      }
    }
    word_.resize(letters);
    rows_.resize(letters + 1);
    near_ = rows_.back().back() <= most_;
    return 0;
  }
  // Whether the last word was within the distance.
  bool near() const { return near_; }

 private:
  void add(char32_t letter) {
    const std::vector<unsigned>& last = rows_.back();
    std::vector<unsigned> row(wanted_.size() + 1);
    row[0] = static_cast<unsigned>(rows_.size());
    for (std::size_t k = 1; k <= wanted_.size(); ++k) {
      row[k] = std::min({last[k] + 1, row[k - 1] + 1, last[k - 1] + (letter != wanted_[k - 1])});
      if (k > 1 && !word_.empty() && letter == wanted_[k - 2] && word_.back() == wanted_[k - 1])
        row[k] = std::min(row[k], rows_[rows_.size() - 2][k - 2] + 1);
    }
    rows_.push_back(std::move(row));
    word_ += letter;
  }

  std::u32string wanted_;
  unsigned most_;
  std::u32string word_;
  std::vector<std::vector<unsigned>> rows_;  // one more than letters of the word
  bool near_ = false;
};

// The folded `word` with the diacritics that most articles write it with; as it is where most have none.
std::string as_written(const Collection& collection, const std::string& word) {
  std::string best = word;
  Xapian::doccount most = collection.articles_with(word) / 2;
  const std::string start(prefix::exact);
  walk_terms(collection, start, [&](std::string_view written) -> std::size_t {
    // Letter by letter, folded, it has to be what the word begins with.
    std::string folded;
    for (std::size_t i = 0; i < written.size();) {
      const std::size_t begin = i;
      next_code_point(written, i);
      folded += fold(written.substr(begin, i - begin));
      if (!word.starts_with(folded)) return i;
    }
    if (folded != word) return 0;
    const Xapian::doccount articles = collection.articles_with(start + std::string(written));
    if (articles > most) {
      most = articles;
      best = written;
    }
    return 0;
  });
  return best;
}

}  // namespace

std::vector<std::string> similar_words(const Collection& collection, std::string_view wanted,
                                       unsigned distance) {
  EditDistance distances(letters_of(wanted), distance);
  std::vector<std::string> found;
  walk_terms(collection, "", [&](std::string_view word) -> std::size_t {
    if (word.front() >= 'A' && word.front() <= 'Z') return 1;  // terms that are no words
    const std::size_t dead = distances.too_far(word);
    if (distances.near()) found.emplace_back(word);
    return dead;
  });
  if (!collection.is_local()) {
    collection.look_up(found);
    std::erase_if(found, [&](const std::string& word) { return !collection.has(word); });
  }
  return found;
}

namespace {

std::string digits_of(std::string_view word) {
  std::string digits;
  std::copy_if(word.begin(), word.end(), std::back_inserter(digits), is_ascii_digit);
  return digits;
}

// Whether the first letters are the same, or have changed places: of few letters few are left where the first
// is another one, and nobody who wrote Shusha meant USA.
bool begins_alike(std::string_view word, std::string_view wanted) {
  const std::u32string a = letters_of(word);
  const std::u32string b = letters_of(wanted);
  return a[0] == b[0] || (a.size() == b.size() && a.size() > 1 && a[0] == b[1] && a[1] == b[0]);
}

// Whether `word` may be a slip for `wanted`: Su-25 is none for Su-35, nor cats for CAATSA or great for
// freqat.
bool may_be_slip(std::string_view word, std::string_view wanted, unsigned distance) {
  if (digits_of(word) != digits_of(wanted)) return false;
  const std::size_t length = count_code_points(wanted);
  constexpr std::size_t short_word = 6;
  if (distance < 2) return length >= short_word || begins_alike(word, wanted);
  const std::size_t other = count_code_points(word);
  return word.front() == wanted.front() && std::max(length, other) - std::min(length, other) <= 1;
}

}  // namespace

std::string likeliest_word(const Collection& collection, std::string_view wanted) {
  const std::size_t length = count_code_points(wanted);
  if (length < 4) return {};
  for (unsigned distance = 1; distance <= (length < 6 ? 1U : 2U); ++distance) {
    std::string best;
    Xapian::doccount most = 0;
    for (const std::string& word : similar_words(collection, wanted, distance)) {
      const Xapian::doccount articles = collection.articles_with(word);
      if (articles > most && may_be_slip(word, wanted, distance)) {
        most = articles;
        best = word;
      }
    }
    if (!best.empty()) return as_written(collection, best);
  }
  return {};
}

}  // namespace kartotek
