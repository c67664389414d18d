#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <unordered_set>
#include <vector>

#include "indexer/alike_search.h"
#include "indexer/signature.h"

namespace kartotek {

// All articles with a signature, to be looked at again and again. Not thread-safe.
class SignedArticles {
 public:
  using Visit = std::function<void(const SignedArticle&)>;

  // Those of a database to which no change is pending: Xapian 1.4 could only read on by writing them first,
  // in destructors, and a full disk would end the process.
  explicit SignedArticles(Xapian::Database database) : database_(std::move(database)) {}
  // Those of a database that is being changed: as it was committed last, but for what was put or removed
  // `since`, with `put` in their place.
  SignedArticles(Xapian::Database committed, std::unordered_set<Xapian::docid> since,
                 std::vector<SignedArticle> put)
      : database_(std::move(committed)), since_(std::move(since)), put_(std::move(put)) {}

  void visit(const Visit& visit) const;
  // The first wordings after `last`, or of all: at most `most`, ascending, each once.
  std::vector<Sought> next(const std::optional<WordingKey>& last, std::size_t most) const;

 private:
  Xapian::Database database_;
  std::unordered_set<Xapian::docid> since_;
  std::vector<SignedArticle> put_;
};

}  // namespace kartotek
