#include "searcher/filters.h"

#include "indexer/clock.h"
#include "indexer/schema.h"
#include "searcher/duplicate_groups.h"

namespace kartotek {
namespace {

Xapian::Query any_of(std::string_view prefix, const std::vector<std::string>& values) {
  std::vector<Xapian::Query> terms;
  terms.reserve(values.size());
  for (const std::string& value : values) terms.emplace_back(make_term(prefix, value));
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

Xapian::Query duplicates_of(const std::string& id, const Xapian::Database& database) {
  const std::string term = make_term(prefix::id, id);
  const auto article = database.postlist_begin(term);
  if (article == database.postlist_end(term)) return Xapian::Query::MatchNothing;
  return group_of(id, database.get_document(*article));
}

}  // namespace

Xapian::Query filtered(Xapian::Query query, const Question& question, const Xapian::Database& database) {
  const auto narrow = [&query](const Xapian::Query& by) { query = {Xapian::Query::OP_FILTER, query, by}; };
  if (!question.countries.empty()) narrow(any_of(prefix::country, question.countries));
  if (!question.mentions.empty()) narrow(any_of(prefix::named, question.mentions));
  if (!question.languages.empty()) narrow(any_of(prefix::language, question.languages));
  if (!question.sources.empty()) narrow(any_of(prefix::source, question.sources));
  if (question.from.known() || question.to.known()) {
    Xapian::Query range = compile_date_range(question.from, question.to, database);
    if (question.include_undated)
      range = {Xapian::Query::OP_OR, range, Xapian::Query(std::string(prefix::undated))};
    narrow(range);
  }
  // Of all texts that come after the time, the first is it with a NUL.
  if (!question.added_since.empty())
    narrow({Xapian::Query::OP_VALUE_GE, slot::first_indexed, packed_time(question.added_since) + '\0'});
  if (!question.duplicates_of.empty())
    narrow({Xapian::Query::OP_SCALE_WEIGHT, duplicates_of(question.duplicates_of, database), 0.0});
  return query;
}

}  // namespace kartotek
