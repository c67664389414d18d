#include "indexer/print_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

using PrintReport = ScratchFolder;

Report report_of(std::size_t added, std::size_t articles, std::size_t bytes = 0, std::uint64_t ahead = 0) {
  Report report;
  report.added = added;
  report.articles = articles;
  report.bytes = bytes;
  report.bytes_ahead = ahead;
  return report;
}

TEST_F(PrintReport, WritesOneObjectWithTheErrorThatEndedTheRun) {
  const std::filesystem::path file = folder() / "report.json";
  write_report(report_of(3, 3), 5, "the disk is full", file);
  const auto json = nlohmann::json::parse(std::ifstream(file));
  EXPECT_EQ(json.at("report_version"), 1);
  EXPECT_EQ(json.at("added"), 3);
  EXPECT_EQ(json.at("articles"), 3);
  EXPECT_EQ(json.at("exit"), 5);
  EXPECT_EQ(json.at("error"), "the disk is full");
  write_report({}, 0, {}, file);
  EXPECT_FALSE(nlohmann::json::parse(std::ifstream(file)).contains("error"));
}

TEST_F(PrintReport, IsTriedBeforeThereIsSomethingToReport) {
  EXPECT_NO_THROW(check_report(folder() / "report.json"));
  EXPECT_TRUE(std::filesystem::is_empty(folder()));
  EXPECT_ANY_THROW(check_report(folder()));
  EXPECT_ANY_THROW(check_report(folder() / "missing" / "report.json"));
}

TEST(Summary, CountsInWords) {
  EXPECT_TRUE(summary_of(report_of(1, 1), "news", false).starts_with("1 article in news: 1 added, "));
  EXPECT_TRUE(summary_of(report_of(0, 2), "news", true)
                  .starts_with("nothing was changed; there would be 2 articles in news: "));
}

TEST(Progress, SaysHowFastAndHowLong) {
  EXPECT_EQ(progress_text(report_of(81, 0, 300'000, 600'000), 3), "81 articles, 27/s, 0.1 MB/s, 3 s left");
}

TEST(Progress, DoesNotGuessFromTheFirstBytesNorAtTheEnd) {
  EXPECT_EQ(progress_text(report_of(2, 0, 1000, 600'000), 1), "2 articles, 2/s, 0.0 MB/s");
  EXPECT_EQ(progress_text(report_of(9, 0, 600'000, 600'000), 1), "9 articles, 9/s, 0.6 MB/s");
}

TEST(PlainLine, HasNothingThatATerminalWouldActOn) { EXPECT_EQ(plain_line("a\x1b[2Jb\nc\x7f"), "a [2Jb c "); }

}  // namespace
}  // namespace kartotek
