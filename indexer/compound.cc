#include "indexer/compound.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "indexer/suffixes.h"

namespace kartotek {
namespace {

// Longer letter parts are words (Shahed-136): they keep a position of their own, so that phrases of
// the parts find them too.
constexpr unsigned longest_letters_of_designator = 3;

std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

Piece piece_of(std::string_view text, const Atom& atom) {
  return {.span = atom.span,
          .surface = std::string(slice(text, atom.span)),
          .connector = atom.connector,
          .letters = atom.letters,
          .digits = atom.digits,
          .digit_first = atom.digit_first,
          .upper = atom.upper,
          .complex = atom.complex,
          .number_parts = {}};
}

constexpr unsigned longest_abbreviation = 6;

bool drops_suffix(const Piece& base, std::string_view suffix) {
  if (base.digits > 0) return true;
  // Only the end of the base matters, and it may grow without bound: x'x'x'x.
  constexpr std::size_t enough = 16;
  std::size_t begin = base.surface.size() > enough ? base.surface.size() - enough : 0;
  while (begin < base.surface.size() && is_continuation(base.surface[begin])) ++begin;
  const std::string end_of_base = fold(std::string_view(base.surface).substr(begin));
  if (begins_in_cyrillic(suffix) && !begins_in_cyrillic(end_of_base))
    return count_code_points(suffix) <= 3;  // Patriot'ів
  // Foreign names do not always end as they are written: Zelenskiy'nin, Wallace'ın, Renault'nun. (Of short
  // ones and short endings that would leave Ka'in and Sana'a.)
  const bool may_be_foreign = base.letters > 3 && suffix.size() > 1;
  return is_apostrophe_suffix(end_of_base, fold(suffix),
                              may_be_foreign || (base.upper && base.letters <= longest_abbreviation));
}

// Azerbaijani puts the endings of abbreviations and numbers behind a hyphen (NATO-nun, F-16-ların, 2021-ci),
// and so do Russian and Ukrainian those of numbers (F-16-х).
bool drops_hyphened_suffix(const Piece& base, std::string_view suffix) {
  std::size_t first = 0;
  if (u_islower(static_cast<UChar32>(next_code_point(suffix, first))) == 0) return false;
  const std::string folded = fold(suffix);
  const bool is_abbreviation =
      base.is_word() && base.upper && base.letters > 1 && base.letters <= longest_abbreviation;
  if (begins_in_cyrillic(folded))
    return base.digits > 0 && count_code_points(folded) <= 2 && !is_unit(folded);
  if (is_abbreviation) return folded != "s" && is_apostrophe_suffix(fold(base.surface), folded, true);
  return base.digits > 0 && folded.size() > 1 && is_apostrophe_suffix(fold(base.surface), folded, true);
}

void append(Piece& piece, std::string_view text, const Atom& atom) {
  piece.surface += slice(text, atom.span);
  piece.span.end = atom.span.end;
  piece.letters += atom.letters;
  piece.digits += atom.digits;
  piece.upper = piece.upper && atom.upper;
}

bool is_initial(unsigned letters, unsigned digits, bool upper) {
  return letters == 1 && digits == 0 && upper;
}

bool joins_initials(const Piece& before, const Atom& atom) {
  return atom.connector == CharacterClass::dot && is_initial(atom.letters, atom.digits, atom.upper) &&
         (before.initials || is_initial(before.letters, before.digits, before.upper));
}

bool joins_number(const Piece& before, const Atom& atom) {
  return (atom.connector == CharacterClass::dot || atom.connector == CharacterClass::comma) &&
         atom.letters == 0 && before.is_number();
}

// Where the unit of a measure that is written together begins (500km); the end of the atom for all else.
std::size_t unit_begin(std::string_view text, const Atom& atom) {
  std::size_t begin = atom.span.begin;
  while (begin < atom.span.end && text[begin] >= '0' && text[begin] <= '9') ++begin;
  const bool measure =
      begin > atom.span.begin && begin < atom.span.end && is_unit(fold(slice(text, {begin, atom.span.end})));
  return measure ? begin : atom.span.end;
}

// The digits of a measure, whose unit begins at `unit`.
Atom number_of(const Atom& measure, std::size_t unit) {
  return {.span = {measure.span.begin, unit},
          .connector = measure.connector,
          .digits = measure.digits,
          .digit_first = true};
}

void append_number(Piece& piece, std::string_view text, const Atom& atom) {
  if (piece.number_parts.empty()) piece.number_parts.push_back(piece.span);
  piece.number_parts.push_back(atom.span);
  piece.surface += fold(slice(text, {piece.span.end, atom.span.begin}));
  append(piece, text, atom);
}

bool is_short_word(const Piece& piece) {
  return piece.is_word() && piece.letters <= longest_letters_of_designator && !piece.initials;
}

bool starts_with_number(const Piece& piece) {
  return piece.digit_first && !piece.is_year() && piece.number_parts.empty();
}

bool has_capital(std::string_view text) {
  for (std::size_t next = 0; next < text.size();)
    if (u_isupper(static_cast<UChar32>(next_code_point(text, next)))) return true;
  return false;
}

bool is_tight(CharacterClass connector) {
  return connector == CharacterClass::hyphen || connector == CharacterClass::other;
}

}  // namespace

std::vector<Piece> pieces_of(std::string_view text, const std::vector<Atom>& atoms) {
  std::vector<Piece> pieces;
  for (const Atom& atom : atoms) {
    if (pieces.empty()) {
      pieces.push_back(piece_of(text, atom));
      continue;
    }
    Piece& last = pieces.back();
    if (atom.connector == CharacterClass::apostrophe) {
      if (!drops_suffix(last, slice(text, atom.span))) append(last, text, atom);
    } else if (atom.connector == CharacterClass::hyphen &&
               drops_hyphened_suffix(last, slice(text, atom.span))) {
      continue;
    } else if (joins_initials(last, atom)) {
      append(last, text, atom);
      last.initials = true;
    } else if (joins_number(last, atom)) {
      append_number(last, text, atom);
    } else if (const std::size_t unit = unit_begin(text, atom);
               unit < atom.span.end && joins_number(last, number_of(atom, unit))) {
      append_number(last, text, number_of(atom, unit));
      pieces.push_back(piece_of(text, {.span = {unit, atom.span.end}, .letters = atom.letters}));
    } else {
      pieces.push_back(piece_of(text, atom));
    }
  }
  for (Piece& piece : pieces)
    if (piece.initials && piece.span.end < text.size() && text[piece.span.end] == '.') ++piece.span.end;
  return pieces;
}

std::size_t designator_end(const std::vector<Piece>& pieces, std::size_t begin) {
  const std::size_t size = pieces.size();
  std::size_t first = begin;
  if (is_short_word(pieces[first]) && first + 2 < size &&
      pieces[first + 1].connector == CharacterClass::slash)
    ++first;
  std::size_t end = begin;
  if (is_short_word(pieces[first]) && first + 1 < size && is_tight(pieces[first + 1].connector) &&
      starts_with_number(pieces[first + 1])) {
    end = first + 2;
  } else if (first == begin && pieces[begin].is_number() && begin + 1 < size &&
             is_tight(pieces[begin + 1].connector) && is_unit(fold(pieces[begin + 1].surface))) {
    return begin + 2;
  } else if (first == begin && pieces[begin].letters > 0 && pieces[begin].digits > 0) {
    end = begin + 1;
  } else {
    return begin;
  }
  const auto continues = [](const Piece& piece) {
    return piece.connector == CharacterClass::hyphen && piece.letters + piece.digits <= 3 &&
           !piece.initials && (piece.digits > 0 || piece.upper);
  };
  while (end < size && continues(pieces[end])) ++end;
  return end;
}

std::string_view ending_behind_digits(const Piece& piece) {
  const std::size_t digit = piece.surface.find_last_of("0123456789");
  if (digit == std::string::npos || piece.letters == 0) return {};
  const std::string_view ending = std::string_view(piece.surface).substr(digit + 1);
  // Capitals are a variant (Su-35S), and so is a single letter but for the plural's.
  if (has_capital(ending) || (ending != "s" && count_code_points(ending) < 2)) return {};
  return is_apostrophe_suffix(piece.surface, fold(ending), true) ? ending : std::string_view();
}

bool is_grouped_number(const Piece& number) {
  if (number.number_parts.size() < 2) return false;
  const std::string folded = fold(number.surface);
  const std::size_t first = folded.find_first_of(".,");
  if (first > 3) return false;
  for (std::string_view rest = std::string_view(folded).substr(first); !rest.empty(); rest.remove_prefix(4))
    if (std::min(rest.find_first_of(".,", 1), rest.size()) != 4) return false;
  return true;
}

std::string number_text(const Piece& piece) {
  if (piece.number_parts.empty()) return piece.surface;
  const bool grouped = is_grouped_number(piece);
  std::string number;
  for (const char c : fold(piece.surface)) {
    const bool separator = c == ',' || c == '.';
    if (!separator || !grouped) number += separator && piece.number_parts.size() == 2 ? '.' : c;
  }
  return number;
}

bool is_unit(std::string_view folded) {
  static constexpr std::array<std::string_view, 24> units{"mm",  "cm",  "km", "kg", "kw", "mw", "hp",  "khz",
                                                          "mhz", "ghz", "kt", "nm", "ft", "lb", "lbs", "mph",
                                                          "kmh", "kn",  "мм", "см", "км", "кг", "кт",  "квт"};
  return std::find(units.begin(), units.end(), folded) != units.end();
}

bool is_bound_prefix(std::string_view folded) {
  static constexpr std::array<std::string_view, 22> prefixes{
      "co", "re", "pre", "non",  "anti",  "multi", "counter", "inter", "sub", "de",  "un",
      "ex", "bi", "tri", "semi", "ultra", "mid",   "post",    "trans", "e",   "pro", "intra"};
  return std::find(prefixes.begin(), prefixes.end(), folded) != prefixes.end();
}

}  // namespace kartotek
