#include "indexer/columns.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "indexer/schema.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

class ColumnsTest : public ScratchFolder {
 protected:
  std::filesystem::path generation() const { return folder() / "generation-000001"; }
  Xapian::WritableDatabase writable() const {
    return Xapian::WritableDatabase(generation().string(), Xapian::DB_CREATE_OR_OPEN);
  }
  static void add(Xapian::WritableDatabase& database, const std::string& date, const std::string& countries) {
    Xapian::Document document;
    document.add_value(slot::date, date);
    document.add_value(slot::countries, countries);
    document.add_value(slot::source, "wire");
    database.add_document(document);
  }
  std::optional<Columns> open() const {
    auto columns = Columns::open(generation(), Xapian::Database(generation().string()));
    if (columns && !columns->read()) columns.reset();
    return columns;
  }
  static std::vector<std::string> values(const Columns& columns, Xapian::valueno slot,
                                         Xapian::docid document) {
    std::vector<std::string> found;
    for (const std::uint16_t number : columns.of(slot)->of(document))
      found.emplace_back(columns.of(slot)->value(number));
    return found;
  }
};

using Values = std::vector<std::string>;

TEST_F(ColumnsTest, RepeatTheValueSlots) {
  {
    Xapian::WritableDatabase database = writable();
    add(database, "20210415", "TRUA");
    add(database, "", "");
    add(database, "20210000", "AZ");
    database.delete_document(2);
    add(database, "20210415", "UA");
  }
  write_columns(generation());
  const std::optional<Columns> columns = open();
  ASSERT_TRUE(columns);
  EXPECT_EQ(values(*columns, slot::date, 1), Values{"20210415"});
  EXPECT_EQ(values(*columns, slot::countries, 1), (Values{"TR", "UA"}));
  EXPECT_EQ(values(*columns, slot::date, 2), Values{});
  EXPECT_EQ(values(*columns, slot::countries, 3), Values{"AZ"});
  EXPECT_EQ(values(*columns, slot::source, 4), Values{"wire"});
  EXPECT_EQ(values(*columns, slot::language, 4), Values{});
  EXPECT_EQ(columns->of(slot::date)->value_count(), 2U);
  EXPECT_EQ(columns->of(slot::origin), nullptr);
}

TEST_F(ColumnsTest, TellHowLongDocumentsAre) {
  {
    Xapian::WritableDatabase database = writable();
    for (const Xapian::termcount words : {7U, 0U, 300'000U}) {
      Xapian::Document document;
      document.add_term("word", words);
      database.add_document(document);
    }
    database.delete_document(2);
  }
  write_columns(generation());
  const std::optional<Columns> columns = open();
  ASSERT_TRUE(columns);
  EXPECT_EQ(std::vector(columns->lengths() + 1, columns->lengths() + 4),
            (std::vector<std::uint32_t>{7, 0, 300'000}));
}

TEST_F(ColumnsTest, OfAnEmptyDatabaseAreEmpty) {
  writable();
  write_columns(generation());
  ASSERT_TRUE(open());
  EXPECT_EQ(open()->of(slot::countries)->value_count(), 0U);
}

TEST_F(ColumnsTest, AreNotUsedForAnotherRevision) {
  {
    Xapian::WritableDatabase database = writable();
    add(database, "20210415", "TR");
    database.commit();
    write_columns(generation());
    ASSERT_TRUE(open());
    add(database, "20210416", "AZ");
  }
  EXPECT_FALSE(open());
  write_columns(generation());
  EXPECT_EQ(values(*open(), slot::countries, 2), Values{"AZ"});
}

TEST_F(ColumnsTest, AreNotUsedWhereDamagedOrMissing) {
  {
    Xapian::WritableDatabase database = writable();
    add(database, "20210415", "TR");
  }
  EXPECT_FALSE(open());
  write_columns(generation());
  const std::filesystem::path file = generation() / "columns";
  const auto size = std::filesystem::file_size(file);
  for (std::uintmax_t at = 0; at < size; at += 3) {
    write_columns(generation());
    std::fstream change(file, std::ios::in | std::ios::out | std::ios::binary);
    change.seekg(static_cast<std::streamoff>(at));
    const char before = static_cast<char>(change.get());
    change.seekp(static_cast<std::streamoff>(at));
    change.put(static_cast<char>(before ^ 0x40));
    change.close();
    EXPECT_FALSE(open()) << at;
  }
  write_columns(generation());
  std::filesystem::resize_file(file, size / 2);
  EXPECT_FALSE(open());
  std::filesystem::resize_file(file, 0);
  EXPECT_FALSE(open());
}

TEST_F(ColumnsTest, AreNotWrittenWhereAValueIsTooLong) {
  {
    Xapian::WritableDatabase database = writable();
    Xapian::Document document;
    document.add_value(slot::source, std::string(300, 'x'));
    database.add_document(document);
  }
  write_columns(generation());
  EXPECT_FALSE(open());
}

}  // namespace
}  // namespace kartotek
