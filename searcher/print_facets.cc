#include "searcher/print_facets.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "searcher/histogram.h"
#include "searcher/terminal_text.h"

namespace kartotek {
namespace {

constexpr std::size_t most_bars = 12;
constexpr std::size_t most_steps = 40;  // three years of months
constexpr std::size_t least_room = 8;   // columns for labels and for bars, where the terminal is narrow

// A bar of `room` columns at most, to an eighth of a column; something of it for every count but 0.
std::string bar(std::size_t count, std::size_t largest, std::size_t room) {
  constexpr std::string_view eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (count == 0 || room == 0) return {};
  const auto share = static_cast<double>(count) / static_cast<double>(largest);
  const std::size_t length =
      std::max<std::size_t>(1, static_cast<std::size_t>(share * 8.0 * static_cast<double>(room)));
  std::string out;
  for (std::size_t i = 0; i < length / 8; ++i) out += "█";
  return out.append(eighths[length % 8]);
}

void print_rows(const std::vector<HistogramRow>& rows, std::size_t width, std::ostream& out) {
  std::size_t largest = 1;
  std::size_t label_width = 0;
  for (const HistogramRow& row : rows) {
    largest = std::max(largest, row.count);
    label_width = std::max(label_width, columns_of(row.label));
  }
  const std::size_t count_width = fmt::formatted_size("{}", largest);
  const std::size_t beside_label = count_width + 4;  // two blanks before, one after each
  label_width =
      std::min(label_width, std::max(least_room, width - std::min(width, beside_label + least_room)));
  const std::size_t taken = label_width + beside_label;
  const std::size_t room = width > taken ? width - taken : 0;
  for (const HistogramRow& row : rows) {
    const std::string label = cut_to_columns(row.label, label_width);
    std::string line = fmt::format("  {}{} {:>{}}", std::string(label_width - columns_of(label), ' '), label,
                                   row.count, count_width);
    const std::string drawn = bar(row.count, largest, room);
    out << line << (drawn.empty() ? "" : " ") << drawn << '\n';
  }
}

}  // namespace

void print_facet(const Facet& facet, std::size_t width, std::ostream& out) {
  out << '\n' << to_string(facet.kind);
  if (is_time(facet.kind)) {
    const Histogram histogram = histogram_of(facet, most_steps);
    if (to_string(histogram.step) != to_string(facet.kind)) out << ", by " << to_string(histogram.step);
    out << '\n';
    return print_rows(histogram.rows, width, out);
  }
  out << '\n';
  std::vector<HistogramRow> rows;
  for (std::size_t i = 0; i < std::min(facet.rows.size(), most_bars); ++i)
    rows.push_back({printable(facet.rows[i].label), facet.rows[i].count});
  print_rows(rows, width, out);
  if (rows.size() < facet.rows.size())
    out << fmt::format("  … and {} more\n", facet.rows.size() - rows.size());
}

}  // namespace kartotek
