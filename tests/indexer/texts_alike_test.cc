#include "indexer/texts_alike.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "indexer/document.h"

namespace kartotek {
namespace {

// Made-up words, some in forms that share a position with others, from number `from` on.
std::string words(int from, int count) {
  std::string text;
  for (int i = from; i < from + count; ++i) {
    const std::string number = std::to_string(i);
    for (const char digit : number) text += static_cast<char>('a' + (digit - '0'));
    text += i % 5 == 0 ? " T-" + number + "B3 " : i % 5 == 1 ? " Türkiye-Azərbaycan " : " ";
    if (i % 7 == 0) text += "press.gov.az US С-" + number + " co-operation ";
  }
  return text;
}

// Of texts by number, asked for only if need be.
class Articles {
 public:
  void put(Xapian::docid number, const std::string& text) {
    Article article;
    article.id = std::to_string(number);
    article.text = text;
    article.body = {{0, text.size()}};
    made_[number] = make_document(article, {}, {analyzer_, compressor_, codes_});
    digests_[number] = wording_of(article, analyzer_).digest;
  }
  TextsAlike::Text text(Xapian::docid number) const { return {number, digests_.at(number)}; }
  TextsAlike compare(std::size_t memory = std::size_t{1} << 20) {
    return {[this](Xapian::docid number) {
              read_.insert(number);
              return made_.at(number).document;
            },
            [this](Xapian::docid number) -> std::optional<WordOrder> {
              if (!has_orders_) return std::nullopt;
              return parts_of(made_.at(number).word_order);
            },
            analyzer_, memory};
  }
  void lose_word_orders() { has_orders_ = false; }
  const std::set<Xapian::docid>& read() const { return read_; }  // of which the text was

 private:
  Analyzer analyzer_;
  Compressor compressor_{""};
  WordCodes codes_;
  std::map<Xapian::docid, IndexedArticle> made_;
  std::map<Xapian::docid, std::uint64_t> digests_;
  std::set<Xapian::docid> read_;
  bool has_orders_ = true;
};

TEST(TextsAlike, TellsWordingsApartWithoutALookAtTheTexts) {
  Articles articles;
  articles.put(1, words(0, 100));
  articles.put(2, words(50, 100));
  TextsAlike are_alike = articles.compare();
  EXPECT_FALSE(are_alike(articles.text(1), articles.text(2)));
  EXPECT_TRUE(articles.read().empty());
}

TEST(TextsAlike, ReadsTextsThatMayBeAlikeForTheirNumbers) {
  Articles articles;
  std::string rates = words(0, 100);
  articles.put(1, rates + " rose 14 to 155 and 3000");
  articles.put(2, rates + " rose 12 to 151 and 2000");
  articles.put(3, rates + " rose 14 to 155 and 3001");
  TextsAlike are_alike = articles.compare();
  EXPECT_TRUE(are_alike(articles.text(1), articles.text(3)));
  EXPECT_EQ(articles.read(), (std::set<Xapian::docid>{1, 3}));
}

TEST(TextsAlike, ReadsTextsOfAFewWords) {
  Articles articles;
  articles.put(1, "Weather today");
  articles.put(2, "Weather tomorrow");
  TextsAlike are_alike = articles.compare();
  EXPECT_FALSE(are_alike(articles.text(1), articles.text(2)));
  EXPECT_EQ(articles.read().size(), 2U);
}

TEST(TextsAlike, SaysTheSameWithoutWordOrdersAndWithoutMemory) {
  std::mt19937 random(1);
  Articles articles;
  for (Xapian::docid number = 1; number <= 40; ++number)
    articles.put(number, words(static_cast<int>(random() % 60), 40 + static_cast<int>(random() % 60)));
  TextsAlike are_alike = articles.compare();
  std::map<std::pair<Xapian::docid, Xapian::docid>, bool> told;
  std::size_t alike = 0;
  for (Xapian::docid a = 1; a <= 40; ++a)
    for (Xapian::docid b = 1; b < a; ++b)
      alike += told[{a, b}] = are_alike(articles.text(a), articles.text(b));
  EXPECT_GT(alike, 20U);
  EXPECT_LT(alike, told.size() - 100);
  articles.lose_word_orders();
  TextsAlike by_text = articles.compare();
  TextsAlike forgetful = articles.compare(0);
  for (const auto& [pair, is_alike] : told) {
    EXPECT_EQ(by_text(articles.text(pair.first), articles.text(pair.second)), is_alike);
    EXPECT_EQ(forgetful(articles.text(pair.first), articles.text(pair.second)), is_alike);
  }
}

}  // namespace
}  // namespace kartotek
