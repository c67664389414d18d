#include "searcher/histogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "corpus/date.h"

namespace kartotek {
namespace {

using std::chrono::sys_days;

constexpr std::array<std::string_view, 5> step_names{"day", "month", "quarter", "year", "decade"};

bool is_known_to(const Date& date, TimeStep step) {
  if (step == TimeStep::day) return date.day != 0;
  return step == TimeStep::year || step == TimeStep::decade || date.month != 0;
}

// The steps from an origin of no meaning; consecutive ones differ by 1.
int number_of(const Date& date, TimeStep step) {
  switch (step) {
    case TimeStep::day:
      return static_cast<int>(
          sys_days(std::chrono::year(date.year) / date.month / date.day).time_since_epoch().count());
    case TimeStep::month:
      return date.year * 12 + date.month - 1;
    case TimeStep::quarter:
      return date.year * 4 + (date.month - 1) / 3;
    case TimeStep::year:
      return date.year;
    case TimeStep::decade:
      return date.year / 10;
  }
  return 0;
}

std::string label_of(int number, TimeStep step) {
  switch (step) {
    case TimeStep::day: {
      const std::chrono::year_month_day day{sys_days(std::chrono::days(number))};
      return to_string(Date{static_cast<int>(day.year()),
                            static_cast<int>(static_cast<unsigned>(day.month())),
                            static_cast<int>(static_cast<unsigned>(day.day()))});
    }
    case TimeStep::month:
      return to_string(Date{number / 12, number % 12 + 1, 0});
    case TimeStep::quarter:
      return fmt::format("{:04} Q{}", number / 4, number % 4 + 1);
    case TimeStep::year:
      return to_string(Date{number, 0, 0});
    case TimeStep::decade:
      return fmt::format("{:04}s", number * 10);
  }
  return {};
}

TimeStep step_of(FacetKind kind) {
  return kind == FacetKind::day ? TimeStep::day : kind == FacetKind::month ? TimeStep::month : TimeStep::year;
}

struct Counts {
  std::map<int, std::size_t> by_number;
  std::map<Date, std::size_t> vague;  // not known to the step
};

Counts counts_by(const Facet& facet, TimeStep step) {
  Counts counts;
  for (const FacetRow& row : facet.rows) {
    const Date date = parse_iso_date(row.value).value_or(Date{});
    if (is_known_to(date, step))
      counts.by_number[number_of(date, step)] += row.count;
    else
      counts.vague[date] += row.count;
  }
  return counts;
}

std::size_t rows_of(const Counts& counts) {
  if (counts.by_number.empty()) return counts.vague.size();
  const int span = counts.by_number.rbegin()->first - counts.by_number.begin()->first;
  return static_cast<std::size_t>(span) + 1 + counts.vague.size();
}

}  // namespace

std::string_view to_string(TimeStep step) { return step_names[static_cast<std::size_t>(step)]; }

Histogram histogram_of(const Facet& facet, std::size_t most_rows) {
  Histogram histogram{step_of(facet.kind), {}};
  Counts counts = counts_by(facet, histogram.step);
  while (rows_of(counts) > most_rows && histogram.step != TimeStep::decade) {
    histogram.step = static_cast<TimeStep>(static_cast<int>(histogram.step) + 1);
    counts = counts_by(facet, histogram.step);
  }
  if (rows_of(counts) <= most_rows && !counts.by_number.empty())
    for (int i = counts.by_number.begin()->first; i < counts.by_number.rbegin()->first; ++i)
      counts.by_number[i];
  // A vague date stands before the first row of its year or month.
  auto vague = counts.vague.begin();
  const auto add_vague = [&](const std::string& before) {
    for (; vague != counts.vague.end() && (before.empty() || to_string(vague->first) <= before); ++vague)
      histogram.rows.push_back({to_string(vague->first) + " only", vague->second});
  };
  for (const auto& [number, count] : counts.by_number) {
    const std::string label = label_of(number, histogram.step);
    add_vague(label);
    histogram.rows.push_back({label, count});
  }
  add_vague("");
  return histogram;
}

}  // namespace kartotek
