#define XXH_INLINE_ALL  // a call costs more than hashing a word
#include "indexer/word_codes.h"

#include <xxhash.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "indexer/analyzer.h"
#include "indexer/packing.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

constexpr std::size_t table_size = std::size_t{1} << 14;  // a power of two, a few times most_common
constexpr std::size_t fewest_texts = 200;
constexpr std::size_t fewest_occurrences = 3;

std::uint64_t hash_of(std::string_view term) { return XXH3_64bits(term.data(), term.size()); }

}  // namespace

WordCodes::WordCodes(std::string_view common_terms) {
  if (common_terms.empty()) return;
  Unpacker unpacker(common_terms, "the list of common words");
  const std::size_t count = unpacker.number();
  if (count > most_common) unpacker.fail();
  common_.reserve(common_terms.size());
  begins_.reserve(count + 1);
  table_.resize(table_size);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string term = unpacker.text();
    begins_.push_back(static_cast<std::uint32_t>(common_.size()));
    common_ += term;
    std::size_t place = hash_of(term) % table_size;
    while (table_[place] != 0) place = (place + 1) % table_size;
    table_[place] = static_cast<std::uint16_t>(i + 1);
  }
  begins_.push_back(static_cast<std::uint32_t>(common_.size()));
  if (!unpacker.done()) unpacker.fail();
}

WordCode WordCodes::of(std::string_view term) const {
  const std::uint64_t hash = hash_of(term);
  if (!table_.empty())
    for (std::size_t place = hash % table_size; table_[place] != 0; place = (place + 1) % table_size)
      if (common(table_[place] - 1U) == term) return table_[place] - 1U;
  return first_hash | (hash >> 32U);
}

std::string learn_common_terms(const std::vector<std::string>& texts) {
  if (texts.size() < fewest_texts) return {};
  Analyzer analyzer;
  std::unordered_map<std::string, std::size_t> counts;
  for (const std::string& text : texts)
    for (const Token& token : analyzer.tokens(text)) {
      ++counts[token.word->term];
      if (!token.word->exact.empty()) ++counts[make_term(prefix::exact, token.word->exact)];
    }
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& [term, count] : counts)
    if (count >= fewest_occurrences) ranked.emplace_back(count, term);
  const std::size_t taken = std::min(ranked.size(), WordCodes::most_common);
  std::partial_sort(
      ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(taken), ranked.end(),
      [](const auto& a, const auto& b) { return std::tie(b.first, a.second) < std::tie(a.first, b.second); });
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < taken; ++i) terms.push_back(std::move(ranked[i].second));
  Packer packer;
  packer.list(terms);
  return std::move(packer.out);
}

}  // namespace kartotek
