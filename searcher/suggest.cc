#include "searcher/suggest.h"

#include "searcher/spelling.h"
#include "searcher/text_query.h"

namespace kartotek {
namespace {

// Replaces unknown words in `query`; whether any was.
bool replace_unknown(Query& query, TextQueries& texts, const Xapian::Database& database) {
  bool replaced = false;
  for (Query& child : query.children)
    if (child.mark != Mark::must_not && child.kind != Query::Kind::not_of)
      replaced |= replace_unknown(child, texts, database);
  if (query.kind != Query::Kind::word || texts.is_known(query.text)) return replaced;
  const QueryText analysed = texts.analyse(query.text);
  if (analysed.positions.size() != 1) return replaced;
  const std::string likeliest = likeliest_word(database, analysed.positions.front().front().term);
  if (likeliest.empty()) return replaced;
  query.text = likeliest;
  return true;
}

}  // namespace

std::string suggest(const Query& query, const Xapian::Database& database, Analyzer& analyzer) {
  CompiledQuery notes;
  const WordOrders none;
  TextQueries texts(database, none, analyzer, false, notes);
  Query better = query;
  return replace_unknown(better, texts, database) ? to_string(better) : std::string();
}

}  // namespace kartotek
