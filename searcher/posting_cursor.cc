#include "searcher/posting_cursor.h"

#include <algorithm>
#include <utility>

namespace kartotek {

PostingCursor::PostingCursor(const Xapian::Database& database, std::string term)
    : database_(database), term_(std::move(term)) {}

// Whether there is any posting from `document` on.
bool PostingCursor::move_to(Xapian::docid document) {
  if (!is_open_) posting_ = database_.postlist_begin(term_);
  is_open_ = true;
  if (posting_ != end_ && *posting_ < document) posting_.skip_to(document);
  return posting_ != end_;
}

Xapian::docid PostingCursor::next(Xapian::docid document) { return move_to(document) ? *posting_ : 0; }

std::optional<std::uint32_t> PostingCursor::at(Xapian::docid document) {
  if (document < window_.end) {
    const std::uint32_t offset = document - window_.first;
    const auto found = std::lower_bound(
        kept_.begin(), kept_.end(), offset,
        [](const Posting& posting, std::uint32_t wanted) { return posting.offset < wanted; });
    if (found == kept_.end() || found->offset != offset) return std::nullopt;
    return found->occurrences;
  }
  if (!move_to(document) || *posting_ != document) return std::nullopt;
  return counts_ ? posting_.get_wdf() : 0;
}

const std::vector<PostingCursor::Posting>& PostingCursor::in(const Window& window) {
  if (has(window)) return kept_;
  window_ = window;
  kept_.clear();
  for (move_to(window.first); posting_ != end_; ++posting_) {
    const Xapian::docid document = *posting_;
    if (document >= window.end) break;
    kept_.push_back({document - window.first, counts_ ? posting_.get_wdf() : 0});
  }
  return kept_;
}

TermPostings::TermPostings(const Xapian::Database& database, const std::string& term,
                           std::shared_ptr<PostingCursor> shared)
    : frequency_(database.get_termfreq(term)), own_(database, term), shared_(std::move(shared)) {}

Xapian::docid TermPostings::next(Xapian::docid document) {
  return (shared_->stands_at(document) ? *shared_ : own()).next(document);
}

std::optional<std::uint32_t> TermPostings::at(const Window& window, Xapian::docid document) {
  return (shared_->has(window) ? *shared_ : own()).at(document);
}

}  // namespace kartotek
