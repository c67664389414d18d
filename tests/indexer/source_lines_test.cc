#include "indexer/source_lines.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "indexer/schema.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

const std::string plea = "Stories of the harbour as our correspondents saw them";

// An article of JSON Lines, its text like no other's.
std::string line(int number, const std::string& source, const std::string& footer = {}) {
  return fmt::format(
      R"({{"id":"{0}","source":"{1}","title":"Report {0} on boat {2}","body":"Boat {2} was handed over to )"
      R"(coast guard {0}.\nIts crew of {3} will train for {4} days before patrol {2}.{5}","lang":"en"}})"
      "\n",
      number, source, number * 7, number + 1000, number * 3, footer.empty() ? "" : "\\n" + footer);
}

// `count` articles, numbered from `first`; every `step`th has the footer.
std::string lines(int first, int count, int step, const std::string& source) {
  std::string all;
  for (int i = first; i < first + count; ++i) all += line(i, source, i % step == 0 ? plea : "");
  return all;
}

// Runs again over the file of the index, with this in it.
void bring(const SmallIndex& index, const std::string& json_lines) {
  const std::filesystem::path folder = std::filesystem::path(index.location()).parent_path();
  std::ofstream(folder / "articles.jsonl") << json_lines;
  IndexOptions options;
  options.index = index.location();
  options.sources = {parse_source((folder / "articles.jsonl").string())};
  options.allow_mass_removal = true;
  index_corpus(options);
}

TEST(SourceLines, OfATwentiethOfTheArticlesAreNotSearchedButKept) {
  const SmallIndex index(lines(0, 300, 20, "Coast"));
  EXPECT_EQ(index.report.articles, 300U);
  EXPECT_EQ(index.ask("correspondents").total, 0U);
  Question all;
  all.limit = 0;
  const Page page = index.ask("boat", all);
  ASSERT_EQ(page.hits.size(), 300U);
  for (const Hit& hit : page.hits) {
    EXPECT_EQ(hit.snippet.find("correspondents"), std::string::npos) << hit.snippet;
    const bool has_it = std::stoi(hit.stored.article.id) % 20 == 0;
    EXPECT_EQ(hit.stored.article.text.find(plea) != std::string::npos, has_it);
  }
}

TEST(SourceLines, OfFewArticlesAreText) {
  EXPECT_EQ(SmallIndex(line(1, "Coast", plea) + line(2, "Coast", plea)).ask("correspondents").total, 2U);
}

TEST(SourceLines, AreThoseOfOneSourceAlone) {
  const SmallIndex index(lines(0, 300, 20, "Coast") + line(1001, "Harbour", plea));
  EXPECT_EQ(index.ids("correspondents"), "1001");
}

TEST(SourceLines, ThatShowUpLateAreLeftOutOfArticlesPutBefore) {
  // More than is held back before the first articles are written.
  std::string all;
  for (int i = 0; i < 3000; ++i)
    all += line(i, "Coast",
                i % 500 == 0 || i > 2800 ? plea : std::string(2000, static_cast<char>('a' + i % 26)));
  EXPECT_EQ(SmallIndex(all).ask("correspondents").total, 0U);
}

TEST(SourceLines, ComeAndGoWithTheArticlesOfLaterRuns) {
  const SmallIndex index(lines(0, 21, 20, "Coast"));
  EXPECT_EQ(index.ask("correspondents").total, 2U);
  bring(index, lines(0, 61, 20, "Coast"));
  EXPECT_EQ(index.ask("correspondents").total, 0U);
  bring(index, lines(0, 61, 40, "Coast"));  // 20 and 60 are edited
  EXPECT_EQ(index.ids("correspondents"), "0 40");
  bring(index, lines(0, 61, 15, "Coast"));
  EXPECT_EQ(index.ask("correspondents").total, 0U);
  bring(index, lines(0, 20, 15, "Coast"));  // all others are gone
  EXPECT_EQ(index.ids("correspondents"), "0 15");
}

