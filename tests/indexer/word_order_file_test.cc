#include "indexer/word_order_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/document.h"
#include "indexer/verify.h"
#include "indexer/writer.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class WordOrderFileTest : public ScratchFolder {
 protected:
  fs::path generation() const { return folder() / "generation-000001"; }
  fs::path path() const { return word_order_path(generation()); }

  // A database of so many articles, which says that so much of the file is its own.
  Xapian::WritableDatabase database(Xapian::doccount articles, const WordOrderExtent& extent) const {
    Xapian::WritableDatabase made(generation().string(), Xapian::DB_CREATE_OR_OVERWRITE);
    for (Xapian::doccount i = 0; i < articles; ++i) made.add_document({});
    set_word_order_size(made, extent);
    made.commit();
    return made;
  }
  std::optional<WordOrderFile> open() const {
    return WordOrderFile::open(generation(), Xapian::Database(generation().string()));
  }
  void append(std::string_view bytes) const {
    std::ofstream(path(), std::ios::binary | std::ios::app) << bytes;
  }
  static std::string order(std::string_view title, std::string_view body) {
    return word_order_bytes(title, body);
  }

  // What a run of the indexer does with articles of one word order each.
  void put(const std::vector<std::pair<std::string, std::string>>& articles) const {
    Writer writer(generation(), std::size_t{1} << 20, [](const std::string&) {});
    for (const auto& [id, text] : articles) {
      Article article;
      article.id = id;
      article.text = text;
      article.body = {{0, text.size()}};
      const std::string hash = content_hash(article);
      writer.put(std::move(article),
                 {.first_indexed = "", .origin = "wire", .file = "f", .content_hash = hash});
    }
    writer.finish();
  }
  // Whether the file says of every article what is found in its text.
  bool is_right() const {
    const Xapian::Database read(generation().string());
    const auto file = WordOrderFile::open(generation(), read);
    if (!file || !file->is_sound()) return false;
    Analyzer analyzer;
    for (auto id = read.postlist_begin(""); id != read.postlist_end(""); ++id)
      if (file->bytes_of(*id) !=
          word_order(stored_article(read.get_document(*id)).article, analyzer, file->codes()))
        return false;
    return true;
  }
  // Puts another byte into the file; gives the one that was there.
  char meddle(std::size_t at, char byte) const {
    std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(at));
    const char was = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(byte);
    return was;
  }
  // What --verify says is wrong, and that it knows a way out.
  std::string complaint() const {
    try {
      verify_all(generation());
    } catch (const Error& error) {
      EXPECT_THAT(error.hint(), HasSubstr("--rebuild"));
      return error.what();
    }
    return {};
  }
};

TEST_F(WordOrderFileTest, GivesTheLastRecordOfADocument) {
  fs::create_directories(generation());
  database(3, {.size = 1});
  WordOrderWriter writer(path(), "");
  writer.put(1, order("a", "bc"));
  writer.put(2, order("", ""));
  writer.finish(true);
  writer.put(1, order("d", "e"));
  const WordOrderExtent extent = writer.finish(true);
  EXPECT_EQ(extent.size, fs::file_size(path()));
  Xapian::WritableDatabase read(generation().string());
  set_word_order_size(read, extent);
  read.commit();
  const auto file = open();
  ASSERT_TRUE(file);
  EXPECT_EQ(file->of(1)->title, "d");
  EXPECT_EQ(file->of(1)->body, "e");
  EXPECT_EQ(file->bytes_of(2), order("", ""));
  EXPECT_FALSE(file->of(3));
  EXPECT_FALSE(file->of(4000));
  EXPECT_EQ(file->record_count(), 3U);
  EXPECT_TRUE(file->is_sound());
}

TEST_F(WordOrderFileTest, IsTheSameByItsDirectoryAndByItsSegments) {
  fs::create_directories(generation());
  database(100, {.size = 1});
  WordOrderWriter writer(path(), "");
  for (Xapian::docid document = 1; document <= 100; document += 2)
    writer.put(document, order("a", std::to_string(document)));
  const WordOrderExtent first = writer.finish(true);
  ASSERT_GT(first.directory, 0U);
  writer.put(2, order("b", "behind"));
  writer.put(7, order("b", "later"));
  const WordOrderExtent second = writer.finish(true);
  EXPECT_EQ(second.directory, first.directory);  // two of fifty are read by themselves
  const auto at = [this](const WordOrderExtent& extent) {
    Xapian::WritableDatabase read(generation().string());
    set_word_order_size(read, extent);
    read.commit();
    return *open();
  };
  const WordOrderFile whole = at(second);
  EXPECT_EQ(whole.records_behind_directory(), 2U);
  EXPECT_EQ(whole.record_count(), 52U);
  EXPECT_EQ(whole.of(2)->body, "behind");
  EXPECT_EQ(whole.of(7)->body, "later");
  EXPECT_EQ(whole.of(9)->body, "9");
  EXPECT_FALSE(whole.of(4));
  EXPECT_TRUE(whole.is_sound());
  const WordOrderFile by_directory = at(first);
  const WordOrderFile by_segments = at({.size = first.directory});
  EXPECT_EQ(by_directory.records_behind_directory(), 0U);
  EXPECT_EQ(by_segments.records_behind_directory(), 50U);
  for (Xapian::docid document = 0; document <= 101; ++document)
    EXPECT_EQ(by_directory.bytes_of(document), by_segments.bytes_of(document)) << document;
}

