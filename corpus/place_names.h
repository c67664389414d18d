#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_set>

#include "corpus/country_reading.h"

namespace kartotek {

// Tells the cities, regions and countries of a text from other things that have their names: towns in
// America, weapons, operations, teams. The reading must outlive it. Thread-safe once built.
class PlaceNames {
 public:
  explicit PlaceNames(const CountryReading& reading);

  // Whether phrase `index` names an operation, a weapon or a newspaper.
  bool is_no_place(std::size_t index) const {
    return is_operation(in_.phrases[index]) || is_model(index) || is_paper(in_.phrases[index]);
  }
  // Whether it is a town in the United States, as by the state behind it.
  bool is_town_in_state(std::size_t index) const;
  // Whether it is a capital or city and but a place where something happens, or a team.
  bool is_place_only(const CountryPhrase& phrase) const { return is_team(phrase) || is_scene(phrase); }
  bool is_team(const CountryPhrase& phrase) const;

 private:
  bool ends_apposition(std::size_t end) const;
  bool is_operation(const CountryPhrase& phrase) const;
  bool is_model_number(const CountryPhrase& phrase) const;
  bool is_model(std::size_t index) const;
  bool is_paper(const CountryPhrase& phrase) const;
  bool has_score(std::size_t index) const;
  bool is_scene(const CountryPhrase& phrase) const;
  bool is_locative(const ScannedWord& place) const;

  const CountryReading& in_;
  std::unordered_set<const CountryLexicon::Sense*> models_;  // places whose names are those of weapons here
};

}  // namespace kartotek
