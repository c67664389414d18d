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

// All articles with a signature, to be looked at again and again: their signatures are kept where `memory`,
// in bytes, has room for them. Groups are those of now at each look. Not thread-safe.
class SignedArticles {
 public:
  using Visit = std::function<void(const SignedArticle&)>;

  // Those of a database that is being changed: as it was committed last, but for what was put or removed
  // `since`, with `put` in their place.
  SignedArticles(Xapian::Database committed, std::unordered_set<Xapian::docid> since,
                 std::vector<SignedArticle> put, std::size_t memory)
      : database_(std::move(committed)),
        since_(std::move(since)),
        put_(std::move(put)),
        may_keep_(database_.get_doccount() * sizeof(Kept) <= memory) {}

  void visit(const Visit& visit) const;
  // Those whose signature `is_wanted`, which is asked in several threads; nothing where they are more than
  // `most`.
  using IsWanted = std::function<bool(const Signature&)>;
  std::optional<std::vector<SignedArticle>> those(const IsWanted& is_wanted, std::size_t most) const;

 private:
  struct Kept {
    Xapian::docid number;
    Signature signature;
  };
  template <typename Take>
  void read(Take take) const;
  void keep() const;

  Xapian::Database database_;
  std::unordered_set<Xapian::docid> since_;
  std::vector<SignedArticle> put_;
  bool may_keep_;
  mutable std::vector<Kept> kept_;  // once they were looked at
};

}  // namespace kartotek
