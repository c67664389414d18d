#include "corpus/unicode.h"

#include <simdjson.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace kartotek {
namespace {

const icu::Normalizer2& normalizer(const char* name, UNormalization2Mode mode) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getInstance(nullptr, name, mode, status);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no normalisation data for ") + name);
  return *found;
}

bool drops_marks(UChar32 base) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(base, &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC || base < 0x80;
}

// Letters that Unicode does not decompose but readers type without their stroke or ring.
void append_plain_letter(std::string& out, UChar32 letter) {
  switch (letter) {
    case U'ı':
      out += 'i';
      return;
    case U'ə':
    case U'ǝ':
      out += 'e';
      return;  // U+01DD is typed for ə
    case U'ø':
      out += 'o';
      return;
    case U'đ':
      out += 'd';
      return;
    case U'ł':
      out += 'l';
      return;
    case U'æ':
      out += "ae";
      return;
    case U'œ':
      out += "oe";
      return;
    case U'ß':
      out += "ss";
      return;
    default:
      append_code_point(out, static_cast<char32_t>(letter));
  }
}

constexpr char32_t combining_breve = 0x306;
constexpr char32_t combining_diaeresis = 0x308;
bool is_combining_mark(UChar32 c) { return c >= 0x300 && c <= 0x36F; }

// Folds any text; ICU's string functions make it some ten times slower than the table below.
std::string fold_by_icu(const icu::UnicodeString& text) {
  static const icu::Normalizer2& casefold = normalizer("nfkc_cf", UNORM2_COMPOSE);
  static const icu::Normalizer2& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded = casefold.normalize(text, status);
  std::string out;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 letter = folded.char32At(i);
    if (is_combining_mark(letter)) continue;
    if (letter == U'й' || letter == U'ї' || !drops_marks(letter)) {
      append_code_point(out, static_cast<char32_t>(letter));
      continue;
    }
    const icu::UnicodeString parts = decompose.normalize(icu::UnicodeString(letter), status);
    for (int32_t k = 0; k < parts.length(); k = parts.moveIndex32(k, 1))
      if (u_charType(parts.char32At(k)) != U_NON_SPACING_MARK) append_plain_letter(out, parts.char32At(k));
  }
  if (U_FAILURE(status)) throw std::runtime_error("ICU could not normalise a text");
  return out;
}

// What single code points fold to in Latin, Greek, Cyrillic, the blocks between them and general punctuation,
// which are nearly all the text there is. A code point that must be seen with its neighbours is not in it.
class FoldTable {
 public:
  static const FoldTable& instance() {
    static const FoldTable table;
    return table;
  }
  // What `c` folds to; null where it is not in the table.
  const std::string* of(char32_t c) const {
    const std::size_t place = place_of(c);
    return place < size && fast_[place] ? &folded_[place] : nullptr;
  }

 private:
  static constexpr std::size_t letters = 0x530;
  static constexpr char32_t punctuation_begin = 0x2000;
  static constexpr char32_t punctuation_end = 0x2070;
  static constexpr std::size_t size = letters + punctuation_end - punctuation_begin;

  static std::size_t place_of(char32_t c) {
    if (c < letters) return c;
    return c >= punctuation_begin && c < punctuation_end ? letters + (c - punctuation_begin) : size;
  }

  FoldTable() {
    for (char32_t c = 0; c < punctuation_end; c = c + 1 == letters ? punctuation_begin : c + 1) {
      const auto code_point = static_cast<UChar32>(c);
      folded_[place_of(c)] = fold_by_icu(icu::UnicodeString(code_point));
      fast_[place_of(c)] = u_getCombiningClass(code_point) == 0;
    }
  }

  std::array<std::string, size> folded_;
  std::array<bool, size> fast_{};
};

}  // namespace

bool is_valid_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
char32_t next_code_point(std::string_view text, std::size_t& offset) {
  UChar32 c = static_cast<unsigned char>(text[offset]);
  if (c < 0x80) {
    ++offset;
    return static_cast<char32_t>(c);
  }
  U8_NEXT_OR_FFFD(text.data(), offset, text.size(), c);
  return static_cast<char32_t>(c);
}
#pragma GCC diagnostic pop

void append_code_point(std::string& text, char32_t code_point) {
  std::array<char, U8_MAX_LENGTH> bytes;
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, code_point);
  text.append(bytes.data(), length);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool begins_in_cyrillic(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.empty() ? '\0' : text.front());
  return lead >= 0xD0 && lead <= 0xD3;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += !is_continuation(byte);
  return count;
}

std::string fold(std::string_view text) {
  std::string out(text);
  std::size_t plain = 0;  // most words are ASCII from end to end
  for (; plain < text.size() && static_cast<unsigned char>(out[plain]) < 0x80; ++plain)
    if (out[plain] >= 'A' && out[plain] <= 'Z') out[plain] = static_cast<char>(out[plain] + ('a' - 'A'));
  if (plain == text.size()) return out;
  const FoldTable& table = FoldTable::instance();
  out.resize(plain);
  for (std::size_t i = plain; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    } else if (is_combining_mark(static_cast<UChar32>(c))) {
      if (c == combining_breve && out.ends_with("и")) out.replace(out.size() - 2, 2, "й");
      if (c == combining_diaeresis && out.ends_with("і")) out.replace(out.size() - 2, 2, "ї");
    } else if (const std::string* folded = table.of(c)) {
      out += *folded;
    } else if (!is_invisible(c)) {
      return fold_by_icu(
          icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
    }
  }
  return out;
}

std::string fold_case(std::string_view text) {
  static const icu::Normalizer2& compose = normalizer("nfc", UNORM2_COMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString composed = compose.normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))), status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU could not normalise a text");
  composed.findAndReplace(icu::UnicodeString(UChar32{U'İ'}), icu::UnicodeString(UChar32{U'i'}));
  composed.foldCase();
  std::string out;
  for (int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1))
    if (!is_invisible(static_cast<char32_t>(composed.char32At(i))))
      append_code_point(out, static_cast<char32_t>(composed.char32At(i)));
  return out;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

}  // namespace kartotek
