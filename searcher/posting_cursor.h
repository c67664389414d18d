#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "searcher/document_set.h"

namespace kartotek {

// A way through the postings of a term, from the first document on. Not thread-safe.
class PostingCursor {
 public:
  struct Posting {
    std::uint32_t offset;       // in the window
    std::uint32_t occurrences;  // 0 unless counted
  };

  // `database` has to outlive it; "" is the term of all documents.
  PostingCursor(const Xapian::Database& database, std::string term);

  // Has occurrences counted; to be called before anything is read.
  void count_occurrences() { counts_ = true; }

  // The first document from `document` on; 0 where there is none.
  Xapian::docid next(Xapian::docid document);
  // How often the term stands in a document; nothing where it does not.
  std::optional<std::uint32_t> at(Xapian::docid document);
  // All in a window, in order; until another window is asked for.
  const std::vector<Posting>& in(const Window& window);

  // Whether the window is the one asked for last; so what is known of its documents is at hand.
  bool has(const Window& window) const { return window.first == window_.first && window.end == window_.end; }
  // Whether what comes from `document` on is at hand.
  bool stands_at(Xapian::docid document) const { return document == window_.end; }

 private:
  bool move_to(Xapian::docid document);

  const Xapian::Database& database_;
  std::string term_;
  bool counts_ = false;
  bool is_open_ = false;
  const Xapian::PostingIterator end_{};
  Xapian::PostingIterator posting_;
  Window window_;  // that of kept_
  std::vector<Posting> kept_;
};

// The postings of a term as a part of a query needs them. Where several parts have the term, each goes its
// own way but for what it shares with the others: a window that one has walked through the others need not.
// Not thread-safe.
class TermPostings {
 public:
  // `shared`: one of the term for all parts of the query.
  TermPostings(const Xapian::Database& database, const std::string& term,
               std::shared_ptr<PostingCursor> shared);

  // In how many documents the term is.
  Xapian::doccount frequency() const { return frequency_; }

  void count_occurrences() {
    own_.count_occurrences();
    shared_->count_occurrences();
  }

  // As PostingCursor has them. To be asked of documents and windows that ascend.
  Xapian::docid next(Xapian::docid document);
  std::optional<std::uint32_t> at(const Window& window, Xapian::docid document);
  const std::vector<PostingCursor::Posting>& in(const Window& window) { return shared_->in(window); }

 private:
  PostingCursor& own() { return shared_.use_count() > 1 ? own_ : *shared_; }

  Xapian::doccount frequency_;
  PostingCursor own_;
  std::shared_ptr<PostingCursor> shared_;
};

}  // namespace kartotek
