#include "searcher/match_set.h"

#include <algorithm>

#include "searcher/side_by_side.h"

namespace kartotek {
namespace {

using Query = Xapian::Query;

// A query without the weight that it was given.
Query unweighted(Query query) {
  while (query.get_type() == Query::OP_SCALE_WEIGHT) query = query.get_subquery(0);
  return query;
}

class Matching {
 public:
  Matching(const Xapian::Database& database, const std::function<void()>& check)
      : database_(database), check_(check), last_(database.get_lastdocid()) {}

  DocumentSet of(const Query& query) {
    check_();
    switch (query.get_type()) {
      case Query::LEAF_TERM:
        return with_term(*query.get_terms_begin());
      case Query::LEAF_MATCH_ALL:
        return with_term("");
      case Query::LEAF_MATCH_NOTHING:
        return DocumentSet(last_);
      case Query::OP_OR:
      case Query::OP_SYNONYM:
      case Query::OP_MAX:
        return any_of(query);
      case Query::OP_AND:
        return all_of(query);
      case Query::OP_FILTER:
        return is_side_by_side(query) ? as_xapian_matches(query) : all_of(query);
      case Query::OP_AND_NOT: {
        DocumentSet found = of(query.get_subquery(0));
        for (std::size_t i = 1; i < query.get_num_subqueries(); ++i) found -= of(query.get_subquery(i));
        return found;
      }
      case Query::OP_AND_MAYBE:
      case Query::OP_SCALE_WEIGHT:
        return of(query.get_subquery(0));
      default:
        return as_xapian_matches(query);
    }
  }

 private:
  DocumentSet with_term(const std::string& term) {
    DocumentSet found(last_);
    const auto end = database_.postlist_end(term);
    for (auto posting = database_.postlist_begin(term); posting != end; ++posting) found.add(*posting);
    return found;
  }

  DocumentSet any_of(const Query& query) {
    DocumentSet found(last_);
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
      const Query part = unweighted(query.get_subquery(i));
      if (part.get_type() != Query::LEAF_TERM) {
        found |= of(part);
        continue;
      }
      check_();
      const std::string term = *part.get_terms_begin();
      const auto end = database_.postlist_end(term);
      for (auto posting = database_.postlist_begin(term); posting != end; ++posting) found.add(*posting);
    }
    return found;
  }

  DocumentSet all_of(const Query& query) {
    // Alone, a range of values would have every document's looked at.
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
      if (query.get_subquery(i).get_type() == Query::OP_VALUE_GE) return as_xapian_matches(query);
    DocumentSet found = of(query.get_subquery(0));
    for (std::size_t i = 1; i < query.get_num_subqueries(); ++i) {
      const Query part = unweighted(query.get_subquery(i));
      if (part.get_type() == Query::LEAF_TERM) {
        found = with_term_too(found, *part.get_terms_begin());
      } else {
        found &= of(part);
      }
    }
    return found;
  }

  // Skips through a list that is much longer than what is left.
  DocumentSet with_term_too(const DocumentSet& documents, const std::string& term) {
    constexpr std::size_t postings_per_skip = 16;
    if (documents.size() * postings_per_skip > database_.get_termfreq(term)) {
      DocumentSet found = with_term(term);
      found &= documents;
      return found;
    }
    DocumentSet found(last_);
    auto posting = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    documents.for_each([&](Xapian::docid document) {
      if (posting == end) return;
      if (*posting < document) posting.skip_to(document);
      if (posting != end && *posting == document) found.add(document);
    });
    return found;
  }

  // Phrases and whatever else takes more than posting lists.
  DocumentSet as_xapian_matches(const Query& query) {
    DocumentSet found(last_);
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(query);
    const Xapian::MSet matches = enquire.get_mset(0, database_.get_doccount());
    for (auto match = matches.begin(); match != matches.end(); ++match) found.add(*match);
    return found;
  }

  const Xapian::Database& database_;
  const std::function<void()>& check_;
  Xapian::docid last_;
};

}  // namespace

std::size_t DocumentSet::size() const {
  std::size_t count = 0;
  for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

DocumentSet& DocumentSet::operator|=(const DocumentSet& other) {
  std::transform(words_.begin(), words_.end(), other.words_.begin(), words_.begin(),
                 [](std::uint64_t a, std::uint64_t b) { return a | b; });
  return *this;
}

DocumentSet& DocumentSet::operator&=(const DocumentSet& other) {
  std::transform(words_.begin(), words_.end(), other.words_.begin(), words_.begin(),
                 [](std::uint64_t a, std::uint64_t b) { return a & b; });
  return *this;
}

DocumentSet& DocumentSet::operator-=(const DocumentSet& other) {
  std::transform(words_.begin(), words_.end(), other.words_.begin(), words_.begin(),
                 [](std::uint64_t a, std::uint64_t b) { return a & ~b; });
  return *this;
}

DocumentSet matching_documents(const Xapian::Query& query, const Xapian::Database& database,
                               const std::function<void()>& check) {
  if (query.empty()) return DocumentSet(database.get_lastdocid());
  return Matching(database, check).of(query);
}

}  // namespace kartotek
