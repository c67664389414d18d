#pragma once

#include <cstddef>
#include <cstdint>

namespace kartotek {

// What the article has on one country.
struct CountryEvidence {
  bool title_name = false;
  bool title_other = false;
  std::size_t lead_names = 0;
  bool lead_other = false;
  bool lead_place = false;
  bool lead_leader = false;
  bool first = false;
  bool listed = false;  // in a row of countries in the lead
  std::size_t body_names = 0;
  std::size_t body_others = 0;
  std::size_t body_places = 0;
  std::size_t first_word = SIZE_MAX;  // of the body: where it is first and last spoken of
  std::size_t last_word = 0;
  bool named = false;      // by more than a place where something happened, an institution or a person
  bool mentioned = false;  // by one of these too
  bool seated = false;     // by its government, or by a city even as a place of events
  double dateline = 0;
  bool label = false;
};

// What the score depends on beside the country's own evidence: all of one article.
struct CountryBody {
  std::size_t words = 0;
  double rate = 1;             // what a mention counts: less in a long text
  std::size_t most_names = 0;  // of one country
  bool one_country = false;    // in all of the article
};

// What the evidence is worth that the article is about the country, by CountryWeights in corpus/thresholds.h.
double country_score(const CountryEvidence& evidence, const CountryBody& body);

}  // namespace kartotek
