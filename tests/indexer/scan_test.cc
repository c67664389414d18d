#include "indexer/scan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/holdings.h"
#include "indexer/index_corpus.h"
#include "indexer/shards.h"
#include "tests/indexer/scratch_folder.h"

// Which file an id belongs to from night to night, where several have it.

namespace kartotek {
namespace {

namespace fs = std::filesystem;

class ScanTest : public ScratchFolder {
 protected:
  ScanTest() : ScratchFolder(fast_folder()) {}

  // A file of one line for each id, written some hours ago: the next run believes that it is as it was.
  void lines(const std::string& name, const std::string& title, const std::vector<std::string>& ids) {
    std::string text;
    for (const std::string& id : ids)
      text +=
          fmt::format(R"({{"id":"{0}","title":"{1}","body":"The boats of {0} left."}})", id, title) + '\n';
    fs::last_write_time(write(name, text), fs::file_time_type::clock::now() - std::chrono::hours(5) +
                                               std::chrono::seconds(++clock_));
  }

  Report run(const std::vector<std::string>& sources) const {
    IndexOptions options;
    options.index = folder() / "index";
    for (const std::string& source : sources)
      options.sources.push_back(parse_source((folder() / source).string()));
    options.allow_mass_removal = true;
    return index_corpus(options);
  }

  // The title of the article that has the id; "" where none has.
  std::string title_of(const std::string& id) const {
    const Holdings holdings(open_shards(live_generation(folder() / "index")));
    const std::optional<Holding> found = holdings.find(id);
    return found ? holdings.article(found->document).article.title : "";
  }

  int clock_ = 0;
};

TEST_F(ScanTest, TakesAnIdThatAnotherSourceGaveUp) {
  lines("one/a.jsonl", "Of one", {"x", "y"});
  lines("two/a.jsonl", "Of two", {"x", "z"});
  EXPECT_EQ(run({"one", "two"}).rejected, 1U);
  EXPECT_EQ(title_of("x"), "Of one");
  lines("one/a.jsonl", "Of one", {"y"});
  EXPECT_EQ(run({"one", "two"}).rejected, 0U);
  EXPECT_EQ(title_of("x"), "Of two") << "its file has not changed";
}

TEST_F(ScanTest, GivesAnIdBackToTheFileThatLeftItToALaterOne) {
  lines("in/a.jsonl", "Of a", {"x", "y"});
  lines("in/b.jsonl", "Of b", {"x", "z"});
  run({"in"});
  EXPECT_EQ(title_of("x"), "Of b") << "it comes last in the order of paths";
  lines("in/b.jsonl", "Of b", {"z"});
  run({"in"});
  EXPECT_EQ(title_of("x"), "Of a");
}

TEST_F(ScanTest, GivesAnIdBackToAFileThatHasGrownSince) {
  lines("in/a.jsonl", "Of a", {"x", "y"});
  lines("in/b.jsonl", "Of b", {"x", "z"});
  run({"in"});
  lines("in/a.jsonl", "Of a", {"x", "y", "new"});
  run({"in"});
  EXPECT_EQ(title_of("x"), "Of b");
  lines("in/b.jsonl", "Of b", {"z"});
  run({"in"});
  EXPECT_EQ(title_of("x"), "Of a");
}

TEST_F(ScanTest, KeepsWhatWentToAnotherFile) {
  lines("in/b.jsonl", "Of b", {"x", "y", "z"});
  run({"in"});
  fs::remove(folder() / "in/b.jsonl");
  lines("in/c.jsonl", "Of c", {"x", "y"});
  const Report report = run({"in"});
  EXPECT_EQ(report.updated, 2U);
  EXPECT_EQ(report.removed, 1U);
  EXPECT_EQ(title_of("x"), "Of c");
  EXPECT_EQ(title_of("z"), "");
}

}  // namespace
}  // namespace kartotek