TEST_F(WordOrderFileTest, GetsANewDirectoryOnceMuchIsBehindTheLast) {
  fs::create_directories(generation());
  database(100, {.size = 1});
  WordOrderWriter writer(path(), "");
  for (Xapian::docid document = 1; document <= 100; ++document) writer.put(document, order("a", "b"));
  WordOrderExtent extent = writer.finish(true);
  for (Xapian::docid document = 1; document <= 30; ++document) {
    Xapian::WritableDatabase read(generation().string());
    set_word_order_size(read, extent);
    read.commit();
    const auto known = open();
    ASSERT_TRUE(known);
    EXPECT_LE(known->records_behind_directory(), known->record_count() / 16);
    if (document > 1) {
      EXPECT_EQ(known->of(document - 1)->body, "new");
    }
    EXPECT_EQ(known->of(document)->body, "b");
    WordOrderWriter next(path(), *known);
    next.put(document, order("a", "new"));
    extent = next.finish(true);
  }
}

TEST_F(WordOrderFileTest, KeepsWhatCommonWordsItIsWrittenIn) {
  const std::string common = learn_common_terms(std::vector<std::string>(300, "the tank the tank"));
  fs::create_directories(generation());
  database(1, WordOrderWriter(path(), common).finish(true));
  WordOrderWriter(path(), common).finish(true);
  const auto file = open();
  ASSERT_TRUE(file);
  EXPECT_EQ(file->common_terms(), common);
  EXPECT_EQ(file->codes().of("tank"), WordCodes(common).of("tank"));
}

TEST_F(WordOrderFileTest, PassesOverWhatNoCommitNamed) {
  put({{"1", "air defence"}});
  append("half a segm");
  EXPECT_TRUE(is_right());
  put({{"2", "defence of the air"}});
  EXPECT_TRUE(is_right());
}

TEST_F(WordOrderFileTest, IsNotUsedWhereItIsNotWhatWasCommitted) {
  put({{"1", "air defence"}, {"2", "tank army"}});
  const std::string whole = [this] {
    std::ifstream in(path(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  ASSERT_TRUE(open());
  for (std::size_t length = 0; length < whole.size(); length += 5) {
    fs::resize_file(path(), length);
    EXPECT_FALSE(open()) << length;
    std::ofstream(path(), std::ios::binary) << whole;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    std::ofstream(path(), std::ios::binary) << damaged;
    const auto file = open();
    if (!file || !file->is_sound()) continue;
    // Before the file, which is mapped, is as it was.
    const std::string read = file->bytes_of(1) + file->bytes_of(2);
    std::ofstream(path(), std::ios::binary) << whole;
    EXPECT_EQ(read, open()->bytes_of(1) + open()->bytes_of(2)) << at;
  }
}

TEST_F(WordOrderFileTest, IsMadeAnewWhereItIsMissing) {
  put({{"1", "air defence"}, {"2", "tank army"}});
  fs::remove(path());
  EXPECT_FALSE(is_right());
  put({{"3", "coast guard"}});
  EXPECT_TRUE(is_right());
}

TEST_F(WordOrderFileTest, DoesNotGrowForEver) {
  std::vector<std::pair<std::string, std::string>> articles;
  for (int i = 0; i < 3000; ++i) articles.emplace_back(std::to_string(i), "tank");
  std::size_t largest = 0;
  for (int run = 0; run < 7; ++run) {
    for (auto& [id, text] : articles) text = "tank " + std::to_string(run);
    put(articles);
    largest = std::max<std::size_t>(largest, fs::file_size(path()));
    ASSERT_TRUE(is_right());
  }
  EXPECT_LT(fs::file_size(path()), largest);
}

TEST_F(WordOrderFileTest, IsVerifiedWholly) {
  put({{"1", "air defence systems"}});
  EXPECT_EQ(verify_all(generation()), 1U);
  const std::size_t directory = open()->extent().directory;
  ASSERT_GT(directory, 0U);
  // A common term, a record, the head of the directory, and a place in it.
  for (const std::size_t at : {std::size_t{2}, directory - 12, directory + 1, fs::file_size(path()) - 3}) {
    const char was = meddle(at, '\x42');
    EXPECT_THAT(complaint(), HasSubstr("words is not as it was written")) << at;
    meddle(at, was);
  }
  EXPECT_EQ(verify_all(generation()), 1U);
  fs::resize_file(path(), directory);
  EXPECT_THAT(complaint(), HasSubstr("words is not as it was written"));
  fs::remove(path());
  EXPECT_THAT(complaint(), HasSubstr("words is missing"));
}

}  // namespace
}  // namespace kartotek
