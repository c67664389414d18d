// Times questions to an index, in process, the ten best hits with snippets included.
//
// usage: bench_query INDEX QUERIES.tsv [PASSES]
//   INDEX: a directory, or a cluster file of remote parts.
//   QUERIES.tsv: class<TAB>words<TAB>from<TAB>to a line, with the classes rare, common, or, and, phrase, date
//   (any word, within the dates), facet (countries and months over all matches) and sort (newest first).
// Prints for each class the median and the 99th percentile in milliseconds and questions a second, over all
// passes but a first one; ten passes or more make a 99th percentile of 20 queries. Also the medians of the
// writes and of the bytes written and read, by the kernel's account of the process: where all parts are
// remote these are what crosses the wire, Xapian sending each message in two writes. first_writes and
// first_bytes are of the first pass, in which nothing is kept of earlier questions but what they have in
// common.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>
#include <stdexcept>
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

// What the process has read and written so far.
struct Traffic {
  double writes = 0;
  double bytes = 0;
};

Traffic traffic() {
  Traffic now;
  std::ifstream in("/proc/self/io");
  std::string name;
  for (double value = 0; in >> name >> value;) {
    if (name == "syscw:") now.writes = value;
    if (name == "rchar:" || name == "wchar:") now.bytes += value;
  }
  return now;
}

struct Cost {
  std::vector<double> milliseconds, writes, bytes, first_milliseconds, first_writes, first_bytes;
};

double at(std::vector<double>& all, std::size_t percent) {
  std::sort(all.begin(), all.end());
  return all[all.size() * percent / 100];
}

// In milliseconds.
double ask(kartotek::Index& index, const TimedQuery& query) {
  const auto start = Clock::now();
  index.refresh();
  kartotek::Question question;
  question.query = kartotek::parse_query(query_text(query));
  question.from = kartotek::parse_iso_date(query.from).value_or(kartotek::Date{});
  question.to = kartotek::parse_iso_date(query.to).value_or(kartotek::Date{});
  if (query.kind == "facet") question.facets = {kartotek::FacetKind::country, kartotek::FacetKind::month};
  if (query.kind == "sort") question.sort = kartotek::Sort::newest;
  index.search(question);
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void ask(kartotek::Index& index, const TimedQuery& query, bool is_first, Cost& cost) {
  const Traffic before = traffic();
  const double milliseconds = ask(index, query);
  const Traffic after = traffic();
  (is_first ? cost.first_milliseconds : cost.milliseconds).push_back(milliseconds);
  (is_first ? cost.first_writes : cost.writes).push_back(after.writes - before.writes);
  (is_first ? cost.first_bytes : cost.bytes).push_back(after.bytes - before.bytes);
}

int run(const std::string& location, const std::string& queries_file, int passes) {
  kartotek::Index index = kartotek::Index::open({location});
  std::map<std::string, Cost> costs;
  const std::vector<TimedQuery> queries = read_queries(queries_file);
  for (int pass = 0; pass <= passes; ++pass)
    for (const TimedQuery& query : queries) ask(index, query, pass == 0, costs[query.kind]);
  for (auto& [kind, cost] : costs) {
    const double sum = std::accumulate(cost.milliseconds.begin(), cost.milliseconds.end(), 0.0);
    fmt::print(
        "{:<8} p50={:.2f} p99={:.2f} q/s={:.0f} writes={:.0f} bytes={:.0f} first_p50={:.2f} "
        "first_writes={:.0f} "
        "first_bytes={:.0f}\n",
        kind, at(cost.milliseconds, 50), at(cost.milliseconds, 99),
        1e3 * static_cast<double>(cost.milliseconds.size()) / sum, at(cost.writes, 50), at(cost.bytes, 50),
        at(cost.first_milliseconds, 50), at(cost.first_writes, 50), at(cost.first_bytes, 50));
  }
  return costs.empty() ? 1 : 0;
}

int passes_of(const std::string& text) {
  int passes = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), passes);
  if (error != std::errc() || end != text.data() + text.size() || passes < 1)
    throw std::invalid_argument(fmt::format("{} is no number of PASSES: give 1 or more", text));
  return passes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_query INDEX QUERIES.tsv [PASSES]\n");
    return 2;
  }
  try {
    return run(argv[1], argv[2], argc > 3 ? passes_of(argv[3]) : 10);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_query: {}\n", error.what());
    return 1;
  }
}
