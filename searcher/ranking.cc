#include "searcher/ranking.h"

#include <algorithm>
#include <cmath>

namespace kartotek {

double Ranking::presence_among(std::size_t words) const {
  constexpr double all_words_up_to = 3;
  constexpr double none_from = 7;
  const double left = (none_from - static_cast<double>(words)) / (none_from - all_words_up_to);
  return presence * std::pow(std::clamp(left, 0.0, 1.0), 2);
}

WordWeight Ranking::weighting(std::size_t words) const { return WordWeight(weights_for(words)); }

Xapian::BM25PlusWeight Ranking::stock_weighting(std::size_t words) const {
  return {k1, 0, 0, WordWeights::b, WordWeights::least_length, presence_among(words)};
}

double Ranking::feedback_share(unsigned plain_words) const {
  constexpr double steps = 4;
  return std::clamp((plain_words + 1.0 - feedback_words) / steps, 0.0, 1.0);
}

}  // namespace kartotek
