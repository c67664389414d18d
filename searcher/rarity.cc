#include "searcher/rarity.h"

#include <algorithm>
#include <cmath>

namespace kartotek {

std::vector<double> rarity_of_concepts(const Highlights& highlights, const Xapian::MSet& found,
                                       Xapian::doccount articles) {
  if (highlights.concepts < 2) return {};
  const double all = articles;
  std::vector<double> frequencies(highlights.concepts);
  for (const auto& [term, number] : highlights.terms) frequencies[number] += found.get_termfreq(term);
  for (const Highlights::Phrase& phrase : highlights.phrases) {
    double rarest = all;  // of the places: the phrase is rarer still
    for (const auto& place : phrase.places) {
      double one = 0;
      for (const std::string& term : place) one += found.get_termfreq(term);
      rarest = std::min(rarest, one);
    }
    frequencies[phrase.concept_number] = rarest;
  }
  std::vector<double> weights;
  weights.reserve(frequencies.size());
  for (const double in : frequencies) weights.push_back(std::log(1 + (all + 1) / (std::min(in, all) + 0.5)));
  return weights;
}

}  // namespace kartotek
