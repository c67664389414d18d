#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "searcher/deadline.h"
#include "searcher/enquiry.h"
#include "searcher/filters.h"
#include "searcher/index_state.h"

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
    set_ranking(enquire, query, asked.ranking, compiled.highlights.concepts,
                by_relevance ? asked.half_life : 0, state.collection);
    set_order(enquire, asked.sort, compiled.ranked);
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
};

}  // namespace kartotek
