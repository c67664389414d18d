#include "indexer/builder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <set>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/document.h"
#include "indexer/index_description.h"
#include "indexer/name_table.h"
#include "indexer/names.h"
#include "indexer/schema.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

constexpr std::size_t memory = std::size_t{64} << 20;

Article article(const std::string& id, const std::string& text) {
  Article made;
  made.id = id;
  made.title = "Report " + id;
  made.text = text;
  return made;
}

class BuilderTest : public ScratchFolder {
 protected:
  std::filesystem::path database() const { return folder() / "generation-000001"; }
  static void put(Builder& builder, Article made) {
    Provenance provenance{"2026-11-01T03:00:00.000Z", "wire", "", content_hash(made)};
    builder.put(std::move(made), std::move(provenance));
  }
  // Ids and texts in the order of documents.
  std::vector<std::string> built(unsigned jobs, std::size_t articles, std::size_t limit = memory) {
    {
      Builder builder(database(), 1, jobs, limit, [](const std::string&) {});
      for (std::size_t i = 0; i < articles; ++i)
        put(builder, article(fmt::format("{}", i), fmt::format("Convoy number {} left Baku.", i)));
      builder.finish();
      EXPECT_EQ(builder.article_count(), articles);
    }
    std::vector<std::string> found;
    const Xapian::Database read(database().string());
    for (auto document = read.postlist_begin(""); document != read.postlist_end(""); ++document) {
      const Article stored = stored_article(read.get_document(*document)).article;
      found.push_back(stored.id + " " + stored.text);
    }
    std::filesystem::remove_all(database());
    return found;
  }
};

TEST_F(BuilderTest, KeepsTheOrderWhateverTheNumberOfThreads) {
  constexpr std::size_t articles = 7'000;
  constexpr std::size_t little = std::size_t{1} << 20;  // for more parts than are merged at a time
  const std::vector<std::string> alone = built(1, articles, little);
  ASSERT_EQ(alone.size(), articles);
  EXPECT_EQ(alone.front(), "0 Convoy number 0 left Baku.");
  EXPECT_EQ(alone.back(), "6999 Convoy number 6999 left Baku.");
  EXPECT_EQ(built(4, articles, little), alone);
}

TEST_F(BuilderTest, NeedsLittleMemory) { EXPECT_EQ(built(2, 300, 1000).size(), 300U); }

TEST_F(BuilderTest, LeavesADescribedDatabaseAndNoScratch) {
  Builder builder(database(), 1, 2, memory, [](const std::string&) {});
  put(builder, article("1", "The minister met Əliyev."));
  builder.set_metadata("file:1", "seen");
  builder.finish();
  const Xapian::Database read(database().string());
  EXPECT_TRUE(is_described_alike(read));
  EXPECT_EQ(read.get_metadata("file:1"), "seen");
  EXPECT_EQ(names_of_key(read, name_keys("əliyev").front()), std::vector<std::string>{"əliyev"});
  EXPECT_EQ(Xapian::Database::check(database().string(), 0, nullptr), 0U);
}

TEST_F(BuilderTest, LeavesNothingWithoutFinish) {
  {
    Builder builder(database(), 1, 2, memory, [](const std::string&) {});
    for (int i = 0; i < 1000; ++i) put(builder, article(fmt::format("{}", i), "A convoy left Baku."));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder()));
}

TEST_F(BuilderTest, BuildsAnEmptyDatabase) { EXPECT_TRUE(built(2, 0).empty()); }

TEST_F(BuilderTest, KeepsTheLaterOfOneId) {
  Builder builder(database(), 1, 2, memory, [](const std::string&) {});
  put(builder, article("1", "first"));
  for (int i = 0; i < 500; ++i) put(builder, article(fmt::format("other {}", i), "drone"));
  put(builder, article("1", "second"));
  put(builder, article("1", "third"));
  builder.finish();
  EXPECT_EQ(builder.article_count(), 501U);
  const Xapian::Database read(database().string());
  const std::string id = make_term(prefix::id, "1");
  ASSERT_EQ(read.get_termfreq(id), 1U);
  EXPECT_EQ(stored_article(read.get_document(*read.postlist_begin(id))).article.text, "third");
}

TEST_F(BuilderTest, GroupsNearDuplicatesAndReadsThemByTheDictionary) {
  Builder builder(database(), 1, 2, memory, [](const std::string&) {});
  const std::string story =
      "The two navies began a mine clearance exercise off Batumi on Monday, with eleven ships and four "
      "hundred sailors, the ministry of defence said. It is to last until the end of the month.";
  put(builder, article("a", story));
  for (int i = 0; i < 1000; ++i)
    put(builder,
        article(fmt::format("{}", i), fmt::format("Convoy {} left port {} of sea {}.", i, i * 7, i * 31)));
  put(builder, article("b", "BATUMI - " + story));
  builder.finish();
  const Xapian::Database read(database().string());
  EXPECT_FALSE(read.get_metadata(std::string(metadata_key::dictionary)).empty());
  const auto group = [&read](const std::string& id) {
    return read.get_document(*read.postlist_begin(make_term(prefix::id, id))).get_value(slot::group);
  };
  EXPECT_FALSE(group("a").empty());
  EXPECT_EQ(group("a"), group("b"));
  EXPECT_TRUE(group("7").empty());
}

TEST_F(BuilderTest, HandsWarningsOn) {
  std::vector<std::string> warnings;
  Builder builder(database(), 1, 1, memory,
                  [&warnings](const std::string& line) { warnings.push_back(line); });
  Article made = article("1", "drone");
  made.given_date = "2021-13-45";
  put(builder, std::move(made));
  builder.finish();
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_TRUE(warnings.front().starts_with("1: ")) << warnings.front();
}

TEST_F(BuilderTest, SaysWhenItCannotWrite) {
  Builder builder(database(), 1, 2, memory, [](const std::string&) {});
  std::filesystem::remove_all(database().string() + ".parts-0");
  write(database().string() + ".parts-0", "a file where the parts should go");
  put(builder, article("1", "drone"));
  try {
    builder.finish();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
    EXPECT_NE(error.hint(), "");
  }
  EXPECT_FALSE(std::filesystem::exists(database()));
}

}  // namespace
}  // namespace kartotek
