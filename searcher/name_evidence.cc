#include "searcher/name_evidence.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

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

namespace {

// A few articles that have the term, from all over the index: of each quarter the first.
template <typename Posting, typename SkipTo>
std::vector<Xapian::docid> some_of(Posting posting, Posting end, Xapian::docid last, SkipTo skip_to) {
  constexpr Xapian::docid looked_at = 4;
  std::vector<Xapian::docid> some;
  for (Xapian::docid i = 0; i < looked_at && posting != end; ++i) {
    const auto from = static_cast<Xapian::docid>(std::uint64_t{last} * i / looked_at + 1);
    if (i > 0) ++posting;
    if (posting != end && *posting < from) skip_to(posting, from);
    if (posting != end) some.push_back(*posting);
  }
  return some;
}

std::vector<Xapian::docid> some_with(const std::string& term, const Collection& collection) {
  const Xapian::Database& database = collection.database();
  const Xapian::docid last = database.get_lastdocid();
  if (collection.is_local())
    return some_of(database.postlist_begin(term), database.postlist_end(term), last,
                   [](auto& posting, Xapian::docid from) { posting.skip_to(from); });
  // A posting list would come from a part elsewhere with a message for each article.
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(Xapian::Query(term));
  const Xapian::MSet all = enquire.get_mset(0, collection.articles_with(term));
  const std::vector<Xapian::docid> articles(all.begin(), all.end());
  return some_of(articles.begin(), articles.end(), last, [&](auto& posting, Xapian::docid from) {
    posting = std::lower_bound(posting, articles.end(), from);
  });
}

NameUse sampled_use(const std::string& term, const Collection& collection) {
  const auto [with_capital, without] = collection.use_as_name(term, [&] {
    const std::vector<Xapian::docid> articles = some_with(term, collection);
    collection.fetch(articles);
    std::pair<unsigned, unsigned> all;
    for (const Xapian::docid article : articles) {
      const NameUse one = name_use(body_text(stored_article(collection.document(article)).article), term);
      all.first += one.with_capital;
      all.second += one.without;
    }
    return all;
  });
  return {with_capital, without};
}

// Whether the articles that are looked at have the term with a capital `least` times, and no less than
// without.
bool is_name_by_use(const std::string& term, unsigned least, const Collection& collection) {
  if (!collection.has(term)) return false;
  const NameUse use = sampled_use(term, collection);
  return use.with_capital >= std::max(least, use.without);
}

}  // namespace

bool is_written_as_name(const std::string& term, const Collection& collection) {
  constexpr Xapian::doccount rare = 10'000;  // one article in so many: ordinary words are more frequent
  if (collection.articles_with(term) < collection.database().get_doccount() / rare) return true;
  const NameUse use = sampled_use(term, collection);
  return use.with_capital >= use.without;
}

bool is_known_as_name(const std::string& term, const Collection& collection) {
  // Once is the Ordu of a headline, where the army is meant all over. Headlines in Cyrillic have capitals in
  // names alone.
  return is_name_by_use(term, static_cast<unsigned char>(term.front()) < 0x80 ? 2 : 1, collection);
}

bool is_seen_as_name(const std::string& term, const Collection& collection) {
  return is_name_by_use(term, 1, collection);
}

}  // namespace kartotek
