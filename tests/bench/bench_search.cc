// Indexing MB/s and query p50/p99 of Kartotek beside stock Xapian (TermGenerator, QueryParser, English
// stemmer) on the same articles in the same run.
//
// usage: bench_search CORPUS.jsonl [QUERIES.tsv] [PASSES]
//   QUERIES.tsv: class<TAB>words<TAB>from<TAB>to a line; without it, words are drawn from the corpus itself.
// Prints a line for indexing and one for each class of queries; times are medians over all passes but the
// first.
#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "indexer/index_corpus.h"
#include "searcher/parse_query.h"
#include "searcher/search.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct TimedQuery {
  std::string kind, words, from, to;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

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

// Twenty words each of rare, middling and frequent ones, and twenty pairs.
std::vector<TimedQuery> draw_queries(const Xapian::Database& database) {
  std::map<std::string, std::vector<std::string>> by_kind;
  const Xapian::doccount all = database.get_doccount();
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string word = *term;
    if (word.size() < 4 ||
        !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
      continue;
    const Xapian::doccount frequency = term.get_termfreq();
    if (frequency >= 2 && frequency <= 20) by_kind["rare"].push_back(word);
    if (frequency * 25 >= all && frequency * 3 <= all) by_kind["common"].push_back(word);
  }
  std::vector<TimedQuery> queries;
  std::mt19937 random(7);
  for (const auto& [kind, words] : by_kind)
    for (int i = 0; i < 20; ++i) queries.push_back({kind, words[random() % words.size()], "", ""});
  const std::vector<std::string>& common = by_kind["common"];
  for (const char* kind : {"or", "and"})
    for (int i = 0; i < 20 && !common.empty(); ++i)
      queries.push_back(
          {kind, common[random() % common.size()] + " " + common[random() % common.size()], "", ""});
  return queries;
}

double index_by_stock_xapian(kartotek::Index& articles, const fs::path& path) {
  kartotek::Question everything;
  everything.limit = 0;
  const kartotek::Page page = articles.search(everything);
  const auto start = Clock::now();
  Xapian::WritableDatabase database(path.string(), Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  for (const kartotek::Hit& hit : page.hits) {
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(hit.stored.article.title, 1, "S");
    generator.index_text(hit.stored.article.title, 3);
    generator.increase_termpos();
    generator.index_text(hit.stored.article.text);
    document.set_data(hit.stored.article.text);
    database.add_document(document);
  }
  database.commit();
  return seconds_since(start);
}

struct Percentiles {
  double p50 = 0, p99 = 0;
};

Percentiles percentiles(std::vector<double>& times) {
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

std::string query_text(const TimedQuery& query) {
  if (query.kind == "phrase") return '"' + query.words + '"';
  if (query.kind != "and") return query.words;
  std::string text = query.words;
  for (std::size_t space = text.find(' '); space != std::string::npos; space = text.find(' ', space + 5))
    text.replace(space, 1, " AND ");
  return text;
}

double ask_kartotek(kartotek::Index& index, const TimedQuery& query) {
  const auto start = Clock::now();
  kartotek::Question question;
  question.query = kartotek::parse_query(query_text(query));
  question.from = kartotek::parse_iso_date(query.from).value_or(kartotek::Date{});
  question.to = kartotek::parse_iso_date(query.to).value_or(kartotek::Date{});
  if (query.kind == "facet") question.facets = {kartotek::FacetKind::country};
  if (query.kind == "sort") question.sort = kartotek::Sort::newest;
  index.search(question);
  return seconds_since(start) * 1e3;
}

double ask_stock_xapian(const Xapian::Database& database, const TimedQuery& query) {
  const auto start = Clock::now();
  Xapian::QueryParser parser;
  parser.set_stemmer(Xapian::Stem("en"));
  parser.set_database(database);
  Xapian::Enquire enquire(database);
  enquire.set_query(parser.parse_query(query_text(query)));
  const Xapian::MSet matches = enquire.get_mset(0, 10);
  for (auto match = matches.begin(); match != matches.end(); ++match)
    matches.snippet(match.get_document().get_data(), 280, Xapian::Stem("en"));
  return seconds_since(start) * 1e3;
}

int run(const std::string& corpus, const std::string& queries_file, int passes) {
  const fs::path folder = fs::temp_directory_path() / fmt::format("kartotek-bench-{}", getpid());
  kartotek::IndexOptions options;
  options.index = folder / "kartotek";
  options.sources = {kartotek::parse_source(corpus)};
  const kartotek::Report report = kartotek::index_corpus(options);
  kartotek::Index index = kartotek::Index::open({options.index.string()});
  const double peer_seconds = index_by_stock_xapian(index, folder / "stock");
  const double megabytes = static_cast<double>(report.bytes) / 1e6;
  fmt::print(
      "index    {} articles, {:.1f} MB: {:.1f} MB/s, {:.2f} x the time of stock Xapian ({:.1f} MB/s)\n",
      report.articles, megabytes, megabytes / report.seconds, report.seconds / peer_seconds,
      megabytes / peer_seconds);
  const Xapian::Database stock((folder / "stock").string());
  const std::vector<TimedQuery> queries =
      queries_file.empty() ? draw_queries(stock) : read_queries(queries_file);
  std::map<std::string, std::pair<std::vector<double>, std::vector<double>>> times;
  for (int pass = 0; pass <= passes; ++pass)
    for (const TimedQuery& query : queries) {
      const double own = ask_kartotek(index, query);
      const double peer = ask_stock_xapian(stock, query);
      if (pass == 0) continue;
      times[query.kind].first.push_back(own);
      times[query.kind].second.push_back(peer);
    }
  for (auto& [kind, both] : times) {
    const Percentiles own = percentiles(both.first);
    const Percentiles peer = percentiles(both.second);
    fmt::print("{:<8} p50 {:.2f} ms, p99 {:.2f} ms; {:.2f} x the p50 of stock Xapian\n", kind, own.p50,
               own.p99, own.p50 / peer.p50);
  }
  fs::remove_all(folder);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_search CORPUS.jsonl [QUERIES.tsv] [PASSES]\n");
    return 2;
  }
  try {
    return run(argv[1], argc > 2 ? argv[2] : "", argc > 3 ? std::stoi(argv[3]) : 10);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_search: {}\n", error.what());
    return 1;
  }
}
