// An index of several shards answers as one of the same articles that has one.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "searcher/search.h"
#include "tests/cli/program.h"
#include "tests/cli/shared_data.h"
#include "tests/searcher/random_questions.h"
#include "tests/searcher/same_answers.h"

namespace kartotek {
namespace {

// The letters and digits of each word of a text.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    std::erase_if(word, [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0; });
    const bool has_signs = word.find_first_of("\xC2\xE2") != std::string::npos;  // quotes, dashes
    if (!word.empty() && !has_signs) words.push_back(word);
  }
  return words;
}

bool is_operator(const std::string& word) {
  return word == "AND" || word == "OR" || word == "NOT" || word == "NEAR";
}

class ShardedCorpora : public ProgramTest {
 protected:
  void SetUp() override {
    SKIP_WITHOUT("corpora");
    // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
    const std::size_t step = std::getenv("KARTOTEK_WHOLE") ? 1 : 8;  // of the articles, for a quick test
    std::string all;
    std::size_t number = 0;
    for (const char* corpus : {"reuters-dev", "defence-dev"})
      for (const std::string& line : lines_of(unpacked(corpus)))
        if (number++ % step == 0) take(line, all);
    for (const std::string shards : {"1", "3", "8"}) {
      const std::string file = folder_.write("articles.jsonl", all);
      const Outcome outcome =
          run(PROGRAM_DIR "/indexer", {.arguments = {"--index", index_ + shards, "--shards", shards, file},
                                       .input = {},
                                       .environment = {},
                                       .folder = {}});
      ASSERT_EQ(outcome.exit, 0) << outcome.err;
    }
  }

  // Adds an article, and now and then its words to those that are asked for.
  void take(const std::string& line, std::string& all) {
    all += line + "\n";
    if (++taken_ % 7 != 0) return;
    const std::vector<std::string> words = words_of(Json::parse(line).value("body", ""));
    for (std::size_t i = taken_ % 5; i + 3 < words.size(); i += 29) {
      if (is_operator(words[i]) || is_operator(words[i + 1]) || is_operator(words[i + 2])) continue;
      if (words[i].size() > 3) words_.push_back(words[i]);
      passages_.push_back(words[i] + " " + words[i + 1] + (i % 2 == 0 ? " " + words[i + 2] : ""));
    }
  }

  std::vector<std::string> words_;
  std::vector<std::string> passages_;
  std::size_t taken_ = 0;
};

TEST_F(ShardedCorpora, AnswerFiveHundredQuestionsAsOneDatabaseDoes) {
  Index one = Index::open({index_ + "1"});
  Index three = Index::open({index_ + "3"});
  Index eight = Index::open({index_ + "8"});
  RandomQuestions random(words_, passages_, 20261127);
  std::size_t hits = 0;
  for (int i = 0; i < 500; ++i) {
    const auto [question, text] = random.question();
    const Page expected = one.search(question);
    hits += expected.hits.size();
    expect_same_answer(three.search(question), expected, text);
    expect_same_answer(eight.search(question), expected, text);
  }
  EXPECT_GT(hits, 2000U);  // of questions that find something
}

}  // namespace
}  // namespace kartotek
