#include "indexer/generation.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "corpus/error.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;

class GenerationTest : public ScratchFolder {
 protected:
  fs::path index() const { return folder() / "index"; }

  // Builds a database with `articles` documents in a new generation.
  fs::path build(unsigned articles) const {
    const fs::path generation = new_generation(index());
    Xapian::WritableDatabase database(generation.string(), Xapian::DB_CREATE);
    for (unsigned i = 0; i < articles; ++i) database.add_document(Xapian::Document());
    database.commit();
    return generation;
  }

  // What stands in the index directory.
  std::set<std::string> entries() const {
    std::set<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(index()))
      names.insert(entry.path().filename());
    return names;
  }
};

template <class Call>
void expect_index_error(Call call) {
  try {
    call();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::index);
    EXPECT_NE(error.hint(), "");
  }
}

TEST_F(GenerationTest, IsMissingUntilTheFirstSwitch) {
  EXPECT_FALSE(has_live_generation(index()));
  expect_index_error([this] { live_generation(index()); });
  build(1);
  EXPECT_FALSE(has_live_generation(index()));
}

TEST_F(GenerationTest, BecomesLiveByASwitch) {
  const fs::path generation = build(3);
  switch_to(index(), generation);
  EXPECT_TRUE(has_live_generation(index()));
  EXPECT_EQ(live_generation(index()), generation);
  EXPECT_EQ(Xapian::Database((index() / "current").string()).get_doccount(), 3U);
}

TEST_F(GenerationTest, NeverTakesANameAgain) {
  const fs::path first = build(1);
  switch_to(index(), first);
  const fs::path second = build(2);
  EXPECT_NE(first, second);
  fs::remove_all(second);
  fs::create_directories(index() / "generation-000041");
  EXPECT_EQ(new_generation(index()).filename(), "generation-000042");
}

TEST_F(GenerationTest, KeepsTheOneBeforeAndRemovesTheRest) {
  const fs::path first = build(1);
  switch_to(index(), first);
  const fs::path second = build(2);
  switch_to(index(), second);
  EXPECT_EQ(entries(), (std::set<std::string>{"current", first.filename(), second.filename()}));
  fs::create_directories(index() / "generation-000007");  // of a run that was killed
  std::ofstream(index() / "rejects.jsonl") << "x";
  const fs::path last = build(3);
  switch_to(index(), last);
  EXPECT_EQ(entries(),
            (std::set<std::string>{"current", "rejects.jsonl", second.filename(), last.filename()}));
  EXPECT_EQ(Xapian::Database(live_generation(index()).string()).get_doccount(), 3U);
}

TEST_F(GenerationTest, LeavesAnOpenReaderItsOldGeneration) {
  switch_to(index(), build(1));
  const Xapian::Database reader((index() / "current").string());
  switch_to(index(), build(2));
  EXPECT_EQ(reader.get_doccount(), 1U);
  EXPECT_EQ(Xapian::Database((index() / "current").string()).get_doccount(), 2U);
}

TEST_F(GenerationTest, KnowsTheOneBefore) {
  const fs::path first = build(1);
  switch_to(index(), first);
  EXPECT_THROW(previous_generation(index()), Error);
  const fs::path second = build(2);
  switch_to(index(), second);
  EXPECT_EQ(previous_generation(index()), first);
  switch_to(index(), first);
  EXPECT_EQ(live_generation(index()), first);
  EXPECT_EQ(previous_generation(index()), second);
  EXPECT_TRUE(is_live(index(), first));
  EXPECT_FALSE(is_live(index(), second));
}

TEST_F(GenerationTest, RemovesWhatKilledRunsLeft) {
  const fs::path first = build(1);
  switch_to(index(), first);
  const fs::path second = build(2);
  switch_to(index(), second);
  build(3);
  fs::create_directories(index() / "generation-000004.parts" / "1");
  std::ofstream(index() / "current.new") << "auto";
  remove_leftovers(index());
  EXPECT_EQ(entries(), (std::set<std::string>{"current", first.filename(), second.filename()}));
}

TEST_F(GenerationTest, KeepsEverythingWhileTheStubIsDamaged) {
  const fs::path first = build(1);
  switch_to(index(), first);
  std::ofstream(index() / "current", std::ios::trunc) << "garbage\n";
  remove_leftovers(index());
  EXPECT_TRUE(fs::exists(first));
}

TEST_F(GenerationTest, SaysWhenTheStubIsDamaged) {
  switch_to(index(), build(1));
  for (const char* content : {"", "garbage\n", "auto elsewhere\n", "auto generation-\n"}) {
    std::ofstream(index() / "current", std::ios::trunc) << content;
    expect_index_error([this] { live_generation(index()); });
  }
}

}  // namespace
}  // namespace kartotek
