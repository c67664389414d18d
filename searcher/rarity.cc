#include "searcher/rarity.h"

#include <algorithm>
#include <cmath>

namespace kartotek {

std::vector<double> rarity_of_concepts(const Highlights& highlights, const Collection& collection) {
  if (highlights.concepts < 2) return {};
  const double all = collection.database().get_doccount();
  std::vector<double> frequencies(highlights.concepts);
  for (const auto& [term, number] : highlights.terms) frequencies[number] += collection.articles_with(term);
  for (const Highlights::Phrase& phrase : highlights.phrases) {
    double rarest = all;  // of the places: the phrase is rarer still
    for (const auto& place : phrase.places) {
      double one = 0;
      for (const std::string& term : place) one += collection.articles_with(term);
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
