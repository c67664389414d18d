#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>

#include "corpus/country_reading.h"

namespace kartotek {

// Tells the countries and leaders of a text from people who have their names: Michael Jordan, Yusuf Erdoğan,
// Fethi Pekin. The reading must outlive it. Thread-safe once built.
class PersonNames {
 public:
  explicit PersonNames(const CountryReading& reading);

  // Whether phrase `index` is, or may well be, the name of a person that stands for no country.
  bool has(std::size_t index) const {
    return is_person(index) || is_someone_else(index) || lacks_company(index);
  }

 private:
  bool follows_given_name(const CountryPhrase& phrase) const;
  bool precedes_surname(std::size_t index) const;
  bool is_person_in_full(std::size_t index) const;
  bool is_person(std::size_t index) const;
  bool is_surname(std::size_t index) const;
  bool follows_other_given_name(std::size_t index) const;
  void note_leader(std::size_t index);
  bool lacks_company(std::size_t index) const;
  bool is_someone_else(std::size_t index) const;

  const CountryReading& in_;
  std::unordered_set<std::string> persons_;  // namesakes that the text gives a full name
  bool has_leader_ = false;                  // of some country, not merely by a name that needs company
  std::unordered_set<const CountryLexicon::Sense*> others_;  // names of leaders that others have here
  std::unordered_set<std::uint16_t> in_office_;  // countries whose leader is named in full or by office
};

}  // namespace kartotek
