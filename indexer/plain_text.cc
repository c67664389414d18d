#include "indexer/plain_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

// First bytes of the characters that are left out or made narrow: few others share them, so that a search
// need not decode the text.
constexpr std::array<bool, 256> first_bytes = [] {
  std::array<bool, 256> bytes{};
  for (const unsigned byte : {0xC2U, 0xCDU, 0xD8U, 0xE2U, 0xEFU, 0xF3U}) bytes[byte] = true;
  return bytes;
}();

// The ASCII character that `c` is in full width (U+FF01 to U+FF5E); 0 where it is none.
char narrow(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? static_cast<char>(c - 0xFF01 + '!') : '\0'; }

// The first character to change at or behind `offset`.
std::size_t next_change(std::string_view text, std::size_t offset) {
  constexpr std::uint64_t not_ascii = 0x8080808080808080;
  while (offset < text.size()) {
    std::uint64_t eight;
    if (offset + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + offset, sizeof eight);
      if ((eight & not_ascii) == 0) {
        offset += sizeof eight;
        continue;
      }
    }
    const std::size_t end = std::min(offset + sizeof eight, text.size());
    for (; offset < end; ++offset) {
      if (!first_bytes[static_cast<unsigned char>(text[offset])]) continue;
      std::size_t behind = offset;
      const char32_t c = next_code_point(text, behind);
      if (is_invisible(c) || narrow(c) != '\0') return offset;
    }
  }
  return text.size();
}

}  // namespace

PlainText::PlainText(std::string_view text) : original_(text) {
  std::size_t begin = 0;
  std::size_t missing = 0;
  for (std::size_t at = next_change(text, 0); at < text.size(); at = next_change(text, begin)) {
    plain_.append(text.substr(begin, at - begin));
    begin = at;
    const char ascii = narrow(next_code_point(text, begin));
    if (ascii != '\0') plain_ += ascii;
    missing += begin - at - (ascii != '\0' ? 1 : 0);
    removed_.push_back({plain_.size(), missing});
  }
  if (!removed_.empty()) plain_.append(text.substr(begin));
}

std::size_t PlainText::missing_before(std::size_t place) const {
  const auto behind =
      std::upper_bound(removed_.begin(), removed_.end(), place,
                       [](std::size_t p, const Removal& removal) { return p < removal.place; });
  return behind == removed_.begin() ? 0 : std::prev(behind)->bytes;
}

Span PlainText::original(Span span) const {
  const std::size_t begin = span.begin + missing_before(span.begin);
  if (span.end == span.begin) return {begin, begin};
  std::size_t last = span.end - 1;  // its first byte
  while (last > span.begin && is_continuation(plain_[last])) --last;
  std::size_t end = last + missing_before(last);
  next_code_point(original_, end);
  return {begin, end};
}

}  // namespace kartotek
