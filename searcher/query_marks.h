#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/highlight.h"
#include "searcher/snippet.h"

namespace kartotek {

using TextMarks = std::vector<std::pair<std::size_t, std::size_t>>;  // [begin, end) in code points

// What an answer shows of a query in its articles. Made once an answer. Not thread-safe, as the analyzer is.
class QueryMarks {
 public:
  // `weights` of the query's concepts, as make_snippet() takes them; for marks alone there may be none.
  // `analyzer` must outlive this.
  QueryMarks(const Highlights& highlights, std::vector<double> weights, Analyzer& analyzer)
      : highlighter_(highlights), weights_(std::move(weights)), analyzer_(analyzer) {}

  TextMarks in_title(const Article& article);
  TextMarks in_body(const Article& article);  // in its body_text()
  Snippet snippet(const Article& article, std::size_t length);

 private:
  std::vector<Match> matches(const std::string& text, const Article& article);

  Highlighter highlighter_;
  std::vector<double> weights_;
  Analyzer& analyzer_;
};

}  // namespace kartotek
