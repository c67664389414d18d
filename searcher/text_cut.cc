#include "searcher/text_cut.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

bool is_ascii_space(char c) { return (c == ' ') | ((c >= '\t') & (c <= '\r')); }
bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

// Marks and format characters belong to what stands before them, be it white space.
bool extends(char32_t c) {
  return (U_MASK(u_charType(static_cast<UChar32>(c))) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

// The white space that may be cut at is [begin, end), if any stands at `begin`.
std::size_t space_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  for (std::size_t next = begin; next < text.size();) {
    const char32_t c = next_code_point(text, next);
    if (extends(c) && end > begin) return begin;  // the last space carries a mark
    if (!is_space(c)) break;
    end = next;
  }
  return end;
}

std::size_t before(std::string_view text, std::size_t place) {
  do --place;
  while (place > 0 && is_continuation(text[place]));
  return place;
}

bool is_space_at(std::string_view text, std::size_t place) { return is_space(next_code_point(text, place)); }

// Behind the first `room` characters as shown, or in front of the last ones.
std::size_t behind_first(std::string_view text, std::size_t room) {
  std::size_t place = 0;
  for (bool in_space = false; place < text.size();) {
    std::size_t next = place;
    const bool space = is_space(next_code_point(text, next));
    if (!(space && in_space) && room-- == 0) break;
    in_space = space;
    place = next;
  }
  return place;
}
std::size_t before_last(std::string_view text, std::size_t room) {
  std::size_t place = text.size();
  for (bool in_space = false; place > 0;) {
    const std::size_t next = before(text, place);
    const bool space = is_space_at(text, next);
    if (!(space && in_space) && room-- == 0) break;
    in_space = space;
    place = next;
  }
  return place;
}

enum class Unit { word, cluster };

struct Breakers {
  Breakers() {
    UErrorCode status = U_ZERO_ERROR;
    words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    clusters.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no break rules");
  }
  std::unique_ptr<icu::BreakIterator> words;
  std::unique_ptr<icu::BreakIterator> clusters;
};

// The unit's boundary next to `place`, at or before it (or at or behind it); the end of the text on that side
// where there is none near.
std::size_t boundary(Unit unit, std::string_view text, std::size_t place, bool backwards) {
  constexpr std::size_t context = 512;
  std::size_t begin = place > context ? place - context : 0;
  while (begin > 0 && is_continuation(text[begin])) --begin;
  std::size_t end = std::min(text.size(), place + context);
  while (end < text.size() && is_continuation(text[end])) ++end;
  UErrorCode status = U_ZERO_ERROR;
  UText slice = UTEXT_INITIALIZER;
  utext_openUTF8(&slice, text.data() + begin, static_cast<int64_t>(end - begin), &status);
  thread_local const Breakers breakers;
  icu::BreakIterator& units = unit == Unit::word ? *breakers.words : *breakers.clusters;
  units.setText(&slice, status);
  const auto at = static_cast<int32_t>(place - begin);
  const int32_t found = units.isBoundary(at) != 0 ? at
                        : backwards               ? units.preceding(at)
                                                  : units.following(at);
  utext_close(&slice);
  const std::size_t edge = backwards ? begin : end;
  const std::size_t result =
      found == icu::BreakIterator::DONE ? edge : begin + static_cast<std::size_t>(found);
  return result == edge && edge != place ? (backwards ? 0 : text.size()) : result;
}

std::size_t without_space_behind(std::string_view text, std::size_t end) {
  while (end > 0 && is_space_at(text, before(text, end))) end = before(text, end);
  return end;
}

}  // namespace

bool parts_words(std::string_view text, std::size_t place) {
  if (!is_ascii_space(text[place])) return false;
  const std::size_t next = place + 1;
  return next == text.size() || static_cast<unsigned char>(text[next]) < 0x80 ||
         space_end(text, place) > place;
}

std::size_t shown_size(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t size = is_continuation(text[0]) ? 0 : 1;
  for (std::size_t i = 1; i < text.size(); ++i) {  // no branches: the compiler makes vectors of it
    const unsigned again =
        static_cast<unsigned>(is_ascii_space(text[i])) & static_cast<unsigned>(is_ascii_space(text[i - 1]));
    size += static_cast<unsigned>(!is_continuation(text[i])) & (again ^ 1U);
  }
  return size;
}

std::size_t end_within(std::string_view text, std::size_t room) {
  const std::size_t reach = behind_first(text, room);
  if (reach == text.size()) return without_space_behind(text, reach);
  const std::size_t half = behind_first(text, room / 2);
  for (std::size_t place = reach; place > half; place = before(text, place))
    if (space_end(text, place) > place) return without_space_behind(text, place);
  if (const std::size_t word = without_space_behind(text, boundary(Unit::word, text, reach, true)); word > 0)
    return word;
  return boundary(Unit::cluster, text, reach, true);
}

std::size_t begin_within(std::string_view text, std::size_t room) {
  const auto without_space = [text](std::size_t begin) { return std::max(begin, space_end(text, begin)); };
  const std::size_t reach = before_last(text, room);
  if (reach == 0) return without_space(0);
  const std::size_t half = before_last(text, room / 2);
  for (std::size_t place = before(text, reach); place < half;) {
    if (const std::size_t end = space_end(text, place); end > place && end >= reach) return end;
    next_code_point(text, place);
  }
  return without_space(boundary(Unit::word, text, reach, false));
}

}  // namespace kartotek
