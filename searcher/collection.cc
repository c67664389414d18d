#include "searcher/collection.h"

namespace kartotek {

Collection::Use& Collection::use_of(const std::string& term) const {
  constexpr std::size_t most_kept = 100'000;
  if (const auto known = uses_.find(term); known != uses_.end()) return known->second;
  if (uses_.size() >= most_kept) uses_.clear();
  return uses_.emplace(term, Use{.articles = database_.get_termfreq(term)}).first->second;
}

Xapian::termcount Collection::occurrences_of(const std::string& term) const {
  Use& use = use_of(term);
  if (!use.is_counted) use.occurrences = database_.get_collection_freq(term);
  use.is_counted = true;
  return use.occurrences;
}

}  // namespace kartotek
