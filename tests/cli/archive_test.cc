#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "tests/cli/program.h"

// The sample archive and its judged queries: what an analyst finds, held above a floor.

namespace kartotek {
namespace {

const std::string articles = PROJECT_DIR "/corpus/articles";
const std::string queries = PROJECT_DIR "/corpus/queries.tsv";

struct Judged {
  std::string query;
  std::vector<std::string> answers;
};

std::vector<Judged> judged_queries() {
  std::vector<Judged> all;
  for (const std::string& line : lines_of(read_file(queries))) {
    if (line.empty() || line.starts_with("# ")) continue;
    const std::size_t tab = line.find('\t');
    std::istringstream ids(line.substr(tab + 1));
    all.push_back({line.substr(0, tab), {std::istream_iterator<std::string>(ids), {}}});
  }
  return all;
}

// The ids of each query's hits, best first, by the query's number in `judged`.
std::vector<std::vector<std::string>> runs_of(const std::vector<Judged>& judged, const std::string& trec) {
  std::vector<std::vector<std::string>> runs(judged.size());
  for (const std::string& line : lines_of(trec)) {
    std::istringstream fields(line);
    std::size_t number = 0;
    std::string q0;
    std::string id;
    fields >> number >> q0 >> id;
    runs.at(number).push_back(id);
  }
  return runs;
}

class Archive : public ProgramTest {};

TEST_F(Archive, IsTakenWhole) {
  const Outcome outcome = indexer({articles});
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_EQ(read_file(index_ + "/rejects.jsonl"), "");
  EXPECT_EQ(search_json({"*"})["total"], 81);
}

TEST_F(Archive, HasOnlyAnswersThatExist) {
  indexer({articles});
  const std::vector<std::string> all = found({"*"});
  for (const Judged& one : judged_queries())
    for (const std::string& id : one.answers)
      EXPECT_TRUE(std::find(all.begin(), all.end(), id) != all.end()) << id << " of " << one.query;
}

TEST_F(Archive, AnswersTheJudgedQueries) {
  constexpr double mrr_floor = 0.95;
  constexpr double recall_floor = 0.95;
  constexpr std::size_t depth = 10;
  indexer({articles});
  const std::vector<Judged> judged = judged_queries();
  ASSERT_GE(judged.size(), 40U);
  std::string batch;
  for (std::size_t i = 0; i < judged.size(); ++i)
    batch.append(std::to_string(i)).append("\t").append(judged[i].query).append("\n");
  const Outcome outcome = searcher({"--format", "trec", "--queries", "-"}, batch);
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const auto runs = runs_of(judged, outcome.out);
  double reciprocal_ranks = 0;
  double recall = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const std::vector<std::string>& answers = judged[i].answers;
    const auto is_answer = [&](const std::string& id) {
      return std::find(answers.begin(), answers.end(), id) != answers.end();
    };
    const auto first = std::find_if(runs[i].begin(), runs[i].end(), is_answer);
    if (first != runs[i].end()) reciprocal_ranks += 1.0 / static_cast<double>(first - runs[i].begin() + 1);
    if (first != runs[i].begin() || first == runs[i].end())
      std::printf("first answer wrong: %s: %s\n", judged[i].query.c_str(),
                  runs[i].empty() ? "none" : runs[i].front().c_str());
    recall += static_cast<double>(std::count_if(runs[i].begin(), runs[i].end(), is_answer)) /
              static_cast<double>(std::min(answers.size(), depth));
  }
  const auto count = static_cast<double>(judged.size());
  std::printf("%zu queries: MRR %.3f, recall@%zu %.3f\n", judged.size(), reciprocal_ranks / count, depth,
              recall / count);
  RecordProperty("mrr", std::to_string(reciprocal_ranks / count));
  RecordProperty("recall", std::to_string(recall / count));
  EXPECT_GE(reciprocal_ranks / count, mrr_floor);
  EXPECT_GE(recall / count, recall_floor);
}

}  // namespace
}  // namespace kartotek
