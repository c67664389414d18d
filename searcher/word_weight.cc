#include "searcher/word_weight.h"

#include <algorithm>
#include <cmath>

namespace kartotek {
namespace {

constexpr double doubt = 4;        // articles' worth, in which a word of few articles is taken to stand once
constexpr double most_burst = 16;  // a list that repeats a word a thousand times makes it no better a word

}  // namespace

double exact_in_sums(double score) {
  constexpr double shift = 3LL << 15;  // numbers of its size are 2^-36 apart
  return (score + shift) - shift;
}

double WordWeights::weight(double articles, double occurrences, double all) const {
  double odds = (all - articles + 0.5) / (articles + 0.5);
  // A term of more than a third of all articles would weigh next to nothing, or less.
  if (odds < 2) odds = odds * 0.5 + 1;
  const double burst = std::clamp((occurrences + doubt) / (articles + doubt), 1.0, most_burst);
  return std::log(odds) * std::pow(burst, burstiness);
}

double WordWeights::share(double occurrences, double length) const {
  return (k1 + 1) * occurrences / (k1 * ((1 - b) + b * std::max(length, least_length)) + occurrences) +
         presence;
}

double WordWeights::score(double weight, double occurrences, double length) const {
  return occurrences == 0 ? 0 : exact_in_sums(weight * share(occurrences, length));
}

WordWeight::WordWeight(const WordWeights& weights) : weights_(weights) {
  for (const stat_flags needed : {AVERAGE_LENGTH, WDF, WDF_MAX, DOC_LENGTH, DOC_LENGTH_MIN})
    need_stat(needed);
}

void WordWeight::init(double factor) {
  if (factor == 0) return;  // for what is scored without regard to any term
  weight_ = factor;
  average_ = get_average_length();
}

double WordWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const {
  return weights_.score(weight_, wdf, length / average_);
}

// An article is at least as long as what stands in it.
double WordWeight::get_maxpart() const {
  const Xapian::termcount most = get_wdf_upper_bound();
  const Xapian::termcount shortest = std::max(most, get_doclength_lower_bound());
  return weights_.score(weight_, most, shortest / average_);
}

}  // namespace kartotek
