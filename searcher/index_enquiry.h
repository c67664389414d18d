#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "searcher/deadline.h"
#include "searcher/enquiry.h"
#include "searcher/filters.h"
#include "searcher/index_state.h"
#include "searcher/order_apart.h"
#include "searcher/ordered_matches.h"

namespace kartotek {

// A question while it is answered.
struct Index::State::Enquiry {
  Enquiry(const CompiledQuery& compiled, const Question& asked, State& state)
      : question(asked),
        query(filtered(compiled.query, asked, state.collection.database())),
        weights(asked.ranking.weights_for(compiled.highlights.concepts)),
        by_relevance(asked.sort == Sort::relevance && compiled.ranked),
        by_feedback(by_relevance && asked.ranking.feeds_back(compiled.plain_words) && !asked.exact),
        fold(asked.collapse && asked.query.kind != Query::Kind::everything),  // * is every article
        counts_all(asked.exact_total || !asked.facets.empty()),
        all(state.collection.database().get_doccount()),
        limit(
            static_cast<Xapian::doccount>(std::min<std::size_t>(asked.limit == 0 ? all : asked.limit, all))),
        offset(static_cast<Xapian::doccount>(std::min<std::size_t>(asked.offset, all))),
        enquire(state.collection.database()),
        counter(asked.facets) {
    if (asked.deadline) deadline.emplace(*asked.deadline);
    const double half_life = by_relevance ? asked.half_life : 0;
    if (!state.collection.is_local() && asks_for_order(query)) {
      ordered.emplace(query, enquire, asked.sort != Sort::oldest, state.collection, [this] { check(); });
      if (half_life > 0) {  // what is new gains by the score of the best match
        query = ordered->exact();
        ordered.reset();
      }
    }
    set_ranking(enquire, query, asked.ranking, compiled.highlights.concepts, half_life, state.collection);
    set_order(enquire, asked.sort, compiled.ranked);
  }

  // Throws TooCostly after the deadline.
  void check() const {
    if (deadline) deadline->check();
  }

  // What matches, exact of all articles that `among` matches.
  Xapian::Query query_among(const Xapian::Query& among) {
    return ordered ? ordered->exact_among(among) : query;
  }

  // How many matches are asked for that begin with the one of rank `first`.
  Xapian::doccount asked_from(Xapian::doccount first) const {
    if (by_feedback) return feedback_reach;
    return fold ? with_room_for_duplicates(offset + limit) : offset - first + limit;
  }

  const Question& question;
  Xapian::Query query;
  WordWeights weights;
  bool by_relevance;
  bool by_feedback;
  bool fold;
  bool counts_all;
  Xapian::doccount all;  // articles
  Xapian::doccount limit;
  Xapian::doccount offset;
  Xapian::Enquire enquire;
  FacetCounter counter;
  std::optional<Deadline> deadline;
  std::optional<OrderedMatches> ordered;  // where the order of words is not for Xapian to check
};

}  // namespace kartotek
