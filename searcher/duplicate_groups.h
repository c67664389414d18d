#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <vector>

#include "searcher/collection.h"
#include "searcher/ranked_list.h"

namespace kartotek {

// A match that is shown, and how many further ones of its group of near-duplicates it stands for.
struct ShownMatch {
  RankedMatch match;
  std::size_t duplicates = 0;
};

// How many matches to ask for so that `wanted` are likely left when near-duplicates are folded.
Xapian::doccount with_room_for_duplicates(Xapian::doccount wanted);

// Of every group the best match: those of rank `offset` and following, `limit` at most. How many are folded
// is exact: `query_among` gives what matches, exact of the articles of a query. (Xapian can collapse by
// itself, but then looks up the group of every match on its way, estimates totals it would otherwise know,
// and does not count what it folds.)
using QueryAmong = std::function<Xapian::Query(const Xapian::Query& among)>;
std::vector<ShownMatch> fold_duplicates(const RankedList& list, const QueryAmong& query_among,
                                        Xapian::doccount offset, Xapian::doccount limit,
                                        const Collection& collection);

// Matches the article, of that id, and its near-duplicates.
Xapian::Query group_of(const std::string& id, const Xapian::Document& article);

// The numbers of the first of them, `most` at most.
std::vector<Xapian::docid> numbers_of(const std::vector<ShownMatch>& shown, std::size_t most);

// The same where nothing is folded.
std::vector<ShownMatch> all_matches(const std::vector<RankedMatch>& matches);

}  // namespace kartotek
