#include "searcher/ranking.h"

#include <algorithm>
#include <cmath>

namespace kartotek {

WordWeight Ranking::weighting(std::size_t words) const {
  constexpr double all_words_up_to = 3;
  constexpr double none_from = 7;
  const double left = (none_from - static_cast<double>(words)) / (none_from - all_words_up_to);
  return WordWeight(weights(presence * std::pow(std::clamp(left, 0.0, 1.0), 2)));
}

double Ranking::feedback_share(unsigned plain_words) const {
  constexpr double steps = 4;
  return std::clamp((plain_words + 1.0 - feedback_words) / steps, 0.0, 1.0);
}

double Ranking::weight(const std::vector<std::string>& terms, const Xapian::Database& database) const {
  const double all = database.get_doccount();
  const auto length = static_cast<double>(database.get_total_length());
  double articles = 0;  // as if the terms knew nothing of each other
  double occurrences = 0;
  for (const std::string& term : terms) {
    const double in = database.get_termfreq(term);
    const double often = database.get_collection_freq(term);
    articles += in - in * articles / all;
    occurrences += often - often * occurrences / length;
  }
  return weights(0).weight(std::floor(articles + 0.5), std::floor(occurrences + 0.5), all);
}

double Ranking::share(double occurrences, double length) const {
  return occurrences == 0 ? 0 : weights(0).share(occurrences, length);
}

}  // namespace kartotek
