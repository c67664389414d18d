#include "indexer/texts_alike.h"

#include "indexer/compression.h"
#include "indexer/stored.h"

namespace kartotek {
namespace {

std::size_t bytes_of(const std::vector<std::uint64_t>& numbers) {
  constexpr std::size_t overhead = 128;  // of an entry
  return overhead + numbers.capacity() * sizeof(std::uint64_t);
}

}  // namespace

bool TextsAlike::operator()(const Text& a, const Text& b) {
  if (held_ > memory_) {
    shingles_.clear();
    wordings_.clear();
    held_ = 0;
  }
  const std::vector<std::uint64_t>& shingles_of_a = shingles(a);
  const std::vector<std::uint64_t>& shingles_of_b = shingles(b);
  const bool are_known = !shingles_of_a.empty() && !shingles_of_b.empty();
  if (are_known && !share_shingles(shingles_of_a, shingles_of_b)) return false;
  return is_near_duplicate(wording(a), wording(b));
}

// None where they are not known.
const std::vector<std::uint64_t>& TextsAlike::shingles(const Text& text) {
  const auto [kept, is_new] = shingles_.try_emplace(text.digest);
  if (is_new) {
    if (const auto order = word_orders_(text.article)) kept->second = shingles_of(*order);
    held_ += bytes_of(kept->second);
  }
  return kept->second;
}

const Wording& TextsAlike::wording(const Text& text) {
  const auto [kept, is_new] = wordings_.try_emplace(text.digest);
  if (is_new) {
    kept->second = wording_of(restore(decompress(documents_(text.article).get_data())), analyzer_);
    analyzer_.take_new_names();  // which are known of an article in the index
    held_ += bytes_of(kept->second.shingles) + bytes_of(kept->second.numbers);
  }
  return kept->second;
}

}  // namespace kartotek
