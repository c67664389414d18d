#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "searcher/collection.h"

namespace kartotek {

// The terms of a collection that begin alike, in order. Those of databases elsewhere come in one stream,
// which cannot be skipped in; so all of them are fetched once and kept by the collection.
class TermWalk {
 public:
  // `start`: "", for words, the prefix of a kind of terms, or how a word begins.
  TermWalk(const Collection& collection, const std::string& start);
  // Of words or of exact forms, with some perhaps that no article has any more: see Collection::vocabulary().
  static TermWalk of_vocabulary(const Collection& collection, const std::string& start);

  bool done() const { return kept_ ? place_ == kept_->size() : term_ == end_; }
  std::string term() const { return kept_ ? (*kept_)[place_] : *term_; }
  void next();
  // To the first that is not before `term`.
  void skip_to(const std::string& term);

 private:
  explicit TermWalk(const std::vector<std::string>& kept) : kept_(&kept) {}

  const std::vector<std::string>* kept_ = nullptr;
  std::size_t place_ = 0;
  Xapian::TermIterator term_, end_;
};

}  // namespace kartotek
