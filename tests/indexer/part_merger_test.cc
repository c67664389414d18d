#include "indexer/part_merger.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iterator>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "indexer/at_once.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;

class PartMergerTest : public ScratchFolder {
 protected:
  static constexpr std::size_t little = 0;  // memory: eight parts at a time
  static constexpr std::size_t plenty = std::size_t{1} << 30;

  PartMergerTest() : ScratchFolder(fast_folder()) {}

  fs::path scratch() const { return folder() / "scratch"; }
  // What lies in the scratch folder.
  std::size_t parts_there() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(scratch()), fs::directory_iterator()));
  }

  // Writes part `number`, two documents with its number and their own in their data.
  static void write_part(PartMerger& merger, std::size_t number) {
    Xapian::WritableDatabase part(merger.path_of(number).string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    for (const char* which : {"a", "b"}) {
      Xapian::Document document;
      document.set_data(fmt::format("{}{}", number, which));
      document.add_term("all");
      document.add_term(fmt::format("part{}", number));
      part.add_document(document);
    }
    part.close();
    merger.finished(number);
  }

  // Whether the database has the documents of parts 0 to `parts` - 1 in their order, and their terms.
  void expect_whole(std::size_t parts) const {
    const std::string path = (folder() / "merged").string();
    EXPECT_EQ(Xapian::Database::check(path, 0, nullptr), 0U);
    const Xapian::Database merged(path);
    ASSERT_EQ(merged.get_doccount(), 2 * parts);
    EXPECT_EQ(merged.get_termfreq("all"), 2 * parts);
    for (std::size_t part = 0; part < parts; ++part) {
      const auto first = static_cast<Xapian::docid>(2 * part + 1);
      EXPECT_EQ(merged.get_document(first).get_data(), fmt::format("{}a", part));
      EXPECT_EQ(merged.get_document(first + 1).get_data(), fmt::format("{}b", part));
      EXPECT_EQ(*merged.postlist_begin(fmt::format("part{}", part)), first);
    }
  }
};

TEST_F(PartMergerTest, KeepsTheOrderOfTheNumbersWhateverTheOrderOfFinishing) {
  constexpr std::size_t parts = 83;  // two levels, and some that are merged at the end
  std::vector<std::size_t> numbers(parts);
  std::iota(numbers.begin(), numbers.end(), 0);
  std::shuffle(numbers.begin(), numbers.end(), std::mt19937(4));
  PartMerger merger(scratch(), little);
  for (const std::size_t number : numbers) write_part(merger, number);
  merger.merge_all(folder() / "merged");
  expect_whole(parts);
}

TEST_F(PartMergerTest, TakesPartsFromSeveralThreads) {
  constexpr std::size_t parts = 130;
  PartMerger merger(scratch(), little);
  std::atomic<std::size_t> next = 0;
  at_once(4, [&](std::size_t) {
    for (std::size_t number = next++; number < parts; number = next++) write_part(merger, number);
  });
  merger.merge_all(folder() / "merged");
  expect_whole(parts);
}

TEST_F(PartMergerTest, MergesNeighboursAsSoonAsTheyAreThere) {
  PartMerger merger(scratch(), little);
  for (const std::size_t number : {7U, 6U, 5U, 4U, 3U, 2U, 1U}) write_part(merger, number);
  EXPECT_EQ(parts_there(), 7U);
  write_part(merger, 8);  // no neighbour of theirs
  EXPECT_EQ(parts_there(), 8U);
  write_part(merger, 0);
  EXPECT_EQ(parts_there(), 2U);
  for (std::size_t number = 9; number < 64; ++number) write_part(merger, number);
  EXPECT_EQ(parts_there(), 1U);  // eight times eight
  merger.merge_all(folder() / "merged");
  expect_whole(64);
}

TEST_F(PartMergerTest, MergesLessOftenWhereThereIsMemory) {
  PartMerger merger(scratch(), plenty);
  for (std::size_t number = 0; number < 20; ++number) write_part(merger, number);
  EXPECT_EQ(parts_there(), 20U);
  merger.merge_all(folder() / "merged");
  expect_whole(20);
}

TEST_F(PartMergerTest, MakesADatabaseOfNoPart) {
  PartMerger(scratch(), little).merge_all(folder() / "merged");
  expect_whole(0);
}

TEST_F(PartMergerTest, HasItsFolderForItself) {
  write("scratch/0-000000/left", "over");
  {
    PartMerger merger(scratch(), little);
    EXPECT_EQ(parts_there(), 0U);
    write_part(merger, 0);
  }
  EXPECT_FALSE(fs::exists(scratch()));
}

TEST_F(PartMergerTest, ThrowsWhereAPartIsMissingOrDamaged) {
  PartMerger merger(scratch(), little);
  for (std::size_t number = 0; number < 7; ++number) write_part(merger, number);
  fs::remove_all(merger.path_of(3));
  EXPECT_THROW(write_part(merger, 7), Xapian::Error);
}

}  // namespace
}  // namespace kartotek
