#include "searcher/ordered_matches.h"

#include <algorithm>
#include <utility>

#include "searcher/every_document.h"
#include "searcher/order_apart.h"
#include "searcher/ranked_list.h"

namespace kartotek {
namespace {

std::vector<Xapian::docid> numbers_in(const Xapian::MSet& matches) {
  return {matches.begin(), matches.end()};
}

}  // namespace

OrderedMatches::OrderedMatches(const Xapian::Query& query, Xapian::Enquire& enquire, bool newest_first,
                               const Collection& collection, std::function<void()> check)
    : query_(query),
      doubtful_(doubtful(query)),
      always_has_order_(always_has_order(query)),
      enquire_(enquire),
      newest_first_(newest_first),
      collection_(collection),
      check_(std::move(check)),
      articles_(query, collection) {}

// Articles that were not looked at come after the last that was, or tie with it, even if all their words are
// in order. So matches that come before it and do not tie with it are in their places.
std::vector<RankedMatch> OrderedMatches::first(Xapian::doccount count) {
  // Few enough to be looked at in any case: most totals are exact then.
  constexpr Xapian::doccount always = 64;
  Xapian::doccount& enough = collection_.looked_at_before(doubtful_.serialise());
  if (!has_all_) look_at_first(std::max({always, count + count / 4, candidates_looked_at_, enough}));
  while (true) {
    if (always_has_order_ && !has_all_ && articles_.named() < count) {
      look_at_first(more_than_looked_at(articles_.named(), count));
      continue;
    }
    enquire_.set_query(articles_.query());
    found_ = enquire_.get_mset(0, count + margin_for_noise, counted_elsewhere);
    std::size_t certain = 0;
    for (auto match = found_.begin(); match != found_.end() && is_before_others(match); ++match) ++certain;
    if (has_all_ || certain >= count) break;
    look_at_first(more_than_looked_at(certain, count));
  }
  enough = candidates_looked_at_;
  std::vector<RankedMatch> matches = ranked_without_noise(found_);
  if (matches.size() > count) matches.resize(count);
  return matches;
}

bool OrderedMatches::is_before_others(const Xapian::MSetIterator& match) const {
  if (has_all_) return true;
  const auto last = candidates_found_.back();
  const std::string date = match.get_sort_key();
  const std::string last_date = last.get_sort_key();
  if (date != last_date) return newest_first_ == (date > last_date);
  return match.get_weight() > last.get_weight() + score_noise;
}

// As many as it takes if matches are spread among those to come as among those looked at, and some more; but
// neither too many for what may be chance, nor so few that there is no end of it.
Xapian::doccount OrderedMatches::more_than_looked_at(std::size_t certain, Xapian::doccount wanted) const {
  constexpr double ample = 1.5;
  const auto known = static_cast<double>(candidates_looked_at_);
  const double expected = ample * known * wanted / std::max<double>(static_cast<double>(certain), 0.5);
  return static_cast<Xapian::doccount>(std::clamp(expected, 2 * known, 8 * known));
}

void OrderedMatches::look_at_first(Xapian::doccount count) {
  check_();
  enquire_.set_query(doubtful_);
  // How many there are is counted the first time.
  const bool is_counted = candidates_looked_at_ > 0;
  candidates_found_ = enquire_.get_mset(0, count, is_counted ? 0 : collection_.database().get_doccount());
  if (!is_counted) candidates_ = candidates_found_.get_matches_estimated();
  candidates_looked_at_ = candidates_found_.size();
  has_all_ = candidates_found_.size() < count;
  articles_.look_at(numbers_in(candidates_found_), check_);
}

OrderedMatches::Total OrderedMatches::total() const {
  const std::size_t known = found_.get_matches_estimated();
  if (has_all_) return {known, found_.get_matches_lower_bound() == found_.get_matches_upper_bound()};
  // Of the others as many have their words in order, as far as one knows.
  const double share =
      static_cast<double>(articles_.named() + 1) / static_cast<double>(articles_.looked_at() + 2);
  if (always_has_order_) {
    const double others = share * (candidates_ - std::min(candidates_looked_at_, candidates_));
    return {known + static_cast<std::size_t>(others), false};
  }
  const auto with = [](const Xapian::Query& part) { return without_order(part.get_subquery(0)); };
  const auto without = [](const Xapian::Query& /*part*/) { return match_nothing(); };
  const double if_none = count(with_order_replaced(query_, without));
  const double if_all = count(with_order_replaced(query_, with));
  return {static_cast<std::size_t>(if_none + share * (if_all - if_none)), false};
}

Xapian::doccount OrderedMatches::count(const Xapian::Query& query) const {
  Xapian::Enquire enquire(collection_.database());
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  return enquire.get_mset(0, 1, collection_.database().get_doccount()).get_matches_estimated();
}

void OrderedMatches::look_at_all(const Xapian::Query& candidates, NamedArticles& articles) const {
  Xapian::Enquire enquire(collection_.database());
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(candidates);
  articles.look_at(numbers_in(enquire.get_mset(0, collection_.database().get_doccount())), check_);
}

Xapian::Query OrderedMatches::exact_among(const Xapian::Query& among) {
  if (!has_all_) look_at_all({Xapian::Query::OP_FILTER, doubtful_, among}, articles_);
  return articles_.query();
}

Xapian::Query OrderedMatches::exact() const {
  if (has_all_) return articles_.query();
  NamedArticles all(query_, collection_);
  look_at_all(doubtful_, all);
  return all.query();
}

}  // namespace kartotek
