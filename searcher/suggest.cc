#include "searcher/suggest.h"

#include "searcher/spelling.h"
#include "searcher/text_query.h"

namespace kartotek {
namespace {

// Replaces unknown words in `query`; whether any was.
bool replace_unknown(Query& query, TextQueries& texts, const Collection& collection) {
  bool replaced = false;
  for (Query& child : query.children)
    if (child.mark != Mark::must_not && child.kind != Query::Kind::not_of)
      replaced |= replace_unknown(child, texts, collection);
  if (query.kind != Query::Kind::word || texts.is_known(query.text)) return replaced;
  const QueryText analysed = texts.analyse(query.text);
  if (analysed.positions.size() != 1) return replaced;
  const std::string likeliest = likeliest_word(collection, analysed.positions.front().front().term);
  if (likeliest.empty()) return replaced;
  query.text = likeliest;
  return true;
}

}  // namespace

std::string suggest(const Query& query, const Collection& collection, Analyzer& analyzer) {
  CompiledQuery notes;
  const Scoring scoring(collection, Ranking());
  TextQueries texts(scoring, analyzer, false, notes);
  Query better = query;
  return replace_unknown(better, texts, collection) ? to_string(better) : std::string();
}

}  // namespace kartotek
