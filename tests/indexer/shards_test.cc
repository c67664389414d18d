#include "indexer/shards.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/columns.h"
#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/index_corpus.h"
#include "indexer/schema.h"
#include "indexer/word_order_file.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;

class Shards : public ScratchFolder {
 protected:
  Shards() : ScratchFolder(fast_folder()) {}
  fs::path index() const { return folder() / "index"; }
  fs::path live() const { return live_generation(index()); }

  void write_story(int number, const std::string& text) {
    const fs::path file =
        write(fmt::format("in/{:02}.txt", number), fmt::format("Story {}\n\n{}\n", number, text));
    fs::last_write_time(
        file, fs::file_time_type::clock::now() - std::chrono::hours(9) + std::chrono::seconds(++clock_));
  }
  void write_stories(int count) {
    for (int i = 0; i < count; ++i) write_story(i, fmt::format("Convoy {} left the harbour.", i));
  }

  Report run(std::size_t shards = 0, bool rebuild = false, bool dry_run = false) const {
    IndexOptions options;
    options.index = index();
    options.sources = {parse_source((folder() / "in").string())};
    options.shards = shards;
    options.rebuild = rebuild;
    options.dry_run = dry_run;
    return index_corpus(options);
  }
  // What a run comes to say where it fails.
  std::string refusal(std::size_t shards, bool dry_run = false) const {
    try {
      run(shards, false, dry_run);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      return error.what();
    }
    return "nothing";
  }
  std::string damage() const {
    try {
      verify_index(index(), {});
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::index);
      return error.what();
    }
    return "nothing";
  }

  // The ids in the order of documents.
  static std::vector<std::string> ids(const Xapian::Database& database) {
    std::vector<std::string> found;
    for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id)
      found.push_back(stored_article(database.get_document(*id)).article.id);
    return found;
  }
  std::vector<Xapian::rev> revisions() const {
    std::vector<Xapian::rev> found;
    for (const fs::path& shard : shards_of(live()))
      found.push_back(Xapian::Database(shard.string()).get_revision());
    return found;
  }

  std::vector<ShardSet> places() const {
    std::vector<ShardSet> found;
    for (const fs::path& shard : shards_of(live()))
      found.push_back(shard_set(Xapian::Database(shard.string())));
    return found;
  }

 private:
  int clock_ = 0;
};

TEST(ShardPlace, IsWhereXapianLooksForADocument) {
  std::vector<Xapian::WritableDatabase> shards;
  for (int i = 0; i < 3; ++i) shards.emplace_back(std::string(), Xapian::DB_BACKEND_INMEMORY);
  Xapian::WritableDatabase whole = as_one(shards);
  for (Xapian::docid number = 1; number <= 10; ++number) {
    Xapian::Document document;
    document.set_data(std::to_string(number));
    whole.replace_document(number, document);
    EXPECT_EQ(whole.get_lastdocid(), number);
    const ShardPlace place = place_in_shards(number, shards.size());
    EXPECT_EQ(shards[place.shard].get_document(place.document).get_data(), std::to_string(number));
  }
}

TEST_F(Shards, AreOneDatabaseCutInPieces) {
  write_stories(10);
  run();
  EXPECT_THAT(shards_of(live()), ElementsAre(live()));
  const std::vector<std::string> whole = ids(open_shards(live()));
  ASSERT_EQ(whole.size(), 10U);
  run(3, true);
  ASSERT_THAT(shards_of(live()), ElementsAre(live() / "shard-0", live() / "shard-1", live() / "shard-2"));
  EXPECT_EQ(ids(open_shards(live())), whole);
  EXPECT_EQ(ids(Xapian::Database((index() / "current").string())),
            whole);  // as any program of Xapian sees it
  EXPECT_THAT(ids(Xapian::Database((live() / "shard-1").string())),
              ElementsAre(whole[1], whole[4], whole[7]));
  for (const fs::path& shard : shards_of(live())) {
    const Xapian::Database opened(shard.string());
    EXPECT_TRUE(Columns::open(shard, opened)) << shard;
    EXPECT_TRUE(WordOrderFile::open(shard, opened)) << shard;
  }
  EXPECT_EQ(verify_index(index(), {}), 10U);
}

