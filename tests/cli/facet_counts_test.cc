#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/shared_data.h"

// What facets count is what counting the hits one by one gives.

namespace kartotek {
namespace {

using Counts = std::map<std::string, std::map<std::string, std::size_t>>;  // facet, value, how many

template <std::size_t Size>
const char* any_of(const std::array<const char*, Size>& values, Dice& dice) {
  return values.at(dice.below(Size));
}

// Articles of every precision of date, some without, in five languages and four sources.
std::string chance_articles(std::size_t count) {
  static constexpr std::array<const char*, 6> languages{"en", "en", "tr", "az", "ru", "uk"};
  static constexpr std::array<const char*, 4> sources{"Coast Post", "Harbour", "Hafen", "Порт"};
  static constexpr std::array<const char*, 6> codes{"TR", "UA", "AZ", "GB", "US", "KE"};
  static constexpr std::array<const char*, 6> names{"Norway",  "Peru",    "Kenya",
                                                    "Türkiye", "the sea", "the yard"};
  static constexpr std::array<const char*, 5> words{"corvette", "frigate", "minesweeper", "tug", "ferry"};
  Dice dice;
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    Json article{
        {"id", std::to_string(i)}, {"lang", any_of(languages, dice)}, {"source", any_of(sources, dice)}};
    article["title"] = fmt::format("Report {} on a {}", i, any_of(words, dice));
    article["body"] =
        fmt::format("Crew {} of {} took over {} {} from yard {} and left for {}.", i * 7, any_of(names, dice),
                    any_of(words, dice), i * 31, i * 13, any_of(names, dice));
    const std::size_t precision = dice.below(5);
    std::string date =
        fmt::format("{}-{:02}-{:02}", 2018 + dice.below(4), 1 + dice.below(12), 1 + dice.below(28));
    if (precision < 2) date.resize(precision == 0 ? 4 : 7);
    if (precision < 4) article["date"] = date;
    for (std::size_t k = dice.below(3); k > 0; --k) article["countries"].push_back(any_of(codes, dice));
    lines += article.dump() + "\n";
  }
  return lines;
}

// A date that is known to the year or month alone stands as such among months and days.
Counts counted(const std::vector<std::string>& hits) {
  Counts counts;
  for (const std::string& line : hits) {
    const Json hit = Json::parse(line);
    for (const Json& code : hit["countries"]) ++counts["country"][code];
    for (const char* list : {"countries", "mentions"})
      for (const Json& code : hit[list]) ++counts["mention"][code];
    if (const std::string lang = hit.value("lang", ""); !lang.empty()) ++counts["lang"][lang];
    ++counts["source"][hit["source"]];
    if (hit["date"].is_null()) continue;
    const std::string date = hit["date"];
    ++counts["year"][date.substr(0, 4)];
    ++counts["month"][date.substr(0, 7)];
    ++counts["day"][date];
  }
  return counts;
}

Counts facets_of(const Json& answer) {
  Counts counts;
  for (const auto& [facet, rows] : answer["facets"].items())
    for (const Json& row : rows) counts[facet][row["value"]] = row["count"];
  return counts;
}

class FacetCounts : public ProgramTest {
 protected:
  void expect_as_counted(const std::vector<std::string>& question) const {
    std::vector<std::string> all{"--format", "jsonl", "--limit", "0", "--no-collapse"};
    all.insert(all.end(), question.begin(), question.end());
    std::vector<std::string> facets{"--limit", "1", "--facets", "country,mention,year,month,day,lang,source"};
    facets.insert(facets.end(), question.begin(), question.end());
    const std::vector<std::string> hits = lines_of(searcher(all).out);
    const Json answer = search_json(facets);
    EXPECT_EQ(answer["total"], hits.size()) << testing::PrintToString(question);
    EXPECT_EQ(facets_of(answer), counted(hits)) << testing::PrintToString(question);
    EXPECT_FALSE(hits.empty()) << testing::PrintToString(question);
  }

  void expect_all_as_counted(const std::string& word) const {
    expect_as_counted({"*"});
    for (const std::vector<std::string>& filter : std::vector<std::vector<std::string>>{
             {},
             {"--country", "TR"},
             {"--country", "TR", "--country", "UA"},
             {"--mentions", "TR"},
             {"--from", "2019", "--to", "2021-06"},
             {"--to", "2020-02-15", "--include-undated"},
             {"--lang", "en"},
             {"--lang", "tr", "--lang", "az", "--from", "2018-03"},
             {"--country", "TR", "--from", "2018", "--to", "2021", "--lang", "en"}}) {
      for (const std::string query : {"*", word.c_str()}) {
        std::vector<std::string> question = filter;
        question.push_back(query);
        expect_as_counted(question);
      }
    }
  }
};

TEST_F(FacetCounts, AreThoseOfArticlesOfAllKinds) {
  take(chance_articles(700));
  expect_all_as_counted("frigate OR tug");
  expect_as_counted({"--source", "Порт", "--source", "Harbour", "*"});
  expect_as_counted({"--source", "Hafen", "--mentions", "NO", "+corvette -ferry"});
  expect_as_counted({"date:2020..2021 country:KE"});
}

TEST_F(FacetCounts, StayTrueOverLaterRuns) {
  const std::string file = folder_.write("articles.jsonl", chance_articles(700));
  ASSERT_EQ(indexer({file}).exit, 0);
  folder_.write("articles.jsonl", chance_articles(500));
  ASSERT_EQ(indexer({file}).exit, 0);
  expect_all_as_counted("frigate OR tug");
}

TEST_F(FacetCounts, AreThoseOfTheSampleArchive) {
  ASSERT_EQ(indexer({PROJECT_DIR "/corpus/articles"}).exit, 0);
  expect_as_counted({"*"});
  expect_as_counted({"--country", "TR", "drone"});
}

TEST_F(FacetCounts, AreThoseOfReuters) {
  SKIP_WITHOUT("corpora/reuters-dev.jsonl.gz");
  take(unpacked("reuters-dev"));
  expect_as_counted({"*"});
  expect_as_counted({"--country", "JP", "--from", "1987-03", "--to", "1987-04-15", "trade"});
}

}  // namespace
}  // namespace kartotek
