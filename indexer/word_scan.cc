#include "indexer/word_scan.h"

#include <unicode/uchar.h>

#include <array>

#include "corpus/ascii.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

// Reads over ASCII letters, which most words consist of, without looking at classes.
std::size_t skip_ascii_letters(std::string_view text, std::size_t offset, Atom& atom) {
  const std::size_t begin = offset;
  while (offset < text.size() && is_ascii_letter(text[offset])) {
    if (text[offset] >= 'a') atom.upper = false;
    ++offset;
  }
  atom.letters += static_cast<unsigned>(offset - begin);
  return offset;
}

std::size_t skip_complex(std::string_view text, std::size_t offset, Atom& atom) {
  atom.complex = true;
  for (std::size_t next = offset; next < text.size(); offset = next) {
    const std::size_t before = next;
    const CharacterClass kind = next_class(text, next);
    if (kind != CharacterClass::complex) return before;
  }
  return offset;
}

// Reads the atom at `offset`, which must be a letter, digit or complex character.
Atom read_atom(std::string_view text, std::size_t& offset) {
  Atom atom{.span = {offset, offset}, .upper = true};
  std::size_t next = offset;
  CharacterClass kind = next_class(text, next);
  atom.digit_first = kind == CharacterClass::digit;
  if (kind == CharacterClass::complex) {
    offset = skip_complex(text, offset, atom);
  } else {
    while (offset < text.size()) {
      offset = skip_ascii_letters(text, offset, atom);
      next = offset;
      if (next >= text.size()) break;
      const char32_t c = next_code_point(text, next);
      kind = character_class(c);
      if (!is_alphanumeric(kind)) break;
      offset = next;
      if (kind == CharacterClass::digit) ++atom.digits;
      const bool mark = c >= 0x300 && u_getCombiningClass(static_cast<UChar32>(c)) != 0;
      if (kind != CharacterClass::letter || mark) continue;
      ++atom.letters;
      if (!u_isupper(static_cast<UChar32>(c))) atom.upper = false;
    }
  }
  atom.upper = atom.upper && atom.letters > 0;
  atom.span.end = offset;
  return atom;
}

bool is_connector(CharacterClass kind) { return kind >= CharacterClass::apostrophe; }

// Whether an atom may follow `kind` directly: a comma ties digits only (18,000).
bool ties(CharacterClass kind, const Atom& before, CharacterClass after) {
  if (after == CharacterClass::complex || before.complex) return false;
  if (!is_alphanumeric(after)) return false;
  return kind != CharacterClass::comma ||
         (before.letters == 0 && before.digits > 0 && after == CharacterClass::digit);
}

// Moves `offset` behind the connector that ties the next atom to `last`; false where none does.
bool read_connector(std::string_view text, std::size_t& offset, const Atom& last, CharacterClass& connector) {
  std::size_t next = offset;
  connector = next_class(text, next);
  if (!is_connector(connector)) return false;
  std::size_t behind = next;
  CharacterClass after = next_class(text, behind);
  // The full stop of an initial may stand before another connector: U.S.-Türkiye, U.S.'s.
  if (connector == CharacterClass::dot && last.letters == 1 && last.upper && is_connector(after)) {
    connector = after;
    next = behind;
    behind = next;
    after = next_class(text, behind);
  }
  if (!ties(connector, last, after)) return false;
  offset = next;
  return true;
}

}  // namespace

void next_compound(std::string_view text, std::size_t& offset, std::vector<Atom>& atoms) {
  atoms.clear();
  while (offset < text.size()) {
    std::size_t next = offset;
    const CharacterClass kind = next_class(text, next);
    if (is_alphanumeric(kind) || kind == CharacterClass::complex) break;
    offset = next;
  }
  if (offset >= text.size()) return;
  atoms.push_back(read_atom(text, offset));
  CharacterClass connector;
  while (read_connector(text, offset, atoms.back(), connector)) {
    atoms.push_back(read_atom(text, offset));
    atoms.back().connector = connector;
  }
}

}  // namespace kartotek
