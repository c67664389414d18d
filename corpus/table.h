#pragma once

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

// Calls visit(row) for each row of the table embedded as `name`; see embedded() for how long a row lives.
template <typename Visit>
void for_each_row(std::string_view name, Visit visit) {
  split(embedded(name), '\n', [&](std::string_view line) {
    if (!line.empty() && line.front() != '#') visit(line);
  });
}

inline std::vector<std::string_view> cells_of(std::string_view row) {
  std::vector<std::string_view> cells;
  split(row, '\t', [&](std::string_view cell) { cells.push_back(cell); });
  return cells;
}

}  // namespace kartotek
