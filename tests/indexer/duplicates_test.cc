#include "indexer/duplicates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/document.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

// Stories of made-up words, in several versions each: a version differs from the one before in some words.
std::string version_of(int story, int version) {
  std::mt19937 words(static_cast<unsigned>(story));
  std::vector<std::string> text(120);
  for (std::string& word : text) {
    word = "w" + std::to_string(words() % 5000);
    for (char& c : word)
      if (c >= '0' && c <= '9') c = static_cast<char>(c - '0' + 'a');
  }
  for (int i = 0; i < version; ++i)
    for (int k = 0; k < 8; ++k)
      text[static_cast<std::size_t>(i * 8 + k) % text.size()] =
          "changed" + std::string(1, static_cast<char>('a' + i));
  std::string joined;
  for (const std::string& word : text) joined += word + " ";
  return joined;
}

// A database that is changed as a writer changes it, an article an id.
class Archive {
 public:
  void put(const std::string& id, const std::string& text) {
    Article article;
    article.id = id;
    article.text = text;
    article.body = {{0, text.size()}};
    const Xapian::Document document =
        make_document(article, {}, {analyzer_, compressor_, WordCodes()}).document;
    if (const auto known = articles_.find(id); known != articles_.end()) {
      changes_.gone.push_back(database_.get_document(known->second).get_value(slot::signature));
      database_.replace_document(known->second, document);
    } else {
      articles_[id] = database_.add_document(document);
    }
    changes_.put.push_back(articles_[id]);
  }
  void remove(const std::string& id) {
    changes_.gone.push_back(database_.get_document(articles_.at(id)).get_value(slot::signature));
    database_.delete_document(articles_.at(id));
    articles_.erase(id);
  }
  void group() {
    update_groups(database_, analyzer_, changes_);
    changes_ = {};
  }
  void group_everything() {
    update_groups(database_, analyzer_, {.put = {}, .gone = {}, .everything = true});
  }

  // The groups by their members; articles without a duplicate are in none.
  std::set<std::set<std::string>> groups() const {
    std::map<std::string, std::set<std::string>> members;
    for (const auto& [id, number] : articles_) {
      const Xapian::Document document = database_.get_document(number);
      const std::string group = document.get_value(slot::group);
      std::size_t terms = 0;
      for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
        if ((*term).starts_with(prefix::group)) {
          ++terms;
          EXPECT_EQ(*term, make_term(prefix::group, group)) << id;
        }
      EXPECT_EQ(terms, group.empty() ? 0U : 1U) << id;
      if (!group.empty()) members[group].insert(id);
    }
    std::set<std::set<std::string>> groups;
    for (const auto& [group, ids] : members) groups.insert(ids);
    return groups;
  }

 private:
  Xapian::WritableDatabase database_{"", Xapian::DB_BACKEND_INMEMORY};
  Analyzer analyzer_;
  Compressor compressor_{""};
  std::map<std::string, Xapian::docid> articles_;
  ArticleChanges changes_;
};

using Groups = std::set<std::set<std::string>>;

TEST(UpdateGroups, JoinsCopiesOfEarlierRuns) {
  Archive archive;
  archive.put("a", version_of(1, 0));
  archive.put("b", version_of(2, 0));
  archive.group();
  EXPECT_EQ(archive.groups(), Groups{});
  archive.put("c", version_of(1, 1));
  archive.group();
  EXPECT_EQ(archive.groups(), (Groups{{"a", "c"}}));
}

TEST(UpdateGroups, PartsWhatIsNoLongerAlike) {
  Archive archive;
  archive.put("a", version_of(1, 0));
  archive.put("b", version_of(1, 1));
  archive.group();
  archive.put("b", version_of(2, 0));
  archive.group();
  EXPECT_EQ(archive.groups(), Groups{});
}

TEST(UpdateGroups, ForgetsRemovedArticles) {
  Archive archive;
  for (const char* id : {"a", "b", "c"}) archive.put(id, version_of(1, 0));
  archive.group();
  EXPECT_EQ(archive.groups(), (Groups{{"a", "b", "c"}}));
  archive.remove("a");
  archive.group();
  EXPECT_EQ(archive.groups(), (Groups{{"b", "c"}}));
  archive.remove("b");
  archive.group();
  EXPECT_EQ(archive.groups(), Groups{});
}

// What an archive went through, night by night, must not show in its groups.
TEST(UpdateGroups, AreAsOfAnArchiveBuiltAnew) {
  std::mt19937 random(4);
  Archive nightly;
  std::map<std::string, std::string> texts;
  for (int night = 0; night < 12; ++night) {
    for (int change = 0; change < 25; ++change) {
      const std::string id = std::to_string(random() % 60);
      if (random() % 4 == 0 && texts.contains(id)) {
        nightly.remove(id);
        texts.erase(id);
      } else {
        texts[id] = version_of(static_cast<int>(random() % 6), static_cast<int>(random() % 12));
        nightly.put(id, texts[id]);
      }
    }
    nightly.group();
    Archive anew;
    std::vector<std::pair<std::string, std::string>> order(texts.begin(), texts.end());
    std::shuffle(order.begin(), order.end(), random);
    for (const auto& [id, text] : order) anew.put(id, text);
    anew.group_everything();
    ASSERT_EQ(nightly.groups(), anew.groups()) << night;
  }
  EXPECT_GT(nightly.groups().size(), 6U);  // chains of versions are cut into several groups
}

}  // namespace
}  // namespace kartotek
