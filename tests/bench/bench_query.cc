// Times questions to an index, in process, the ten best hits with snippets included.
//
// usage: bench_query INDEX QUERIES.tsv [PASSES]
//   QUERIES.tsv: class<TAB>words<TAB>from<TAB>to a line, with the classes rare, common, or, and, phrase, date
//   (any word, within the dates), facet (countries and months over all matches) and sort (newest first).
// Prints for each class the median and the 99th percentile in milliseconds and questions a second, over all
// passes but a first one. Ten passes or more make a 99th percentile of 20 queries.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "searcher/parse_query.h"
#include "searcher/search.h"

namespace {

using Clock = std::chrono::steady_clock;

struct TimedQuery {
  std::string kind, words, from, to;
};

std::vector<TimedQuery> read_queries(const std::string& path) {
  std::vector<TimedQuery> queries;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    TimedQuery& query = queries.emplace_back();
    for (std::string* field : {&query.kind, &query.words, &query.from, &query.to})
      std::getline(fields, *field, '\t');
  }
  return queries;
}

std::string query_text(const TimedQuery& query) {
  if (query.kind == "phrase") return '"' + query.words + '"';
  if (query.kind != "and") return query.words;
  std::string text = query.words;
  for (std::size_t space = text.find(' '); space != std::string::npos; space = text.find(' ', space + 5))
    text.replace(space, 1, " AND ");
  return text;
}

double ask(kartotek::Index& index, const TimedQuery& query) {
  const auto start = Clock::now();
  kartotek::Question question;
  question.query = kartotek::parse_query(query_text(query));
  question.from = kartotek::parse_iso_date(query.from).value_or(kartotek::Date{});
  question.to = kartotek::parse_iso_date(query.to).value_or(kartotek::Date{});
  if (query.kind == "facet") question.facets = {kartotek::FacetKind::country, kartotek::FacetKind::month};
  if (query.kind == "sort") question.sort = kartotek::Sort::newest;
  index.search(question);
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

int run(const std::string& location, const std::string& queries_file, int passes) {
  kartotek::Index index = kartotek::Index::open({location});
  std::map<std::string, std::vector<double>> times;
  const std::vector<TimedQuery> queries = read_queries(queries_file);
  for (int pass = 0; pass <= passes; ++pass)
    for (const TimedQuery& query : queries) {
      const double milliseconds = ask(index, query);
      if (pass > 0) times[query.kind].push_back(milliseconds);
    }
  for (auto& [kind, all] : times) {
    std::sort(all.begin(), all.end());
    const double sum = std::accumulate(all.begin(), all.end(), 0.0);
    fmt::print("{:<8} p50={:.2f} p99={:.2f} q/s={:.0f}\n", kind, all[all.size() / 2],
               all[all.size() * 99 / 100], 1e3 * static_cast<double>(all.size()) / sum);
  }
  return times.empty() ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_query INDEX QUERIES.tsv [PASSES]\n");
    return 2;
  }
  try {
    return run(argv[1], argv[2], argc > 3 ? std::stoi(argv[3]) : 10);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_query: {}\n", error.what());
    return 1;
  }
}
