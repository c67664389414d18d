#include "indexer/writer.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

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
  std::vector<std::string> warnings_{};

  std::filesystem::path database() const { return folder() / "generation-000001"; }
  std::unique_ptr<Writer> open(std::size_t limit = memory) {
    return std::make_unique<Writer>(database(), limit,
                                    [this](const std::string& line) { warnings_.push_back(line); });
  }
  static void put(Writer& writer, Article&& article, const std::string& time = "2026-11-01T03:00:00.000Z") {
    const std::string hash = content_hash(article);
    writer.put(
        std::move(article),
        {.first_indexed = time, .origin = "wire", .file = file_key("wire", "a.txt"), .content_hash = hash});
  }
  StoredArticle stored(const std::string& id) const {
    const Xapian::Database read(database().string());
    return stored_article(read.get_document(*read.postlist_begin(make_term(prefix::id, id))));
  }
};

TEST_F(WriterTest, KnowsWhereAnArticleCameFrom) {
  const auto writer = open();
  EXPECT_FALSE(writer->find("1"));
  Article drone = article("1", "drone");
  const std::string hash = content_hash(drone);
  put(*writer, std::move(drone));
  const auto expect_known = [&hash](const std::optional<Holding>& known) {
    ASSERT_TRUE(known);
    EXPECT_EQ(known->document, 1U);
    EXPECT_EQ(known->provenance.first_indexed, "2026-11-01T03:00:00.000Z");
    EXPECT_EQ(known->provenance.origin, "wire");
    EXPECT_EQ(known->provenance.file, file_key("wire", "a.txt"));
    EXPECT_EQ(known->provenance.content_hash, hash);
  };
  expect_known(writer->find("1"));
  EXPECT_FALSE(writer->holdings().find("1")) << "waits";
  writer->write_waiting();
  expect_known(writer->holdings().find("1"));
  expect_known(writer->find("1"));
}

TEST_F(WriterTest, PutsAnArticleInPlaceOfTheOneOfItsId) {
  const auto writer = open();
  put(*writer, article("1", "drone"));
  put(*writer, article("1", "tank"));
  put(*writer, article("2", "ship"));
  writer->finish();
  EXPECT_EQ(writer->article_count(), 2U);
  EXPECT_EQ(stored("1").article.text, "tank");
}

TEST_F(WriterTest, UnderstandsWhatItTakesAndSaysWhatItDoubts) {
  const auto writer = open();
  Article doubtful = article("1", "The minister opened the shipyard on Monday.");
  doubtful.given_date = "2021-13-45";
  put(*writer, std::move(doubtful));
  writer->finish();
  EXPECT_EQ(stored("1").article.lang, "en");
  ASSERT_EQ(warnings_.size(), 1U);
  EXPECT_NE(warnings_[0].find("2021-13-45"), std::string::npos);
}

TEST_F(WriterTest, TellsIdsApartThatBeginAlike) {
  const auto writer = open();
  const std::string start(4000, 'x');
  put(*writer, article(start + "1", "drone"));
  EXPECT_FALSE(writer->find(start + "2"));
  put(*writer, article(start + "2", "drone"));
  writer->write_waiting();
  EXPECT_EQ(writer->article_count(), 2U);
}

TEST_F(WriterTest, ShowsNothingBeforeACommit) {
  const auto writer = open();
  writer->commit();
  put(*writer, article("1", "drone"));
  writer->set_metadata("key", "value");
  EXPECT_EQ(Xapian::Database(database().string()).get_doccount(), 0U);
  EXPECT_EQ(Xapian::Database(database().string()).get_metadata("key"), "");
  writer->commit();
  EXPECT_EQ(Xapian::Database(database().string()).get_doccount(), 1U);
  EXPECT_EQ(Xapian::Database(database().string()).get_metadata("key"), "value");
}

TEST_F(WriterTest, CommitsByItselfWhenItsMemoryIsFull) {
  const auto writer = open(1000);
  writer->commit();
  put(*writer, article("1", std::string(2000, 'x')));
  EXPECT_EQ(Xapian::Database(database().string()).get_doccount(), 1U);
}

TEST_F(WriterTest, IsAloneInOneProcess) {
  const auto first = open();
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
    const auto writer = open();
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
  open()->commit();
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
  open()->commit();
  const Xapian::Database read(database().string());
  EXPECT_EQ(read.get_metadata(std::string(metadata_key::schema)), schema_version);
  EXPECT_EQ(read.get_metadata(std::string(metadata_key::analysis)), analysis_fingerprint());
}

}  // namespace
}  // namespace kartotek
