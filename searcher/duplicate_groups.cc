#include "searcher/duplicate_groups.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "indexer/schema.h"

namespace kartotek {
namespace {

using Groups = std::vector<std::string>;  // by place among the matches; "" where an article has no duplicate

Groups groups_of(const std::vector<RankedMatch>& matches, const Collection& collection) {
  const Xapian::Database& database = collection.database();
  Groups groups(matches.size());
  if (!collection.is_local()) {  // there a walk over values is one over documents
    for (std::size_t begin = 0; begin < matches.size(); begin += Collection::documents_at_a_time) {
      const std::size_t end = std::min(begin + Collection::documents_at_a_time, matches.size());
      std::vector<Xapian::docid> articles;
      for (std::size_t place = begin; place < end; ++place) articles.push_back(matches[place].id);
      collection.fetch(articles);
      for (std::size_t place = begin; place < end; ++place)
        groups[place] = collection.document(matches[place].id).get_value(slot::group);
    }
    return groups;
  }
  std::vector<std::size_t> places(matches.size());
  std::iota(places.begin(), places.end(), 0);
  // In the order of the values on disk, each of which is then read once.
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return matches[a].id < matches[b].id; });
  auto value = database.valuestream_begin(slot::group);
  const auto end = database.valuestream_end(slot::group);
  for (const std::size_t place : places) {
    if (value == end) break;
    const Xapian::docid article = matches[place].id;
    if (value.get_docid() < article) value.skip_to(article);
    if (value != end && value.get_docid() == article) groups[place] = *value;
  }
  return groups;
}

// The places of the best match of each group, and of each match without a group.
std::vector<std::size_t> places_of_best(const Groups& groups) {
  std::vector<std::size_t> places;
  std::unordered_set<std::string> seen;
  for (std::size_t place = 0; place < groups.size(); ++place)
    if (groups[place].empty() || seen.insert(groups[place]).second) places.push_back(place);
  return places;
}

// How many articles match `query`, by group.
std::unordered_map<std::string, std::size_t> sizes_of(const std::vector<std::string>& groups,
                                                      const QueryAmong& query_among,
                                                      const Xapian::Database& database) {
  std::unordered_map<std::string, std::size_t> sizes;
  std::vector<Xapian::Query> terms;
  for (const std::string& group : groups)
    if (!group.empty()) terms.emplace_back(make_term(prefix::group, group));
  if (terms.empty()) return sizes;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::Query in_groups(Xapian::Query::OP_OR, terms.begin(), terms.end());
  enquire.set_query({Xapian::Query::OP_FILTER, query_among(in_groups), in_groups});
  Xapian::ValueCountMatchSpy counter(slot::group);
  enquire.add_matchspy(&counter);
  enquire.get_mset(0, 0, database.get_doccount());
  for (auto group = counter.values_begin(); group != counter.values_end(); ++group)
    sizes[*group] = group.get_termfreq();
  return sizes;
}

}  // namespace

Xapian::doccount with_room_for_duplicates(Xapian::doccount wanted) { return wanted + wanted / 8 + 4; }

std::vector<ShownMatch> fold_duplicates(const RankedList& list, const QueryAmong& query_among,
                                        Xapian::doccount offset, Xapian::doccount limit,
                                        const Collection& collection) {
  Xapian::doccount asked = with_room_for_duplicates(offset + limit);
  std::vector<RankedMatch> matches = list.slice(0, asked);
  Groups groups = groups_of(matches, collection);
  std::vector<std::size_t> best = places_of_best(groups);
  while (best.size() < std::size_t{offset} + limit && matches.size() == asked) {
    asked *= 2;
    matches = list.slice(0, asked);
    groups = groups_of(matches, collection);
    best = places_of_best(groups);
  }
  best.resize(std::min<std::size_t>(best.size(), std::size_t{offset} + limit));
  best.erase(best.begin(), best.begin() + std::min<std::ptrdiff_t>(offset, std::ssize(best)));
  Groups shown_groups;
  for (const std::size_t place : best) shown_groups.push_back(groups[place]);
  const auto sizes = sizes_of(shown_groups, query_among, collection.database());
  std::vector<ShownMatch> shown;
  for (const std::size_t place : best) {
    const auto size = sizes.find(groups[place]);
    shown.push_back({matches[place], size == sizes.end() ? 0 : size->second - 1});
  }
  return shown;
}

Xapian::Query group_of(const std::string& id, const Xapian::Document& article) {
  Xapian::Query itself(make_term(prefix::id, id));
  const std::string group = article.get_value(slot::group);
  if (group.empty()) return itself;
  return {Xapian::Query::OP_OR, itself, Xapian::Query(make_term(prefix::group, group))};
}

std::vector<ShownMatch> all_matches(const std::vector<RankedMatch>& matches) {
  std::vector<ShownMatch> shown;
  shown.reserve(matches.size());
  for (const RankedMatch& match : matches) shown.push_back({match, 0});
  return shown;
}

std::vector<Xapian::docid> numbers_of(const std::vector<ShownMatch>& shown, std::size_t most) {
  std::vector<Xapian::docid> numbers;
  for (std::size_t i = 0; i < std::min(most, shown.size()); ++i) numbers.push_back(shown[i].match.id);
  return numbers;
}

}  // namespace kartotek
