#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "corpus/boilerplate.h"
#include "corpus/lines.h"

namespace kartotek {

// The lines of a text among which lists are looked for: "ALSO READ" and headlines of other stories below it.
struct ListedLines {
  std::string_view text;
  const std::vector<Line>& lines;
  const std::vector<Boilerplate>& kinds;             // of the first lines; a list ends where they do
  std::function<bool(std::size_t)> may_be_headline;  // beside what its kind, its length and its end say
};

// The line behind the list of bullets that line `head` heads: what follows it with bullets, headlines all.
std::size_t end_of_bullets(const ListedLines& listed, std::size_t head);

// The line behind the list that line `head` heads, with bullets or without. A list in one piece ends at the
// first blank line, and a numbered one at the first line without a number; one with blank lines between its
// headlines ends where prose begins, and what looks like the subheading of that prose is no part of it.
std::size_t end_of_list(const ListedLines& listed, std::size_t head);

}  // namespace kartotek
