#include "searcher/name_evidence.h"

#include <unicode/uchar.h>

#include <string_view>

#include "corpus/understand.h"
#include "corpus/unicode.h"
#include "indexer/document.h"

namespace kartotek {
namespace {

// What stands between words without ending a sentence.
bool goes_on(char32_t c) {
  constexpr std::u32string_view marks = U" \n\t,-'’‘()/&%\u00A0–";
  return marks.find(c) != std::u32string_view::npos;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool is_capital(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) != 0;
}

}  // namespace

NameUse name_use(std::string_view text, std::string_view term) {
  NameUse use;
  bool after_small_letters = false;  // a word without a capital stands before in the sentence
  for (std::size_t place = 0; place < text.size();) {
    const std::size_t begin = place;
    const char32_t first = next_code_point(text, place);
    if (!is_letter(first)) {
      after_small_letters &= goes_on(first) || (first >= '0' && first <= '9');
      continue;
    }
    std::size_t end = place;
    while (place < text.size() && is_letter(next_code_point(text, place))) end = place;
    place = end;
    const bool capital = is_capital(first);
    // (Folding changes a word's length in bytes, but by no more than half.)
    const std::size_t length = end - begin;
    if (length <= 2 * term.size() && 2 * length >= term.size() && (capital ? after_small_letters : true) &&
        fold(text.substr(begin, length)) == term)
      ++(capital ? use.with_capital : use.without);
    after_small_letters |= !capital;
  }
  return use;
}

bool is_written_as_name(const std::string& term, const Collection& collection) {
  constexpr Xapian::docid looked_at = 4;
  constexpr Xapian::doccount rare = 10'000;  // one article in so many: ordinary words are more frequent
  const Xapian::Database& database = collection.database();
  if (collection.articles_with(term) < database.get_doccount() / rare) return true;
  const Xapian::docid last = database.get_lastdocid();
  NameUse all;
  auto posting = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  for (Xapian::docid i = 0; i < looked_at && posting != end; ++i) {
    const auto from = static_cast<Xapian::docid>(std::uint64_t{last} * i / looked_at + 1);
    if (i > 0) ++posting;
    if (posting != end && *posting < from) posting.skip_to(from);
    if (posting == end) break;
    const NameUse one = name_use(body_text(stored_article(database.get_document(*posting)).article), term);
    all.with_capital += one.with_capital;
    all.without += one.without;
  }
  return all.with_capital >= all.without;
}

}  // namespace kartotek
