// Answers the questions of a judged collection with a ranking of other parameters than the shipped ones.
//
// usage: bench_ranking INDEX QUERIES.tsv DEPTH [K1 BURSTINESS FEEDBACK_TERMS]
//   QUERIES: qid<TAB>text a line. Prints a TREC run, DEPTH hits a query. tests/bench/ranking scores it.
#include <fmt/format.h>

#include <fstream>
#include <string>

#include "searcher/parse_query.h"
#include "searcher/search.h"

namespace {

void run(const std::string& location, const std::string& queries, kartotek::Question question) {
  kartotek::Index index = kartotek::Index::open({location});
  question.collapse = false;
  question.snippet_length = 0;
  std::ifstream in(queries);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    question.query = kartotek::parse_query(line.substr(tab + 1));
    for (const kartotek::Hit& hit : index.search(question).hits)
      fmt::print("{} Q0 {} {} {:.6f} kartotek\n", line.substr(0, tab), hit.stored.article.id, hit.rank,
                 hit.score);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 7) {
    fmt::print(stderr, "usage: bench_ranking INDEX QUERIES.tsv DEPTH [K1 BURSTINESS FEEDBACK_TERMS]\n");
    return 2;
  }
  try {
    kartotek::Question question;
    question.limit = std::stoul(argv[3]);
    if (argc == 7) {
      question.ranking.k1 = std::stod(argv[4]);
      question.ranking.burstiness = std::stod(argv[5]);
      question.ranking.feedback_terms = std::stoul(argv[6]);
    }
    run(argv[1], argv[2], question);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_ranking: {}\n", error.what());
    return 1;
  }
}
