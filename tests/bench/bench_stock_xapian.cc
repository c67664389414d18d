// Stock Xapian on a judged collection: TermGenerator, QueryParser, English stemmer and BM25Weight as they
// come.
//
// usage: bench_stock_xapian DOCS.jsonl QUERIES.tsv DEPTH
//   DOCS: an object with id, title and body a line. QUERIES: qid<TAB>text a line.
// Prints a TREC run, DEPTH hits a query. tests/bench/ranking scores it beside Kartotek's.
#include <fmt/format.h>
#include <xapian.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace {

std::string text_of(const nlohmann::json& article, const char* key) {
  const auto found = article.find(key);
  return found != article.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Xapian::WritableDatabase index(const std::string& path) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json article = nlohmann::json::parse(line);
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(text_of(article, "title"), 1, "S");
    generator.index_text(text_of(article, "title"));
    generator.increase_termpos();
    generator.index_text(text_of(article, "body"));
    document.set_data(text_of(article, "id"));
    database.add_document(document);
  }
  return database;
}

void answer(const Xapian::Database& database, const std::string& queries, Xapian::doccount depth) {
  Xapian::QueryParser parser;
  parser.set_stemmer(Xapian::Stem("en"));
  parser.set_database(database);
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BM25Weight());
  std::ifstream in(queries);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    enquire.set_query(parser.parse_query(line.substr(tab + 1), 0));  // no operators: words only
    const Xapian::MSet matches = enquire.get_mset(0, depth);
    for (auto match = matches.begin(); match != matches.end(); ++match)
      fmt::print("{} Q0 {} {} {:.6f} xapian\n", line.substr(0, tab), match.get_document().get_data(),
                 match.get_rank() + 1, match.get_weight());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: bench_stock_xapian DOCS.jsonl QUERIES.tsv DEPTH\n");
    return 2;
  }
  try {
    answer(index(argv[1]), argv[2], static_cast<Xapian::doccount>(std::stoul(argv[3])));
    return 0;
  } catch (const Xapian::Error& error) {
    fmt::print(stderr, "bench_stock_xapian: {}\n", error.get_description());
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_stock_xapian: {}\n", error.what());
  }
  return 1;
}
