#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/word_scan.h"

namespace kartotek {

// A part of a compound that is one word by itself: apostrophes resolved, dotted initials and the groups
// of a number put together.
struct Piece {
  Span span;                                         // what a highlight covers
  std::string surface;                               // as written, without what was taken off or out
  CharacterClass connector = CharacterClass::other;  // to the piece before; `other` is a single space
  unsigned letters = 0;
  unsigned digits = 0;
  bool digit_first = false;
  bool upper = false;
  bool complex = false;
  bool initials = false;           // U.S, J.D
  std::vector<Span> number_parts;  // the groups of 18,000 or 15.04.2021; empty for all else

  bool is_word() const { return digits == 0 && letters > 0; }
  bool is_number() const { return letters == 0 && digits > 0; }
  // A plain year is no part of a designator: post-2020, May 2021.
  bool is_year() const {
    return is_number() && surface.size() == 4 && (surface.starts_with("19") || surface.starts_with("20"));
  }
};

// The pieces of one compound of `text`.
std::vector<Piece> pieces_of(std::string_view text, const std::vector<Atom>& atoms);

// Behind the designator (S-400, AN/TPY-2, AIM-120C-7, T72B3) or measure (155-mm) that begins with
// pieces[begin]; `begin` itself where none does.
std::size_t designator_end(const std::vector<Piece>& pieces, std::size_t begin);

// The ending that is written behind the digits of a designator without an apostrophe (F-16s, S-400lerin), as
// it stands in the surface; empty where there is none.
std::string_view ending_behind_digits(const Piece& piece);

// Whether a number's groups are thousands (18,000, 1.250.000): written together they are one number.
bool is_grouped_number(const Piece& number);

// Of a number groups of thousands without their separators, decimals with a point; all else as written.
std::string number_text(const Piece& piece);

// Whether a folded word is a unit that numbers are written together with: mm, km, kg ...
bool is_unit(std::string_view folded);

// Whether the folded word is no word by itself but a prefix that is written with and without a hyphen:
// co-operation, anti-tank, non-lethal.
bool is_bound_prefix(std::string_view folded);

}  // namespace kartotek
