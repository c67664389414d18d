#include "searcher/term_walk.h"

#include <algorithm>

namespace kartotek {

TermWalk::TermWalk(const Collection& collection, const std::string& start) {
  if (collection.is_local()) {
    term_ = collection.database().allterms_begin(start);
    end_ = collection.database().allterms_end(start);
  } else {
    kept_ = &collection.terms_of(start);
  }
}

TermWalk TermWalk::of_vocabulary(const Collection& collection, const std::string& start) {
  return collection.is_local() ? TermWalk(collection, start) : TermWalk(collection.vocabulary(start));
}

void TermWalk::next() {
  if (kept_) {
    ++place_;
  } else {
    ++term_;
  }
}

void TermWalk::skip_to(const std::string& term) {
  if (!kept_) return term_.skip_to(term);
  const auto from = kept_->begin() + static_cast<std::ptrdiff_t>(place_);
  place_ = static_cast<std::size_t>(std::lower_bound(from, kept_->end(), term) - kept_->begin());
}

}  // namespace kartotek