TEST_F(Shards, MayBeMoreThanThereAreArticles) {
  write_stories(2);
  run(8);
  EXPECT_EQ(verify_index(index(), {}), 2U);
  write_stories(11);
  EXPECT_EQ(run().added, 9U);
  EXPECT_EQ(verify_index(index(), {}), 11U);
}

TEST_F(Shards, AreOnlyTouchedWhereSomethingChanged) {
  write_stories(9);
  run(4);
  const auto before = revisions();
  run();
  EXPECT_EQ(revisions(), before);
  write_story(2, "The convoy came back.");  // in shard 2
  EXPECT_EQ(run().updated, 1U);
  auto after = revisions();
  EXPECT_GT(after[0], before[0]);  // which has the states of files
  EXPECT_EQ(after[1], before[1]);
  EXPECT_GT(after[2], before[2]);
  EXPECT_EQ(after[3], before[3]);
  for (const fs::path& shard : shards_of(live()))
    EXPECT_TRUE(Columns::open(shard, Xapian::Database(shard.string()))) << shard;
}

TEST_F(Shards, KnowTheLastCommitThatChangedEach) {
  write_stories(9);
  run(4);
  EXPECT_THAT(last_commits(places()), ElementsAre(0, 0, 0, 0));
  write_story(2, "The convoy came back.");  // in shard 2
  run();
  EXPECT_THAT(places()[0].commits, ElementsAre(1, 0, 1, 0));
  EXPECT_THAT(places()[2].commits, ElementsAre(1, 0, 1, 0));
  EXPECT_THAT(places()[1].commits, ElementsAre(0, 0, 0, 0));
  write_story(1, "The convoy stayed away.");
  run();
  EXPECT_THAT(places()[0].commits, ElementsAre(2, 2, 1, 0));
  EXPECT_THAT(last_commits(places()), ElementsAre(2, 2, 1, 0));
  run();
  EXPECT_THAT(last_commits(places()), ElementsAre(2, 2, 1, 0));
}

// As where a run ended before it came to commit shard 1, and the next one finds nothing to be done in it.
TEST_F(Shards, CatchUpWithACommitThatWasCutOff) {
  write_stories(9);
  run(4);
  const fs::path shard = live() / "shard-1";
  fs::copy(shard, folder() / "old", fs::copy_options::recursive);
  write_story(1, "The convoy came back.");
  run();
  fs::remove_all(shard);
  fs::rename(folder() / "old", shard);
  EXPECT_LT(places()[1].last_commit(), last_commits(places())[1]);
  write_story(0, "The convoy lies in the harbour.");
  run();
  EXPECT_EQ(places()[1].last_commit(), last_commits(places())[1]);
}

TEST_F(Shards, StayAsManyAsTheyAreUntilARebuildSaysAnother) {
  write_stories(5);
  run(3);
  EXPECT_THAT(refusal(2), HasSubstr("has 3 shards, not 2"));
  EXPECT_THAT(refusal(1, true), HasSubstr("has 3 shards, not 1"));
  EXPECT_EQ(run(3).unchanged, 5U);
  run(0, true);
  EXPECT_EQ(shards_of(live()).size(), 3U);
  run(2, true);
  EXPECT_EQ(shards_of(live()).size(), 2U);
  roll_back(index(), {});
  EXPECT_EQ(shards_of(live()).size(), 3U);
  EXPECT_EQ(verify_index(index(), {}), 5U);
  run(1, true);
  EXPECT_THAT(refusal(3), HasSubstr("has 1 shard, not 3"));
}

TEST_F(Shards, KeepWhenAnArticleWasFirstIndexed) {
  write_stories(4);
  run(3);
  const auto since = [this] {
    const Xapian::Database database = open_shards(live());
    return database.get_document(2).get_value(slot::first_indexed);
  };
  const std::string before = since();
  run(8, true);
  EXPECT_EQ(since(), before);
}

