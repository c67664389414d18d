// What is answered quickly (counts by columns and posting lists, the newest months first, phrases by word
// orders) is the same as what a plain match over everything answers.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "indexer/generation.h"
#include "tests/searcher/random_questions.h"
#include "tests/searcher/same_answers.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

const std::vector<std::string>& vocabulary() {
  static const std::vector<std::string> words{"drone",  "frigate", "Baku",   "Ankara",  "Kyiv",    "exercise",
                                              "mine",   "treaty",  "export", "missile", "engine",  "corvette",
                                              "budget", "radar",   "convoy", "border",  "airbase", "Ganja"};
  return words;
}

// Articles of random words, some of them dated to a month or a year or not at all.
std::string random_articles(int count, std::mt19937& random) {
  std::string lines;
  const auto pick = [&random](std::size_t size) { return static_cast<std::size_t>(random()) % size; };
  static const std::vector<std::string> countries{R"("TR")", R"("AZ")", R"("UA","TR")", R"("US")", ""};
  for (int i = 0; i < count; ++i) {
    std::string body;
    // Few words are frequent and many are rare.
    for (std::size_t k = 0; k < 12; ++k) body += vocabulary()[pick(1 + pick(vocabulary().size()))] + " ";
    const std::size_t month = 1 + pick(12);
    const std::size_t kind = pick(10);
    const std::string date =
        kind == 0   ? ""
        : kind == 1 ? fmt::format(R"("date":"{}",)", 2015 + pick(9))
        : kind == 2 ? fmt::format(R"("date":"{}-{:02}",)", 2015 + pick(9), month)
                    : fmt::format(R"("date":"{}-{:02}-{:02}",)", 2015 + pick(9), month, 1 + pick(28));
    lines +=
        fmt::format(R"({{"id":"{}","title":"Report {}",{}"countries":[{}],"source":"wire {}","body":"{}"}})",
                    i, i, date, countries[pick(countries.size())], pick(3), body);
    lines += '\n';
  }
  return lines;
}

// Any two words, side by side.
std::vector<std::string> pairs() {
  std::vector<std::string> all;
  for (const std::string& one : vocabulary())
    for (const std::string& other : vocabulary()) all.push_back(one + " " + other);
  return all;
}

TEST(FastPaths, AnswerAsAPlainMatchDoes) {
  std::mt19937 random(20261127);
  const SmallIndex articles(random_articles(2500, random));
  Index fast = articles.open();
  Question everything;
  everything.query = parse_query("*");
  everything.facets = {FacetKind::country};
  fast.search(everything);
  everything.query = parse_query("\"Baku treaty\"");
  fast.search(everything);
  // What `fast` has mapped it keeps; one that is opened now has none.
  ASSERT_TRUE(std::filesystem::remove(articles.generation() / "columns"));
  ASSERT_TRUE(std::filesystem::remove(articles.generation() / "words"));
  Index plain = articles.open();
  RandomQuestions questions(vocabulary(), pairs(), 20261127);
  for (int i = 0; i < 500; ++i) {
    Question question;
    const std::string text = questions.query();
    question.query = parse_query(text);
    question.sort = static_cast<Sort>(random() % 3);
    question.offset = random() % 3 == 0 ? 7 : 0;
    question.snippet_length = 0;
    const Page quick = fast.search(question);  // no facets: the newest months first
    question.facets = {FacetKind::country, FacetKind::mention, FacetKind::year,  FacetKind::month,
                       FacetKind::day,     FacetKind::lang,    FacetKind::source};
    const Page counted = fast.search(question);
    const Page expected = plain.search(question);
    EXPECT_EQ(hits_of(quick), hits_of(expected)) << text;
    expect_same_answer(counted, expected, text);
    EXPECT_TRUE(counted.total_is_exact);
  }
}

}  // namespace
}  // namespace kartotek
