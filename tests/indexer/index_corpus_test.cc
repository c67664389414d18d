#include "indexer/index_corpus.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/generation.h"
#include "indexer/schema.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;

class IndexCorpusTest : public ScratchFolder {
 protected:
  void SetUp() override {
    ScratchFolder::SetUp();
    write("news/a.txt",
          " date 2021-04-15 Drones over the valley\n\nTen drones flew over the valley on Monday.\n");
    write(
        "news/b.jsonl",
        "{\"id\":\"x1\",\"title\":\"Tanks\",\"body\":\"Tanks crossed the river.\",\"date\":\"2021-04-16\"}\n"
        "{\"id\":\"x2\",\"title\":\"Ships\",\"body\":\"Ships left the harbour.\",\"date\":\"2021-04-17\"}\n");
  }

  fs::path index() const { return folder() / "index"; }

  Report run(bool rebuild = false) {
    IndexOptions options;
    options.index = index();
    options.rebuild = rebuild;
    for (const std::string& source : sources_) options.sources.push_back(parse_source(source));
    options.warn = [this](const std::string& line) { lines_.push_back(line); };
    options.progress = [this](const Report&) { ++progress_; };
    lines_.clear();
    progress_ = 0;
    return index_corpus(options);
  }

  bool warned(const std::string& part) const {
    return std::any_of(lines_.begin(), lines_.end(),
                       [&](const std::string& line) { return line.find(part) != std::string::npos; });
  }

  bool has(const std::string& id) const {
    return Xapian::Database(live_generation(index()).string()).term_exists(make_term(prefix::id, id));
  }

