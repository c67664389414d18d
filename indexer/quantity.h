#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace kartotek {

// A number that is written with spaces, or several that are one measure.
struct Quantity {
  struct Part {
    Span span;
    std::string term;
  };
  Span span;
  std::string term;         // 10000, 10000km; 5.56x45, whose unit goes without saying
  std::string number;       // of 10000km: 10000; "" where a number is all there is
  std::vector<Part> parts;  // the numbers and the unit
};

// Reads a quantity, if one is the next word or number from `offset` on, which is then moved behind it: groups
// of thousands between single spaces, as Russian, Ukrainian, Polish and French write them (10 000,
// 1 250 000 km), or a calibre or size with any sign for "by" (5.56x45mm, 7,62×39, 5.56 x 45 mm, 8х8). False
// for all else. `offset` must not be within a word or number.
bool next_quantity(std::string_view text, std::size_t& offset, Quantity& quantity);

}  // namespace kartotek
