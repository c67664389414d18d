#include "corpus/country_rows.h"

#include <algorithm>
#include <array>

#include "corpus/table.h"

namespace kartotek {
namespace {

std::vector<CountryRow> parse_rows() {
  static constexpr std::array<std::string_view, 5> languages{"en", "tr", "az", "ru", "uk"};
  std::vector<CountryRow> rows;
  for_each_row("corpus/data/countries.tsv", [&](std::string_view line) {
    const std::vector<std::string_view> cells = cells_of(line);
    CountryRow row{cells.at(0), cells.at(1), cells.at(2), {{"en", cells.at(2)}}};
    for (std::size_t i = 0; i < languages.size(); ++i) row.names.push_back({languages[i], cells.at(3 + i)});
    rows.push_back(std::move(row));
  });
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  return rows;
}

}  // namespace

const std::vector<CountryRow>& country_rows() {
  static const std::vector<CountryRow> rows = parse_rows();
  return rows;
}

std::optional<std::size_t> find_country_row(std::string_view code) {
  const std::vector<CountryRow>& rows = country_rows();
  const auto found =
      std::lower_bound(rows.begin(), rows.end(), code,
                       [](const CountryRow& row, std::string_view wanted) { return row.code < wanted; });
  if (found == rows.end() || found->code != code) return std::nullopt;
  return static_cast<std::size_t>(found - rows.begin());
}

}  // namespace kartotek
