#define XXH_INLINE_ALL  // a call costs more than hashing a word
#include "indexer/wording.h"

#include <xxhash.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "corpus/understand.h"
#include "indexer/positions.h"

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

// Of one list of words.
void add_shingles(std::span<const std::uint64_t> words, std::vector<std::uint64_t>& shingles) {
  const std::size_t length = std::min(words.size(), shingle_length);
  for (std::size_t i = 0; length > 0 && i + length <= words.size(); ++i)
    shingles.push_back(hash_of(&words[i], length));
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

}  // namespace

void WordingBuilder::add(const std::vector<Token>& tokens) {
  const std::size_t first = words_.size();
  words_.reserve(first + tokens.size() + 1);
  each_position(tokens, [this](const Token& leading, std::span<const Token>) {
    const std::string& term = leading.word->term;
    const std::uint64_t word = hash_of(term);
    words_.push_back(word);
    if (term.front() >= '0' && term.front() <= '9') wording_.numbers.push_back(word);
  });
  add_shingles({words_.begin() + static_cast<std::ptrdiff_t>(first), words_.end()}, wording_.shingles);
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

std::vector<std::uint64_t> shingles_of(const WordOrder& order) {
  std::vector<std::uint64_t> shingles;
  const std::vector<WordCode> title = leading_words(order.title);
  const std::vector<WordCode> body = leading_words(order.body);
  if (title.size() + body.size() < few_words) return shingles;
  add_shingles(title, shingles);
  add_shingles(body, shingles);
  sort_unique(shingles);
  return shingles;
}

bool share_shingles(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  const auto [shorter, longer] = std::minmax({a.size(), b.size()});
  const std::size_t shared = count_shared(a, b);
  const std::size_t together = shorter + longer - shared;
  return shared * 5 >= together * 3 || (shared * 5 >= shorter * 4 && shared * 2 > longer);
}

bool is_near_duplicate(const Wording& a, const Wording& b) {
  if (a.digest == b.digest) return a.digest != 0;
  return share_numbers(a, b) && share_shingles(a.shingles, b.shingles);
}

}  // namespace kartotek