TEST(SourceLines, KeepTheDateAndLanguageThatTheInputGave) {
  const auto dated = [](int number, const std::string& footer) {
    return fmt::format(
        R"({{"id":"{0}","source":"Coast","title":"Report {0}","lang":"tr",)"
        R"("date":"2021-04-{1}","countries":["Kenya"],"body":"Boat {0} left.\nCrew {0} of the coast guard of )"
        R"(port {0} trains for the {0}th patrol of the year.\n{2}"}})"
        "\n",
        number, 10 + number, footer);
  };
  const SmallIndex index(dated(1, plea) + dated(2, plea));
  index.add(dated(3, plea) + dated(4, plea));
  const Page page = index.ask("boat");
  ASSERT_EQ(page.total, 4U);
  EXPECT_EQ(index.ask("correspondents").total, 0U);
  for (const Hit& hit : page.hits) {
    const Article& article = hit.stored.article;
    EXPECT_EQ(article.lang, "tr");
    EXPECT_EQ(to_string(article.date), fmt::format("2021-04-1{}", article.id));
    EXPECT_EQ(article.date_source, DateSource::field);
    EXPECT_EQ(article.countries, std::vector<std::string>{"KE"});
    EXPECT_EQ(article.evidence.size(), 2U);
  }
}

// The dates of all articles, by id.
std::string dates_of(const SmallIndex& index) {
  Question all;
  all.limit = 0;
  std::map<std::string, std::string> dates;
  for (const Hit& hit : index.ask("*", all).hits)
    dates[hit.stored.article.id] = to_string(hit.stored.article.date);
  std::string line;
  for (const auto& [id, date] : dates) line += (line.empty() ? "" : " ") + date;
  return line;
}

std::string dated_line(char id, const std::string& date) {
  return fmt::format(
      R"({{"id":"{0}","source":"Coast","title":"Report {0}","body":"Boat {0} left.","lang":"en","date":"{1}"}})"
      "\n",
      id, date);
}

TEST(SourceLines, TellDayFromMonthByTheDatesOfTheSourceInAnyOrderOfRuns) {
  const std::string either = dated_line('a', "03/04/2021") + dated_line('b', "05/04/2021");
  const std::string clear =
      dated_line('c', "25/04/2021") + dated_line('d', "26/04/2021") + dated_line('e', "27/04/2021");
  const std::string american = dated_line('f', "04/28/2021");
  EXPECT_EQ(dates_of(SmallIndex(either + clear)), "2021-04-03 2021-04-05 2021-04-25 2021-04-26 2021-04-27");
  const SmallIndex index(either);
  EXPECT_EQ(dates_of(index), "2021 2021");
  bring(index, either + clear);
  EXPECT_EQ(dates_of(index), "2021-04-03 2021-04-05 2021-04-25 2021-04-26 2021-04-27");
  bring(index, either + clear + american);  // no habit now
  EXPECT_EQ(dates_of(index), dates_of(SmallIndex(either + clear + american)));
  EXPECT_EQ(dates_of(index).substr(0, 9), "2021 2021");
  bring(index, either);
  EXPECT_EQ(dates_of(index), "2021 2021");
}

TEST(SourceLines, OfARunThatEndedEarlyAreSettledByTheNext) {
  const SmallIndex index(lines(0, 100, 5, "Coast"));
  {
    Xapian::WritableDatabase database(index.generation().string());
    SourceLines kept = read_source_lines(database, source_term("Coast"));
    EXPECT_TRUE(kept.settled);
    EXPECT_EQ(kept.sample.size(), 100U);
    // What such a run leaves: a sample and lines that are not those of the articles.
    keep_source_lines(database, source_term("Coast"), {LineSample{}, FrequentLines{}, false});
    database.set_metadata(std::string(metadata_key::ungrouped), "1");
    database.commit();
  }
  index.add(line(1000, "Coast", plea));
  EXPECT_EQ(index.ask("correspondents").total, 0U);
  const SourceLines kept = read_source_lines(index.database(), source_term("Coast"));
  EXPECT_TRUE(kept.settled);
  EXPECT_EQ(kept.sample.size(), 101U);
  EXPECT_EQ(kept.lines.size(), 1U);
}

}  // namespace
}  // namespace kartotek
