#define XXH_INLINE_ALL  // a call costs more than hashing a word
#include "indexer/wording.h"

#include <xxhash.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "corpus/understand.h"

namespace kartotek {
namespace {

constexpr std::size_t shingle_length = 3;  // words
constexpr std::size_t few_words = 10;

void sort_unique(std::vector<std::uint64_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

std::uint64_t hash_of(const std::uint64_t* words, std::size_t count) {
  return XXH3_64bits(words, count * sizeof *words);
}

std::size_t count_shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    shared += *i == *j;
    const bool next_a = *i <= *j;
    const bool next_b = *j <= *i;
    i += next_a;
    j += next_b;
  }
  return shared;
}

bool share_numbers(const Wording& a, const Wording& b) {
  const bool on_other_days = a.date.day != 0 && b.date.day != 0 && a.date != b.date;
  return share_enough_numbers(count_shared(a.numbers, b.numbers),
                              std::min(a.numbers.size(), b.numbers.size()), on_other_days);
}

bool share_words(const Wording& a, const Wording& b) {
  const auto [shorter, longer] = std::minmax({a.shingles.size(), b.shingles.size()});
  const std::size_t shared = count_shared(a.shingles, b.shingles);
  const std::size_t together = shorter + longer - shared;
  return shared * 5 >= together * 3 || (shared * 5 >= shorter * 4 && shared * 2 > longer);
}

}  // namespace

void WordingBuilder::add(const std::vector<Token>& tokens) {
  const std::size_t first = words_.size();
  words_.reserve(first + tokens.size() + 1);
  for (const Token& token : tokens) {
    if (token.part || token.spans) continue;
    const std::string& term = token.word->term;
    const std::uint64_t word = hash_of(term);
    words_.push_back(word);
    if (!term.empty() && term.front() >= '0' && term.front() <= '9') wording_.numbers.push_back(word);
  }
  const std::size_t count = words_.size() - first;
  const std::size_t length = std::min(count, shingle_length);
  for (std::size_t i = first; length > 0 && i + length <= words_.size(); ++i)
    wording_.shingles.push_back(hash_of(&words_[i], length));
  words_.push_back(0);
}

Wording WordingBuilder::build(const Article& article) && {
  const auto count = static_cast<std::size_t>(
      std::count_if(words_.begin(), words_.end(), [](std::uint64_t word) { return word != 0; }));
  if (count == 0) return {};
  wording_.date = article.date;
  words_.push_back(hash_of(to_string(article.date)));
  if (count < few_words)
    for (const std::string& country : article.countries) words_.push_back(hash_of(country));
  wording_.digest = hash_of(words_.data(), words_.size());
  if (count < few_words) wording_.shingles = {wording_.digest};
  sort_unique(wording_.shingles);
  sort_unique(wording_.numbers);
  return std::move(wording_);
}

Wording wording_of(const Article& article, Analyzer& analyzer) {
  const Language language = language_of_code(article.lang);
  WordingBuilder builder;
  builder.add(analyzer.tokens(article.title, language));
  builder.add(analyzer.tokens(body_text(article), language));
  return std::move(builder).build(article);
}

bool share_enough_numbers(std::size_t shared, std::size_t fewer, bool on_other_days) {
  if (fewer == 0) return true;
  return on_other_days ? shared * 5 >= fewer * 4 : shared * 2 > fewer;
}

bool is_near_duplicate(const Wording& a, const Wording& b) {
  return a.digest == b.digest ? a.digest != 0 : share_numbers(a, b) && share_words(a, b);
}

}  // namespace kartotek
