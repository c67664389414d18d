#include "indexer/texts_alike.h"

#include <utility>

#include "indexer/compression.h"
#include "indexer/stored.h"

namespace kartotek {

bool TextsAlike::operator()(const Text& a, const Text& b) {
  const bool alike = is_near_duplicate(wording_of_text(a), wording_of_text(b));
  if (held_ > memory_) {
    wordings_.clear();
    held_ = 0;
  }
  return alike;
}

const Wording& TextsAlike::wording_of_text(const Text& text) {
  constexpr std::size_t overhead = 128;  // of an entry
  const auto known = wordings_.find(text.digest);
  if (known != wordings_.end()) return known->second;
  const Xapian::Document document = documents_(text.article);
  Wording made = wording_of(restore(decompress(document.get_data())), analyzer_);
  analyzer_.take_new_names();  // which are known of an article in the index
  held_ += overhead + (made.shingles.capacity() + made.numbers.capacity()) * sizeof(std::uint64_t);
  return wordings_.emplace(text.digest, std::move(made)).first->second;
}

}  // namespace kartotek
