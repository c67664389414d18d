#include "searcher/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "indexer/schema.h"
#include "searcher/side_by_side.h"

namespace kartotek {
namespace {

using Query = Xapian::Query;
using Op = Query::op;

// Splits a query into parts whose scores add up to its own. `matches`: every hit is known to match `query`;
// else only a part that always adds may be split off.
void split(const Query& query, bool matches, std::vector<Query>& parts) {
  const Op type = query.empty() ? Query::LEAF_MATCH_NOTHING : query.get_type();
  const std::size_t count = query.empty() ? 0 : query.get_num_subqueries();
  const bool left_only =
      matches && ((type == Query::OP_FILTER && !is_side_by_side(query)) || type == Query::OP_AND_NOT);
  const bool both =
      type == Query::OP_OR || (matches && (type == Query::OP_AND || type == Query::OP_AND_MAYBE));
  if (left_only) return split(query.get_subquery(0), true, parts);
  if (!both) {
    if (type != Query::LEAF_MATCH_NOTHING && type != Query::LEAF_MATCH_ALL) parts.push_back(query);
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const bool certain = type == Query::OP_AND || (type == Query::OP_AND_MAYBE && i == 0);
    split(query.get_subquery(i), matches && certain, parts);
  }
}

std::vector<std::string> terms_of(const Query& part) {
  std::vector<std::string> terms;
  for (auto term = part.get_terms_begin(); term != part.get_terms_end(); ++term) terms.push_back(*term);
  return terms;
}

// A term without the prefixes of title, stem and exact form.
std::string bare(const std::string& term) {
  std::size_t begin = term.starts_with(prefix::title) ? prefix::title.size() : 0;
  if (term.compare(begin, 1, prefix::stem) == 0) begin += 2;
  if (term.compare(begin, 1, prefix::exact) == 0) begin += 1;
  return term.substr(begin);
}

std::string name_of(const Query& part) {
  const std::vector<std::string> terms = terms_of(part);
  if (terms.empty()) return part.get_type() == Query::LEAF_POSTING_SOURCE ? "recency" : "every article";
  Query inner = part;
  while (inner.get_type() == Query::OP_SCALE_WEIGHT || inner.get_type() == Query::OP_OR ||
         inner.get_type() == Query::OP_AND_NOT || inner.get_type() == Query::OP_SYNONYM ||
         (inner.get_type() == Query::OP_FILTER && !is_side_by_side(inner)))
    inner = inner.get_subquery(inner.get_type() == Query::OP_FILTER ? 1 : 0);  // of synonyms: their order
  if (!is_side_by_side(inner)) return bare(*inner.get_terms_begin());
  while (is_side_by_side(inner)) inner = inner.get_subquery(0);
  std::string words;
  for (std::size_t i = 0; i < inner.get_num_subqueries(); ++i) {
    words += i == 0 ? '"' : ' ';
    words += bare(*inner.get_subquery(i).get_terms_begin());
  }
  return words + '"';
}

// How often a document has each term.
std::unordered_map<std::string, double> counts_of(const Collection& collection, Xapian::docid id) {
  std::unordered_map<std::string, double> counts;
  collection.for_each_term(
      id, [&](const std::string& term, Xapian::termcount count) { counts.emplace(term, count); });
  return counts;
}

// The share of the title in the occurrences of `terms`.
double title_share(const std::vector<std::string>& terms,
                   const std::unordered_map<std::string, double>& counts) {
  const auto count = [&counts](const std::string& term) {
    const auto found = counts.find(term);
    return found == counts.end() ? 0.0 : found->second;
  };
  double all = 0;
  double title = 0;
  for (const std::string& term : terms) {
    if (term.starts_with(prefix::title)) {
      title += count(term);
      all += count(term);
    } else {
      all += count(term);
      title += count(term) > 0 ? title_weight * count(make_term(prefix::title, term)) : 0;
    }
  }
  return all > 0 ? std::min(1.0, title / all) : 0;
}

}  // namespace

std::vector<ScorePart> explain_score(Xapian::Enquire& enquire, const Feedback* feedback,
                                     const Collection& collection, Xapian::docid hit) {
  const Query whole = enquire.get_query();
  std::vector<Query> parts;
  split(whole, true, parts);
  const auto counts = counts_of(collection, hit);
  const Query only_hit(std::find_if(counts.begin(), counts.end(), [](const auto& count) {
                         return count.first.starts_with(prefix::id);
                       })->first);
  std::vector<ScorePart> scores;
  const auto add = [&](const std::string& name, double score, const std::vector<std::string>& terms) {
    const double title = score * title_share(terms, counts);
    if (score > 0) scores.push_back({name, title, score - title});
  };
  for (const Query& part : parts) {
    enquire.set_query(Query(Query::OP_FILTER, part, only_hit));
    const Xapian::MSet found = enquire.get_mset(0, 1);
    if (!found.empty()) add(name_of(part), found.begin().get_weight(), terms_of(part));
  }
  enquire.set_query(whole);
  if (feedback) {
    const std::vector<double> further = feedback->scores_of(hit, collection);
    for (std::size_t i = 0; i < further.size(); ++i)
      add(feedback->terms()[i].word, further[i], feedback->terms()[i].terms);
  }
  std::stable_sort(scores.begin(), scores.end(), [](const ScorePart& a, const ScorePart& b) {
    return a.title + a.body > b.title + b.body;
  });
  return scores;
}

std::string described(const Xapian::Query& query) {
  const std::string all = query.get_description();
  std::string text;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find_first_of(" (", begin), all.size());
    double weight = 0;
    const auto [after, error] = std::from_chars(all.data() + begin, all.data() + end, weight);
    const bool is_weight =
        error == std::errc() && after == all.data() + end && all.compare(end, 3, " * ") == 0;
    text += is_weight ? fmt::format("{:.3g}", weight) : all.substr(begin, end - begin);
    if (end < all.size()) text += all[end];
    begin = end + 1;
  }
  return text;
}

}  // namespace kartotek
