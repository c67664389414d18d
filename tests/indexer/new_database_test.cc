#include "indexer/new_database.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

using ::testing::ElementsAreArray;

// All that a database says of itself, of its terms, its values and its documents, a line each.
std::vector<std::string> told_by(const Xapian::Database& database) {
  std::vector<std::string> lines{
      fmt::format("{} documents to {}, lengths {} to {} of {}", database.get_doccount(),
                  database.get_lastdocid(), database.get_doclength_lower_bound(),
                  database.get_doclength_upper_bound(), database.get_total_length())};
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    std::string& line = lines.emplace_back(
        fmt::format("{} in {}, {} times", *term, term.get_termfreq(), database.get_collection_freq(*term)));
    for (auto post = database.postlist_begin(*term); post != database.postlist_end(*term); ++post)
      line += fmt::format(" {}:{}", *post, post.get_wdf());
  }
  for (Xapian::valueno slot = 0; slot < 300; ++slot) {
    if (database.get_value_freq(slot) == 0) continue;
    std::string& line = lines.emplace_back(
        fmt::format("slot {}: {} from '{}' to '{}'", slot, database.get_value_freq(slot),
                    database.get_value_lower_bound(slot), database.get_value_upper_bound(slot)));
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
      line += fmt::format(" {}:'{}'", value.get_docid(), *value);
  }
  for (auto each = database.postlist_begin(""); each != database.postlist_end(""); ++each) {
    const Xapian::Document document = database.get_document(*each);
    std::string& line = lines.emplace_back(
        fmt::format("document {} of {}: {}", *each, database.get_doclength(*each), document.get_data()));
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
      line += fmt::format(" {}:{}", *term, term.get_wdf());
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      line += fmt::format(" {}='{}'", value.get_valueno(), *value);
  }
  return lines;
}

// The same documents put into a database by NewDatabase, and by Xapian.
class NewDatabaseTest : public ScratchFolder {
 protected:
  void SetUp() override {
    ScratchFolder::SetUp();
    by_xapian_ = Xapian::WritableDatabase(path("xapian"), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    new_.emplace(folder() / "new");
  }
  void add(NewDocument document) {
    by_xapian_.add_document(document.to_xapian());
    new_->add(document);
  }
  void expect_the_same() try {
    by_xapian_.commit();
    new_->finish();
    EXPECT_EQ(Xapian::Database::check(path("new"), 0, nullptr), 0U);
    EXPECT_THAT(told_by(Xapian::Database(path("new"))), ElementsAreArray(told_by(by_xapian_)));
    // What a part is for: merged behind another, and written to.
    Xapian::Database two;
    two.add_database(by_xapian_);
    two.add_database(Xapian::Database(path("new")));
    Xapian::Database twice;
    twice.add_database(by_xapian_);
    twice.add_database(by_xapian_);
    two.compact(path("two"));
    twice.compact(path("twice"));
    EXPECT_EQ(Xapian::Database::check(path("two"), 0, nullptr), 0U);
    EXPECT_THAT(told_by(Xapian::Database(path("two"))),
                ElementsAreArray(told_by(Xapian::Database(path("twice")))));
  } catch (const Xapian::Error& error) {
    FAIL() << error.get_description();
  }
  std::string path(const char* name) const { return (folder() / name).string(); }

 private:
  Xapian::WritableDatabase by_xapian_;
  std::optional<NewDatabase> new_;
};

TEST_F(NewDatabaseTest, IsEmptyWithoutDocuments) { expect_the_same(); }

TEST_F(NewDatabaseTest, HasADocument) {
  NewDocument document;
  document.add_term("", "drone", 3);
  document.add_term("S", "drone", 1);
  document.add_boolean_term("XC", "TR");
  document.add_term("", "drone", 2);
  document.add_value(8, "20210415");
  document.add_value(0, "20210415");
  document.add_value(2, "");
  document.set_data("text");
  add(document);
  expect_the_same();
}

TEST_F(NewDatabaseTest, HasDocumentsWithoutTermsValuesOrData) {
  add({});
  NewDocument boolean;
  boolean.add_boolean_term("XA");
  add(boolean);
  add({});
  expect_the_same();
}

TEST_F(NewDatabaseTest, CountsNoEmptyDocumentAsTheShortest) {
  for (const Xapian::termcount words : {3U, 2U, 5U, 0U}) {
    NewDocument document;
    document.add_boolean_term("XA");
    if (words > 0) document.add_term("", "boat", words);
    add(document);
  }
  expect_the_same();
  EXPECT_EQ(Xapian::Database(path("new")).get_doclength_lower_bound(), 2U);
}

TEST_F(NewDatabaseTest, HasTermsOfAnyBytes) {
  NewDocument document;
  for (const unsigned byte : {0U, 1U, 65U, 127U, 128U, 208U, 224U, 254U, 255U}) {
    const std::string name(1, static_cast<char>(byte));
    for (const std::string& term :
         {name, name + name, "a" + name, "a" + name + "b", std::string(100, 'x') + name})
      document.add_term("", term, static_cast<Xapian::termcount>(byte));
  }
  for (int i = 0; i < 700; ++i) add(document);  // more than a chunk of each
  expect_the_same();
}

TEST_F(NewDatabaseTest, HasLongLists) {
  for (unsigned i = 1; i <= 40'000; ++i) {  // numbers of documents take three bytes at the end
    NewDocument document;
    document.add_term("", "every", i);
    if (i % 3 == 0) document.add_term("", "third", i * 10);
    if (i % 20'000 == 0) document.add_term("", fmt::format("rare{}", i));
    document.add_value(1, fmt::format("{:08}", i * 7919 % 40'001));
    if (i % 1000 == 0) document.add_value(300, std::string(i / 1000 * 50, 'v'));
    add(document);
  }
  expect_the_same();
}

TEST_F(NewDatabaseTest, HasLongTagsInSeveralPieces) {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
  for (const std::size_t size :
       {1990U, 2000U, 2030U, 2036U, 2037U, 2038U, 2039U, 4074U, 4080U, 50'000U, 900'000U}) {
    NewDocument document;
    std::string data(size, '\0');
    for (char& c : data) c = static_cast<char>(random());
    document.set_data(data);
    for (std::size_t i = 0; i < size / 20; ++i)
      document.add_term("", fmt::format("{:x}{}", random(), i),
                        static_cast<Xapian::termcount>(random() % 300));
    add(document);
  }
  expect_the_same();
}

class FullDisk : public ScratchFolder, public ::testing::WithParamInterface<const char*> {};

TEST_P(FullDisk, EndsInAnError) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "skipped: no /dev/full";
  std::filesystem::create_symlink("/dev/full", folder() / GetParam());
  const auto write_one = [this] {
    NewDatabase database(folder());
    NewDocument document;
    document.add_term("", "drone");
    document.set_data("text");
    database.add(document);
    database.finish();
  };
  EXPECT_THROW(write_one(), Error);
}

INSTANTIATE_TEST_SUITE_P(Files, FullDisk,
                         ::testing::Values("postlist.glass", "docdata.glass", "termlist.glass", "iamglass"));

}  // namespace
}  // namespace kartotek
