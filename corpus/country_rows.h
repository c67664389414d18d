#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace kartotek {

// A row of corpus/data/countries.tsv; everything points into the embedded table.
struct CountryRow {
  std::string_view code;  // ISO 3166-1 alpha-2, XK for Kosovo
  std::string_view alpha3;
  std::string_view label;  // current short name in English
  struct Names {
    std::string_view language;
    std::string_view forms;  // separated by |, with the marks the head of the table explains
  };
  std::vector<Names> names;
};

// All countries, sorted by code. Thread-safe.
const std::vector<CountryRow>& country_rows();

// The row of an upper-case alpha-2 code.
std::optional<std::size_t> find_country_row(std::string_view code);

}  // namespace kartotek