TEST_F(Shards, OfAnotherSetOrInAnotherOrderAreDamage) {
  write_stories(6);
  run(3);
  run(3, true);
  const fs::path other = previous_generation(index());
  fs::rename(live() / "shard-1", folder() / "kept");
  EXPECT_THAT(damage(), HasSubstr("has not the 3 shards"));
  fs::copy(other / "shard-1", live() / "shard-1");
  EXPECT_THAT(damage(), HasSubstr("has not the 3 shards that were built together"));
  fs::remove_all(live() / "shard-1");
  fs::rename(live() / "shard-2", live() / "shard-1");
  EXPECT_THAT(damage(), HasSubstr("has not the 3 shards"));
  fs::rename(live() / "shard-1", live() / "shard-2");
  fs::rename(folder() / "kept", live() / "shard-1");
  EXPECT_EQ(damage(), "nothing");
}

TEST_F(Shards, NearDuplicatesAreGroupedAcrossThem) {
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += fmt::format("Ship {} of the convoy left harbour number {}. ", i, 3 * i);
  const auto groups = [this] {
    std::vector<std::string> found;
    const Xapian::Database database = open_shards(live());
    for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id)
      found.push_back(database.get_document(*id).get_value(slot::group));
    return found;
  };
  write_stories(4);
  write_story(0, text);
  write_story(1, text + "It was a Monday.");
  run(3);
  EXPECT_NE(groups()[0], "");
  EXPECT_THAT(groups(), ElementsAre(groups()[0], groups()[0], "", ""));
  write_story(1, "The convoy came back.");
  write_story(3, text + "It was a Friday.");
  run();
  EXPECT_THAT(groups(), ElementsAre(groups()[0], "", "", groups()[0]));
  fs::remove(folder() / "in/00.txt");
  run();
  EXPECT_THAT(groups(), ElementsAre("", "", ""));
}

// Whatever becomes of the run between two commits, there is one article of an id.
TEST_F(Shards, AnIdThatAnotherSourceBringsStaysInItsShard) {
  write_stories(5);
  write("one/a.jsonl", "{\"id\":\"x\",\"title\":\"Frigate\"}\n{\"id\":\"y\",\"title\":\"Radar\"}\n");
  write("two/b.jsonl", "{\"id\":\"z\",\"title\":\"Tank\"}\n");
  IndexOptions options;
  options.index = index();
  for (const char* source : {"in", "one", "two"})
    options.sources.push_back(parse_source((folder() / source).string()));
  options.shards = 3;
  index_corpus(options);
  const auto place = [this](const std::string& id) {
    const Xapian::Database database = open_shards(live());
    const std::string term = make_term(prefix::id, id);
    return std::vector<Xapian::docid>(database.postlist_begin(term), database.postlist_end(term));
  };
  const auto before = place("x");
  write("one/a.jsonl", "{\"id\":\"y\",\"title\":\"Radar\"}\n");
  write("two/b.jsonl", "{\"id\":\"z\",\"title\":\"Tank\"}\n{\"id\":\"x\",\"title\":\"Corvette\"}\n");
  const Report report = index_corpus(options);
  EXPECT_EQ(report.added + report.removed, 2U);
  EXPECT_EQ(place("x"), before);
  EXPECT_EQ(verify_index(index(), {}), 8U);
}

TEST_F(Shards, WordOrdersThatAreGoneAreMadeAnewInOneCode) {
  write_stories(7);
  run(3);
  fs::remove(live() / "shard-1" / "words");
  write_story(4, "The frigate came back.");  // in shard 1
  run();
  EXPECT_EQ(verify_index(index(), {}), 7U);
  const fs::path shard = live() / "shard-1";
  EXPECT_TRUE(WordOrderFile::open(shard, Xapian::Database(shard.string())));
}

}  // namespace
}  // namespace kartotek
