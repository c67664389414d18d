#include "indexer/lines_so_far.h"

#include <algorithm>
#include <iterator>

#include "corpus/thresholds.h"
#include "indexer/source_lines.h"

namespace kartotek {

LinesSoFar::Source& LinesSoFar::source_of(const Article& article) {
  if (!last_ || last_name_ != article.source) {
    last_ = &sources_[source_term(article.source)];
    last_name_ = article.source;
  }
  return *last_;
}

void LinesSoFar::add(const Article& article, std::string_view hash) {
  Source& source = source_of(article);
  if (source.is_done || source.sample.size() >= LineSample::most_articles || seen_ >= most_) return;
  source.sample.add(hash, article);
  source.seen += article.text.size();
  seen_ += article.text.size();
}

const FrequentLines* LinesSoFar::lines_for(const Article& article, Xapian::docid number) {
  static const FrequentLines none;
  Source& source = source_of(article);
  const std::size_t size = source.sample.size();
  const bool is_whole = size == LineSample::most_articles;
  if (is_whole || size >= std::max<std::size_t>(2 * source.taken, frequent_limit::least_articles)) {
    FrequentLines guess = source.sample.frequent();
    source.taken = size;
    if (source.guesses.empty() ? !guess.empty() : guess != source.guesses.back().second)
      source.guesses.emplace_back(number, std::move(guess));
    if (is_whole) {
      source.is_done = true;
      source.sample = {};
      seen_ -= source.seen;
    }
  }
  return source.guesses.empty() ? &none : &source.guesses.back().second;
}

const FrequentLines* LinesSoFar::given_for(const std::string& source, Xapian::docid number) const {
  static const FrequentLines none;
  const auto found = sources_.find(source);
  if (found == sources_.end()) return &none;
  const auto& guesses = found->second.guesses;
  const auto after = std::upper_bound(guesses.begin(), guesses.end(), number,
                                      [](Xapian::docid at, const auto& guess) { return at < guess.first; });
  return after == guesses.begin() ? &none : &std::prev(after)->second;
}

}  // namespace kartotek
