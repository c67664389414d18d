#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <unordered_set>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/signature.h"

namespace kartotek {

// What a run did to the articles of a database since their groups were last made.
class ArticleChanges {
 public:
  struct Lost {
    Xapian::docid number = 0;
    Signature signature;
    std::uint64_t group = 0;
  };

  // `most`: changes that are kept one by one; of more it is only known that there were many.
  explicit ArticleChanges(std::size_t most) : most_(most) {}

  void put(Xapian::docid number);                                      // added, or in place of another
  void lose(Xapian::docid number, const Xapian::Document& as_it_was);  // replaced or removed
  void set_everything();                                               // or: all may have changed
  void clear();

  bool none() const { return !everything_ && put_.empty() && lost_.empty(); }
  bool everything() const { return everything_; }
  const std::unordered_set<Xapian::docid>& articles_put() const { return put_; }
  const std::vector<Lost>& articles_lost() const { return lost_; }

 private:
  std::size_t most_;
  bool everything_ = false;
  std::unordered_set<Xapian::docid> put_;
  std::vector<Lost> lost_;
};

// What update_groups() works on.
struct GroupedIndex {
  Xapian::WritableDatabase& database;
  std::filesystem::path generation;              // where it lies on disk
  std::function<void()> commit;                  // of all that is pending, groups in part
  Analyzer& analyzer;                            // with which the articles were indexed
  std::size_t memory = 0;                        // bytes it may take
  std::function<void(Xapian::docid)> changed{};  // told each article whose label changes
  std::size_t threads = 1;                       // for all articles; for some changes one will do
  // Documents without a group that `database` is yet to get; they are labelled here. commit() empties it.
  std::map<Xapian::docid, Xapian::Document>* waiting = nullptr;
};

// Of the representatives that may be near-duplicates of a wording, the likeliest: so many it is compared
// with.
inline constexpr std::size_t most_compared = 8;

// Brings the groups of near-duplicates up to date: slot::group and the term prefix::group of every article.
// The wordings, earliest first, each join the one of the representatives so far that is a near-duplicate and
// most alike, where one of the most_compared is, or else represent a group of their own. Every member is so
// alike to one: in a chain of ever new versions, the first and the last need not be together. Groups depend
// on the articles alone, not on the order or the runs they came in. What changed is decided anew, and what is
// alike to a wording that came to represent a group or ceased to, and so on: a few looks at the signatures of
// all articles, and at the texts of those that are alike. To be called before the commit of the changes;
// articles that were put have no group yet. Commits itself, in parts, only where everything changed, or more
// than fits the memory. Throws what Xapian and restore() throw.
void update_groups(const GroupedIndex& index, const ArticleChanges& changes);

}  // namespace kartotek
