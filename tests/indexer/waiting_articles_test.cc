#include "indexer/waiting_articles.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/schema.h"

namespace kartotek {
namespace {

Article article(int number) {
  Article made;
  made.id = "id " + std::to_string(number);
  made.source = number % 2 == 0 ? "wire" : "paper";
  made.title = "Frigate Number" + std::to_string(number) + " sails";
  made.text = "The frigate left Baku for Izmir on day " + std::to_string(number) + " with Commander Aliyev.";
  return made;
}

struct Made {
  std::map<Xapian::docid, std::string> documents;
  std::vector<Xapian::docid> taken;
  std::set<std::string> names;
};

Made make(unsigned jobs, int articles) {
  Analyzer analyzer;
  analyzer.remember_names();
  Compressor compressor("");
  const WordCodes codes;
  const FrequentLines none;
  WaitingArticles waiting(jobs, std::size_t{1} << 20, "");
  for (int i = articles; i > 0; --i)
    waiting.add(static_cast<Xapian::docid>(i), article(i), {"", "wire", "file", "hash " + std::to_string(i)});
  Made made;
  waiting.make(
      {analyzer, compressor, codes}, [&](const std::string&) -> const FrequentLines& { return none; },
      [&](const WaitingArticles::Waiting& one) { made.taken.push_back(one.number); });
  for (const auto& [number, one] : waiting.made())
    made.documents[number] = one.made.document.serialise() + one.made.word_order;
  for (std::string& name : analyzer.take_new_names()) made.names.insert(std::move(name));
  for (std::string& name : waiting.take_new_names()) made.names.insert(std::move(name));
  return made;
}

TEST(WaitingArticles, AreMadeTheSameByAnyNumberOfThreads) {
  const Made alone = make(1, 100);
  const Made together = make(3, 100);
  EXPECT_EQ(alone.documents.size(), 100U);
  EXPECT_EQ(together.documents, alone.documents);
  EXPECT_EQ(together.taken, alone.taken);
  EXPECT_EQ(together.names, alone.names);
  EXPECT_TRUE(alone.names.contains("aliyev"));
}

TEST(WaitingArticles, AreFoundByTheirIds) {
  WaitingArticles waiting(1, 0, "");
  EXPECT_TRUE(waiting.empty());
  EXPECT_EQ(waiting.last_number(), 0U);
  waiting.add(7, article(1), {"2026-11-01T03:00:00.000Z", "wire", "file", "hash"});
  const auto found = waiting.find("id 1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->document, 7U);
  EXPECT_EQ(found->provenance.content_hash, "hash");
  EXPECT_FALSE(waiting.find("id 2"));
  EXPECT_EQ(waiting.last_number(), 7U);
  EXPECT_EQ(waiting.bytes(), article(1).title.size() + article(1).text.size());
  waiting.clear();
  EXPECT_TRUE(waiting.empty());
  EXPECT_FALSE(waiting.find("id 1"));
}

}  // namespace
}  // namespace kartotek