  std::string rejects() const {
    std::ifstream file(index() / "rejects.jsonl");
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::vector<std::string> sources_{};
  std::vector<std::string> lines_;
  std::size_t progress_ = 0;
  std::string news() const { return (folder() / "news").string(); }
};

TEST_F(IndexCorpusTest, CountsWhatItTook) {
  sources_ = {news()};
  const Report report = run();
  EXPECT_EQ(report.added, 3U);
  EXPECT_EQ(report.articles, 3U);
  EXPECT_EQ(report.updated + report.unchanged + report.rejected + report.duplicates, 0U);
  EXPECT_GT(report.bytes, 50U);
  EXPECT_GT(report.seconds.total, 0.0);
  EXPECT_EQ(progress_, 3U);
  EXPECT_TRUE(has("a.txt") && has("x1") && has("x2"));
  EXPECT_EQ(rejects(), "");
}

TEST_F(IndexCorpusTest, ChangesNothingTheSecondTime) {
  sources_ = {news()};
  run();
  const fs::path live = live_generation(index());
  const Report again = run();
  EXPECT_EQ(again.unchanged, 3U);
  EXPECT_EQ(again.added + again.updated, 0U);
  EXPECT_EQ(again.articles, 3U);
  EXPECT_EQ(live_generation(index()), live);
}

TEST_F(IndexCorpusTest, UpdatesWhatChanged) {
  sources_ = {news()};
  run();
  write("news/a.txt", " date 2021-04-15 Drones over the valley\n\nTwelve drones flew over the valley.\n");
  write("news/c.txt", " date 2021-04-18 Radar\n\nA radar was switched on.\n");
  const Report report = run();
  EXPECT_EQ(report.updated, 1U);
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(report.unchanged, 2U);
  EXPECT_EQ(report.articles, 4U);
}

TEST_F(IndexCorpusTest, SwitchesToANewGenerationOnRebuild) {
  sources_ = {news()};
  run();
  const fs::path before = live_generation(index());
  const Report report = run(true);
  EXPECT_EQ(report.added, 3U);
  EXPECT_NE(live_generation(index()), before);
  EXPECT_TRUE(fs::exists(before));
}

TEST_F(IndexCorpusTest, GoesOnBehindAReject) {
  write("news/b.jsonl",
        "{\"id\":\"x1\",\"title\":\"Tanks\",\"body\":\"Tanks crossed the river.\"}\n"
        "{\"id\":\"x2\", broken\n"
        "{\"id\":\"x3\",\"title\":\"Ships\",\"body\":\"Ships left the harbour.\"}\n");
  write("news/empty.txt", "");
  sources_ = {news()};
  const Report report = run();
  EXPECT_EQ(report.added, 3U);
  EXPECT_EQ(report.rejected, 2U);
  EXPECT_TRUE(has("x1") && has("x3"));
  EXPECT_TRUE(warned("b.jsonl"));
  EXPECT_TRUE(warned("empty.txt"));
  const std::string lines = rejects();
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
}

TEST_F(IndexCorpusTest, ForgetsRejectsThatWereMended) {
  write("news/empty.txt", "");
  sources_ = {news()};
  EXPECT_EQ(run().rejected, 1U);
  write("news/empty.txt", " date 2021-04-18 Radar\n\nA radar was switched on.\n");
  EXPECT_EQ(run().rejected, 0U);
  EXPECT_EQ(rejects(), "");
}

TEST_F(IndexCorpusTest, RejectsAnIdOfTwoSourcesNamingBoth) {
  write("other/c.jsonl", "{\"id\":\"x1\",\"title\":\"Planes\",\"body\":\"Planes took off.\"}\n");
  sources_ = {"first=" + news(), "second=" + (folder() / "other").string()};
  const Report report = run();
  EXPECT_EQ(report.added, 3U);
  EXPECT_EQ(report.rejected, 1U);
  EXPECT_NE(rejects().find("first"), std::string::npos);
  EXPECT_NE(rejects().find("second"), std::string::npos);
}

TEST_F(IndexCorpusTest, CountsAnIdThatCameTwiceFromOneSource) {
  write("news/c.jsonl", "{\"id\":\"x1\",\"title\":\"Planes\",\"body\":\"Planes took off.\"}\n");
  sources_ = {news()};
  const Report report = run();
  EXPECT_EQ(report.added, 3U);
  EXPECT_EQ(report.duplicates, 1U);
  EXPECT_EQ(report.articles, 3U);
}

TEST_F(IndexCorpusTest, WarnsOfAnInvalidDateAndTakesTheArticle) {
  write("news/c.jsonl",
        "{\"id\":\"x9\",\"title\":\"Planes\",\"body\":\"Planes took off.\",\"date\":\"2021-13-45\"}\n");
  sources_ = {news()};
  const Report report = run();
  EXPECT_EQ(report.added, 4U);
  EXPECT_EQ(report.rejected, 0U);
  EXPECT_GE(report.warnings, 1U);
  EXPECT_TRUE(warned("2021-13-45"));
}

TEST_F(IndexCorpusTest, WarnsOfASourceWithoutArticles) {
  fs::create_directories(folder() / "nothing");
  sources_ = {(folder() / "nothing").string()};
  const Report report = run();
  EXPECT_EQ(report.articles, 0U);
  EXPECT_EQ(report.warnings, 1U);
  EXPECT_TRUE(warned("nothing"));
  EXPECT_TRUE(has_live_generation(index()));
}

TEST_F(IndexCorpusTest, LeavesTheLiveIndexAloneWhenARunFails) {
  sources_ = {news()};
  run();
  const fs::path live = live_generation(index());
  IndexOptions options;
  options.index = index();
  options.sources = {parse_source(news())};
  options.rebuild = true;
  options.rejects = folder() / "no" / "such" / "rejects.jsonl";
  EXPECT_THROW(index_corpus(options), Error);
  EXPECT_EQ(live_generation(index()), live);
  for (const fs::directory_entry& entry : fs::directory_iterator(index()))
    EXPECT_TRUE(entry.path() == live || entry.is_regular_file()) << entry.path();
}

}  // namespace
}  // namespace kartotek
