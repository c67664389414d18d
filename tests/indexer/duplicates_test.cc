#include "indexer/duplicates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/document.h"
#include "indexer/schema.h"
#include "tests/indexer/scratch_folder.h"

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
  explicit Archive(std::filesystem::path path, std::size_t memory = std::size_t{64} << 20,
                   std::size_t threads = 1)
      : path_(std::move(path)),
        memory_(memory),
        threads_(threads),
        database_(path_.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC) {}

  void put(const std::string& id, const std::string& text, Date date = {}) {
    Article article;
    article.id = id;
    article.text = text;
    article.body = {{0, text.size()}};
    article.date = date;
    const Xapian::Document document =
        make_document(article, {}, {analyzer_, compressor_, WordCodes()}).document;
    if (const auto known = articles_.find(id); known != articles_.end()) {
      changes_.lose(known->second, database_.get_document(known->second));
      database_.replace_document(known->second, document);
    } else {
      articles_[id] = database_.add_document(document);
    }
    changes_.put(articles_[id]);
  }
  void remove(const std::string& id) {
    changes_.lose(articles_.at(id), database_.get_document(articles_.at(id)));
    database_.delete_document(articles_.at(id));
    articles_.erase(id);
  }
  void group() {
    update_groups({database_, path_, [this] { database_.commit(); }, analyzer_, memory_, {}, threads_},
                  changes_);
    changes_.clear();
    database_.commit();
  }
  void group_everything() {
    changes_.set_everything();
    group();
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
  std::filesystem::path path_;
  std::size_t memory_;
  std::size_t threads_;
  Xapian::WritableDatabase database_;
  Analyzer analyzer_;
  Compressor compressor_{""};
  std::map<std::string, Xapian::docid> articles_;
  ArticleChanges changes_{1000};
};

class UpdateGroups : public ScratchFolder {};

using Groups = std::set<std::set<std::string>>;

TEST_F(UpdateGroups, JoinsCopiesOfEarlierRuns) {
  Archive archive(folder() / "archive");
  archive.put("a", version_of(1, 0));
  archive.put("b", version_of(2, 0));
  archive.group();
  EXPECT_EQ(archive.groups(), Groups{});
  archive.put("c", version_of(1, 1));
  archive.group();
  EXPECT_EQ(archive.groups(), (Groups{{"a", "c"}}));
}

TEST_F(UpdateGroups, PartsWhatIsNoLongerAlike) {
  Archive archive(folder() / "archive");
  archive.put("a", version_of(1, 0));
  archive.put("b", version_of(1, 1));
  archive.group();
  archive.put("b", version_of(2, 0));
  archive.group();
  EXPECT_EQ(archive.groups(), Groups{});
}

TEST_F(UpdateGroups, ForgetsRemovedArticles) {
  Archive archive(folder() / "archive");
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

// The first reports of a story, in whatever order they came, and what is like them.
TEST_F(UpdateGroups, AreAroundTheEarliest) {
  Archive archive(folder() / "archive");
  archive.put("day 3", version_of(1, 7), {2021, 4, 3});
  archive.put("day 2", version_of(1, 3), {2021, 4, 2});
  archive.group();
  EXPECT_EQ(archive.groups(), (Groups{{"day 2", "day 3"}}));
  archive.put("day 1", version_of(1, 0), {2021, 4, 1});  // unlike the third day's, like the second's
  archive.group();
  EXPECT_EQ(archive.groups(), (Groups{{"day 1", "day 2"}}));
  archive.remove("day 1");
  archive.group();
  EXPECT_EQ(archive.groups(), (Groups{{"day 2", "day 3"}}));
}

// Hundreds of copies of one wording are as one.
TEST_F(UpdateGroups, TakeManyCopies) {
  Archive archive(folder() / "archive");
  for (int i = 0; i < 300; ++i) archive.put(std::to_string(i), version_of(1, 1));
  archive.group();
  ASSERT_EQ(archive.groups().size(), 1U);
  EXPECT_EQ(archive.groups().begin()->size(), 300U);
  archive.put("another", version_of(1, 0));
  archive.group();
  EXPECT_EQ(archive.groups().begin()->size(), 301U);
}

// Of hundreds of versions that share most words, a band of signatures is evidence no more, and then is again.
TEST_F(UpdateGroups, AreAsOfAnArchiveBuiltAnewThoughCrowdsComeAndGo) {
  Archive nightly(folder() / "nightly");
  std::mt19937 random(7);
  std::map<std::string, std::string> texts;
  const std::string story = version_of(1, 0);
  for (const int change : {150, 400, -450}) {
    for (int i = 0; i < change; ++i) {
      const std::string id = std::to_string(texts.size()) + "/" + std::to_string(change);
      std::string& text = texts[id] = story;
      for (int word = 0; word < 5; ++word)
        text.insert(text.find(' ', random() % (text.size() - 50)),
                    std::string(1, static_cast<char>('a' + random() % 26)));
      nightly.put(id, text);
    }
    for (int i = 0; i > change; --i) {
      const auto gone = std::next(texts.begin(), static_cast<std::ptrdiff_t>(random() % texts.size()));
      nightly.remove(gone->first);
      texts.erase(gone);
    }
    nightly.group();
    Archive anew(folder() / std::to_string(change));
    for (const auto& [id, text] : texts) anew.put(id, text);
    anew.group_everything();
    ASSERT_EQ(nightly.groups(), anew.groups()) << change;
  }
}

// What an archive went through, night by night, must not show in its groups; nor what memory there was,
// nor how many threads.
TEST_F(UpdateGroups, AreAsOfAnArchiveBuiltAnew) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    std::mt19937 random(seed);
    Archive nightly(folder() / std::to_string(seed));
    struct Content {
      std::string text;
      Date date;
    };
    std::map<std::string, Content> contents;
    const auto put = [&](Archive& archive, const std::string& id) {
      archive.put(id, contents.at(id).text, contents.at(id).date);
    };
    for (int night = 0; night < 12; ++night) {
      for (int change = 0; change < 25; ++change) {
        const std::string id = std::to_string(random() % 60);
        if (random() % 4 == 0 && contents.contains(id)) {
          nightly.remove(id);
          contents.erase(id);
        } else {
          contents[id] = {version_of(static_cast<int>(random() % 6), static_cast<int>(random() % 12)),
                          random() % 3 == 0 ? Date{} : Date{2021, 4, static_cast<int>(1 + random() % 3)}};
          put(nightly, id);
        }
      }
      nightly.group();
      Archive anew(folder() / "anew", random() % 2 == 0 ? 1 : std::size_t{64} << 20, 1 + random() % 3);
      std::vector<std::string> ids;
      ids.reserve(contents.size());
      for (const auto& [id, content] : contents) ids.push_back(id);
      std::shuffle(ids.begin(), ids.end(), random);
      for (const std::string& id : ids) put(anew, id);
      anew.group_everything();
      ASSERT_EQ(nightly.groups(), anew.groups()) << "seed " << seed << " night " << night;
      std::filesystem::remove_all(folder() / "anew");
    }
    EXPECT_GT(nightly.groups().size(), 6U);  // chains of versions are cut into several groups
    const auto groups = nightly.groups();
    nightly.group_everything();
    EXPECT_EQ(nightly.groups(), groups);
  }
}

}  // namespace
}  // namespace kartotek
