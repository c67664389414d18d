#include "indexer/writer.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>

#include "corpus/error.h"
#include "indexer/schema.h"
#include "indexer/stored.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

using Outcome = Writer::Outcome;
constexpr std::size_t memory = std::size_t{1} << 20;

Article article(const std::string& id, const std::string& text) {
  Article made;
  made.id = id;
  made.text = text;
  made.body = {{0, text.size()}};
  return made;
}

class WriterTest : public ScratchFolder {
 protected:
  std::filesystem::path database() const { return folder() / "generation-000001"; }
  Writer open(const std::string& now = "2026-11-01T03:00:00Z", std::size_t limit = memory) const {
    return Writer(database(), limit, now);
  }
  StoredArticle stored(const std::string& id) const {
    const Xapian::Database read(database().string());
    return restore(read.get_document(*read.postlist_begin(make_term(prefix::id, id))).get_data());
  }
};

TEST_F(WriterTest, SaysWhatBecameOfAnArticle) {
  {
    Writer writer = open();
    EXPECT_EQ(writer.put(article("1", "drone"), "wire"), Outcome::added);
    EXPECT_EQ(writer.put(article("2", "tank"), "wire"), Outcome::added);
    writer.commit();
  }
  Writer writer = open();
  EXPECT_EQ(writer.put(article("1", "drone"), "wire"), Outcome::unchanged);
  EXPECT_EQ(writer.put(article("2", "tanks"), "wire"), Outcome::updated);
  EXPECT_EQ(writer.put(article("3", "ship"), "wire"), Outcome::added);
  EXPECT_EQ(writer.article_count(), 3U);
}

TEST_F(WriterTest, KeepsTheLaterOfOneIdInOneRun) {
  Writer writer = open();
  EXPECT_EQ(writer.put(article("1", "drone"), "wire"), Outcome::added);
  EXPECT_EQ(writer.put(article("1", "tank"), "wire"), Outcome::replaced);
  EXPECT_EQ(writer.put(article("1", "tank"), "wire"), Outcome::replaced);
  writer.commit();
  EXPECT_EQ(writer.article_count(), 1U);
  EXPECT_EQ(stored("1").article.text, "tank");
}

TEST_F(WriterTest, KeepsWhenAnArticleWasFirstIndexed) {
  {
    Writer writer = open("2026-11-01T03:00:00Z");
    writer.put(article("1", "drone"), "wire");
    writer.commit();
  }
  Writer writer = open("2026-11-02T03:00:00Z");
  writer.put(article("1", "drones"), "wire");
  writer.put(article("2", "tank"), "wire");
  writer.commit();
  EXPECT_EQ(stored("1").first_indexed, "2026-11-01T03:00:00Z");
  EXPECT_EQ(stored("1").article.text, "drones");
  EXPECT_EQ(stored("2").first_indexed, "2026-11-02T03:00:00Z");
}

TEST_F(WriterTest, RefusesAnIdThatAnotherSourceHas) {
  Writer writer = open();
  writer.put(article("1", "drone"), "baku-wire");
  try {
    writer.put(article("1", "tank"), "ankara-wire");
    FAIL();
  } catch (const std::runtime_error& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("baku-wire"), std::string::npos) << message;
    EXPECT_NE(message.find("ankara-wire"), std::string::npos) << message;
    EXPECT_EQ(dynamic_cast<const Error*>(&error), nullptr) << "the run would end";
  }
  writer.commit();
  EXPECT_EQ(writer.article_count(), 1U);
  EXPECT_EQ(stored("1").article.text, "drone");
}

TEST_F(WriterTest, TellsIdsApartThatBeginAlike) {
  Writer writer = open();
  const std::string start(4000, 'x');
  EXPECT_EQ(writer.put(article(start + "1", "drone"), "wire"), Outcome::added);
  EXPECT_EQ(writer.put(article(start + "2", "drone"), "wire"), Outcome::added);
}

TEST_F(WriterTest, ShowsNothingBeforeACommit) {
  Writer writer = open();
  writer.commit();
  writer.put(article("1", "drone"), "wire");
  EXPECT_EQ(Xapian::Database(database().string()).get_doccount(), 0U);
  writer.commit();
  EXPECT_EQ(Xapian::Database(database().string()).get_doccount(), 1U);
}

TEST_F(WriterTest, CommitsByItselfWhenItsMemoryIsFull) {
  Writer writer = open("2026-11-01T03:00:00Z", 1000);
  writer.commit();
  writer.put(article("1", std::string(2000, 'x')), "wire");
  EXPECT_EQ(Xapian::Database(database().string()).get_doccount(), 1U);
}

TEST_F(WriterTest, IsAloneInOneProcess) {
  const Writer first = open();
  try {
    open();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::locked);
    EXPECT_NE(error.hint(), "");
  }
}

TEST_F(WriterTest, IsAloneAmongProcesses) {
  std::array<int, 2> ready{};
  std::array<int, 2> done{};
  ASSERT_EQ(::pipe(ready.data()), 0);
  ASSERT_EQ(::pipe(done.data()), 0);
  char byte = 0;
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::close(done[1]);
    const Writer writer = open();
    if (::write(ready[1], &byte, 1) == 1 && ::read(done[0], &byte, 1) >= 0) ::_exit(0);
    ::_exit(1);
  }
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  try {
    open();
    ADD_FAILURE() << "two writers";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::locked);
  }
  ::close(done[1]);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_NO_THROW(open());
  for (const int end : {ready[0], ready[1], done[0]}) ::close(end);
}

TEST_F(WriterTest, RefusesADatabaseOfAnotherSchema) {
  { open().commit(); }
  {
    Xapian::WritableDatabase other(database().string(), Xapian::DB_OPEN);
    other.set_metadata(std::string(metadata_key::schema), "999");
    other.commit();
  }
  try {
    open();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::index);
    EXPECT_NE(error.hint().find("--rebuild"), std::string::npos);
  }
}

TEST_F(WriterTest, LetsTheIndexDescribeItself) {
  open().commit();
  const Xapian::Database read(database().string());
  EXPECT_EQ(read.get_metadata(std::string(metadata_key::schema)), schema_version);
  EXPECT_EQ(read.get_metadata(std::string(metadata_key::analysis)), analysis_fingerprint());
}

}  // namespace
}  // namespace kartotek
