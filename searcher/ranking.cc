#include "searcher/ranking.h"

#include <algorithm>
#include <cmath>

namespace kartotek {
namespace {

constexpr double least_length = 0.5;

}  // namespace

Xapian::BM25Weight Ranking::weighting() const { return {k1, 0, 1, b, least_length}; }

double Ranking::weight(const std::vector<std::string>& terms, const Xapian::Database& database) const {
  const double all = database.get_doccount();
  double in = 0;  // as if the terms knew nothing of each other
  for (const std::string& term : terms) {
    const double one = database.get_termfreq(term);
    in += one - in * one / all;
  }
  in = std::floor(in + 0.5);
  double odds = (all - in + 0.5) / (in + 0.5);
  // A term of more than a third of all articles would weigh next to nothing, or less.
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds) * (k1 + 1);
}

double Ranking::share(double occurrences, double length) const {
  const double normal = std::max(length, least_length);
  return occurrences / (k1 * (normal * b + (1 - b)) + occurrences);
}

}  // namespace kartotek
