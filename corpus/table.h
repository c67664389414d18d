#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/embedded.h"

namespace kartotek {

// How the tables built into the program are read: a row a line, cells between tabs, comments behind a # that
// begins the line.

// Calls visit(part) for each part of `text` between separators, the empty ones too.
template <typename Visit>
void split(std::string_view text, char separator, Visit visit) {
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    visit(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return;
    begin = end + 1;
  }
}

// Calls visit(row) for each row of a table.
template <typename Visit>
void rows_in(std::string_view table, Visit visit) {
  split(table, '\n', [&](std::string_view line) {
    if (!line.empty() && line.front() != '#') visit(line);
  });
}

// The same of the table embedded as `name`; see embedded() for how long a row lives.
template <typename Visit>
void for_each_row(std::string_view name, Visit visit) {
  rows_in(embedded(name), visit);
}

// What follows the first cell in the row of a table that has `key` there; nothing where none has. For a table
// of two cells a row that is sorted by the bytes of the first: it is searched as it lies.
inline std::optional<std::string_view> find_in_sorted(std::string_view table, std::string_view key) {
  for (std::size_t low = 0, high = table.size(); low < high;) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t begin = middle == low ? low : table.rfind('\n', middle - 1) + 1;
    const std::size_t end = std::min(table.find('\n', middle), table.size());
    const std::string_view row = table.substr(begin, end - begin);
    const std::size_t tab = std::min(row.find('\t'), row.size());
    const std::string_view first = row.substr(0, tab);
    if (first == key) return row.substr(std::min(tab + 1, row.size()));
    if (first < key)
      low = end + 1;
    else
      high = begin;
  }
  return std::nullopt;
}

inline std::vector<std::string_view> cells_of(std::string_view row) {
  std::vector<std::string_view> cells;
  split(row, '\t', [&](std::string_view cell) { cells.push_back(cell); });
  return cells;
}

}  // namespace kartotek
