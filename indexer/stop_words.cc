#include "indexer/stop_words.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <vector>

#include "corpus/table.h"

namespace kartotek {
namespace {

// The lists as they lie in the program, folded, and where each word is in them: asked of every word of a
// text, and made anew by every process that answers a question.
class StopWords {
 public:
  StopWords() {
    const auto rows = static_cast<std::size_t>(std::count(lists_.begin(), lists_.end(), '\n'));
    places_.resize(std::bit_ceil(2 * rows + 1));
    rows_in(lists_, [this](std::string_view row) {
      const std::string_view word = first_cell(row);
      std::size_t place = place_of(word);
      while (places_[place] != 0) place = (place + 1) & (places_.size() - 1);
      places_[place] = static_cast<std::uint32_t>(1 + (row.data() - lists_.data()));
    });
  }

  bool has(std::string_view word) const {
    for (std::size_t place = place_of(word); places_[place] != 0; place = (place + 1) & (places_.size() - 1))
      if (first_cell(lists_.substr(places_[place] - 1U, word.size() + 1)) == word) return true;
    return false;
  }

 private:
  static std::string_view first_cell(std::string_view row) { return row.substr(0, row.find('\t')); }
  std::size_t place_of(std::string_view word) const {
    return std::hash<std::string_view>()(word) & (places_.size() - 1);
  }

  std::string_view lists_ = embedded("stopwords/stop_words.folded");
  std::vector<std::uint32_t> places_;  // open addressing: 1 + where a row begins
};

}  // namespace

bool is_stop_word(std::string_view folded) {
  static const StopWords words;
  return words.has(folded);
}

}  // namespace kartotek
