#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace kartotek {

// A number that is written with spaces, or several that are one measure.
struct Quantity {
  Span span;
  std::vector<std::string> terms;  // 10000 and 10000km; 10000 and 12000; 5.56x45, whose unit goes unsaid
};

// Reads a quantity, if one is the next word or number from `offset` on: groups of thousands between single
// spaces, as Russian, Ukrainian, Polish and French write them (10 000, 1 250 000 km, 10 000–12 000), or a
// calibre or size with any sign for "by" (5.56x45mm, 7,62×39, 5.56 x 45 mm, 8х8). False for all else, with
// `quantity` as it was. `offset` must not be within a word or number.
bool next_quantity(std::string_view text, std::size_t offset, Quantity& quantity);

}  // namespace kartotek
