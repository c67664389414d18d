// The words that an index keeps for searchers elsewhere.
#include "indexer/vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/schema.h"
#include "indexer/shards.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

std::string article(const std::string& id, const std::string& body) {
  return fmt::format(R"({{"id":"{}","title":"Note","body":"{}"}})", id, body) + '\n';
}

// The terms that a database has and should keep.
std::vector<std::string> words_posted(const Xapian::Database& database) {
  std::vector<std::string> words;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string word = *term;
    if (word.front() < 'A' || word.front() > 'Z' || word.starts_with(prefix::exact)) words.push_back(word);
  }
  return words;
}

TEST(Vocabulary, IsAllWordsOfANewIndex) {
  const SmallIndex index(article("a", "Əliyev flew to Bakı in 2021, with 12 F-16s and one Bayraktar."));
  EXPECT_EQ(vocabulary_of(index.database()), words_posted(index.database()));
}

TEST(Vocabulary, OfShardsIsOfEachItsOwn) {
  const SmallIndex index(article("a", "corvette") + article("b", "frigate"), 2);
  for (const std::filesystem::path& shard : shards_of(index.generation())) {
    const Xapian::Database database(shard.string());
    EXPECT_EQ(vocabulary_of(database), words_posted(database));
  }
}

// (More runs than it has pieces, some of which bring nothing new.)
TEST(Vocabulary, GrowsWithEachRun) {
  const SmallIndex index(article("a", "corvette"));
  for (int i = 0; i < 40; ++i)
    index.add(article(std::to_string(i), i % 3 == 0 ? "the corvette" : fmt::format("submarine{}", i / 2)));
  const std::vector<std::string> kept = vocabulary_of(index.database()).value();
  const std::vector<std::string> posted = words_posted(index.database());
  EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end()));
  EXPECT_TRUE(std::includes(kept.begin(), kept.end(), posted.begin(), posted.end()));
  EXPECT_TRUE(std::binary_search(kept.begin(), kept.end(), "submarine10"));
  std::size_t pieces = 0;
  const Xapian::Database database = index.database();
  const std::string keys = std::string(metadata_key::vocabulary) + '/';
  for (auto key = database.metadata_keys_begin(keys); key != database.metadata_keys_end(keys); ++key)
    ++pieces;
  EXPECT_LE(pieces, 16U) << "each is a message of its own to a searcher elsewhere";
}

TEST(Vocabulary, IsLeftAloneWhereAnIndexKeepsNone) {
  const SmallIndex index(article("a", "corvette"));
  {
    Xapian::WritableDatabase database(index.generation().string());
    database.set_metadata(std::string(metadata_key::vocabulary), "");
  }
  index.add(article("b", "frigate"));
  EXPECT_EQ(vocabulary_of(index.database()), std::nullopt);
}

TEST(Vocabulary, ThatIsDamagedIsRefused) {
  const SmallIndex index(article("a", "corvette"));
  {
    Xapian::WritableDatabase database(index.generation().string());
    database.set_metadata(std::string(metadata_key::vocabulary) + "/0", "\x07not like this");
  }
  EXPECT_THROW(vocabulary_of(index.database()), Error);
}

}  // namespace
}  // namespace kartotek
