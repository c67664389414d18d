#include "corpus/country_score.h"

#include <algorithm>
#include <cmath>

#include "corpus/thresholds.h"

namespace kartotek {
namespace {

constexpr CountryWeights weights;

bool in_lead(const CountryEvidence& evidence) { return evidence.lead_names > 0 || evidence.lead_other; }

// Whether a country is spoken of in one stretch of a longer text only, and not as much as another in all.
bool is_aside(const CountryEvidence& evidence, const CountryBody& body) {
  if (in_lead(evidence) || evidence.body_names + evidence.body_others < 2 || body.words < weights.aside_words)
    return false;
  if (4 * evidence.body_names >= 3 * body.most_names) return false;  // all the text may be such asides
  return static_cast<double>(evidence.last_word - evidence.first_word) <
         weights.aside_share * static_cast<double>(body.words);
}

double score_of_body(const CountryEvidence& evidence, const CountryBody& body) {
  const auto often = [&](std::size_t count) { return std::log2(1 + body.rate * static_cast<double>(count)); };
  double sum = weights.lead_name * static_cast<double>(std::min<std::size_t>(evidence.lead_names, 2));
  sum += evidence.lead_other ? weights.lead_other : 0;
  sum += evidence.lead_place ? weights.lead_place : 0;
  sum += evidence.lead_leader && evidence.lead_names > 0 ? weights.lead_leader : 0;
  sum += evidence.first ? weights.first : 0;
  sum += evidence.listed ? weights.listed : 0;
  sum += weights.body_name * often(evidence.body_names);
  sum += weights.body_other * often(evidence.body_others);
  sum += evidence.named ? weights.body_place * often(evidence.body_places) : 0;
  return sum;
}

}  // namespace

double country_score(const CountryEvidence& evidence, const CountryBody& body) {
  double sum = evidence.dateline + score_of_body(evidence, body);
  sum += evidence.title_name ? weights.title_name : 0;
  sum += evidence.title_other ? weights.title_other : 0;
  if (body.one_country) sum += evidence.named ? weights.alone : weights.alone_other;
  sum += evidence.label ? weights.label : 0;
  const bool told = evidence.title_name || evidence.title_other || evidence.dateline > 0 || evidence.label;
  const bool aside = !told && is_aside(evidence, body);
  const std::size_t count = evidence.body_names + evidence.body_others;
  const bool shared = evidence.named && !aside && count >= weights.often && 2 * count >= body.most_names;
  sum += shared ? weights.shared : 0;
  const bool minor =
      !told && body.most_names >= weights.often &&
      static_cast<double>(evidence.body_names) < weights.minor_share * static_cast<double>(body.most_names);
  sum += minor ? weights.minor : 0;
  return sum + (aside ? weights.aside : 0);
}

}  // namespace kartotek
