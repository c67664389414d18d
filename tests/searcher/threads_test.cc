#include <gtest/gtest.h>
#include <xapian.h>

#include <thread>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/compile_query.h"
#include "searcher/parse_query.h"
#include "tests/searcher/small_index.h"

// Each thread has an Index of its own; nothing else may be shared, and Xapian counts its references in plain
// integers, also those to its constant Query::MatchAll, whose copies crashed the server (every_document.h).

namespace kartotek {
namespace {

TEST(Threads, CompileQueriesAtTheSameTime) {
  const SmallIndex small(R"({"id":"a","body":"The corvette sailed to Baku."})");
  constexpr int rounds = 30'000;
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n)
    threads.emplace_back([&] {
      const Xapian::Database database = small.database();
      Analyzer analyzer;
      std::vector<Query> queries;
      for (const char* text : {"*", "-tank", "NOT Baku", "* -corvette", "=\"Baku\""})
        queries.push_back(parse_query(text));
      for (int i = 0; i < rounds; ++i)
        for (const Query& query : queries)
          compile_query(query, Scoring(Collection(database), Ranking()), analyzer, false);
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Xapian::Query::MatchAll.get_description(), "Query(<alldocuments>)");
}

}  // namespace
}  // namespace kartotek
