#include "indexer/alike_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <utility>
#include <vector>

namespace kartotek {
namespace {

Signature random_signature(std::mt19937_64& random) {
  Signature signature;
  for (std::uint16_t& value : signature.values) value = static_cast<std::uint16_t>(random());
  signature.key = {static_cast<std::uint32_t>(20200101 + random() % 5), random()};
  signature.shingles = 100;
  return signature;
}

// With `changed` of its 32 values drawn anew.
Signature edited(Signature signature, std::size_t changed, std::mt19937_64& random) {
  for (std::size_t i = 0; i < changed; ++i)
    signature.values[random() % Signature::length] = static_cast<std::uint16_t>(random());
  signature.key.digest = random();
  return signature;
}

// An archive, each article with the number of its place and one more.
std::vector<SignedArticle> archive_of(const std::vector<Signature>& signatures) {
  std::vector<SignedArticle> articles;
  articles.reserve(signatures.size());
  for (const Signature& signature : signatures)
    articles.push_back({static_cast<Xapian::docid>(articles.size() + 1), signature, 0, false});
  return articles;
}

std::vector<Sought> sought_of(std::vector<Signature> signatures) {
  std::sort(signatures.begin(), signatures.end(),
            [](const Signature& a, const Signature& b) { return a.key < b.key; });
  std::vector<Sought> sought;
  sought.reserve(signatures.size());
  for (const Signature& signature : signatures)
    sought.push_back({.signature = signature, .was_there = true, .articles = {}, .alike = {}});
  return sought;
}

void look(AlikeSearch& search, const std::vector<SignedArticle>& articles) {
  for (const SignedArticle& article : articles) search.count(article);
  for (const SignedArticle& article : articles) search.collect(article);
}

std::set<Xapian::docid> alike_to(const Signature& wanted, const std::vector<SignedArticle>& articles) {
  AlikeSearch search(sought_of({wanted}), 1000);
  look(search, articles);
  std::set<Xapian::docid> numbers;
  const std::vector<Sought> found = search.take_found();
  for (const Alike& alike : found.at(0).alike) numbers.insert(alike.number);
  return numbers;
}

TEST(AlikeSearch, FindsCopiesAndWhatIsAlike) {
  std::mt19937_64 random(1);
  const Signature story = random_signature(random);
  Signature copy = edited(story, 5, random);
  const auto articles =
      archive_of({story, random_signature(random), copy, story, copy, random_signature(random)});
  AlikeSearch search(sought_of({story}), 1000);
  look(search, articles);
  const std::vector<Sought> found = search.take_found();
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].articles.size(), 2U);
  EXPECT_EQ(found[0].articles[0].number, 1U);
  EXPECT_EQ(found[0].articles[1].number, 4U);
  ASSERT_EQ(found[0].alike.size(), 1U);  // a wording, however many articles have it
  EXPECT_EQ(found[0].alike[0].number, 3U);
  EXPECT_EQ(found[0].alike[0].likeness, likeness(story, copy));
}

TEST(AlikeSearch, FindsNothingOfWhatIsGone) {
  std::mt19937_64 random(2);
  AlikeSearch search(sought_of({random_signature(random)}), 1000);
  look(search, archive_of({random_signature(random)}));
  const std::vector<Sought> found = search.take_found();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].articles.empty());
  EXPECT_TRUE(found[0].alike.empty());
}

// What a thousand wordings share is the template of a report; what is shared beside it is found.
TEST(AlikeSearch, TakesNoTemplateForEvidence) {
  std::mt19937_64 random(3);
  const Signature report = random_signature(random);
  std::vector<Signature> reports;
  for (int i = 0; i < 1000; ++i) {
    Signature other = random_signature(random);
    std::copy_n(report.values.begin(), 16, other.values.begin());
    reports.push_back(other);
  }
  reports.push_back(edited(reports[7], 4, random));
  const auto articles = archive_of(reports);
  EXPECT_EQ(alike_to(reports[7], articles), std::set<Xapian::docid>{1001});
  EXPECT_EQ(alike_to(reports[8], articles), std::set<Xapian::docid>{});
  // Of a few reports all are to be compared.
  EXPECT_EQ(alike_to(reports[8], {articles.begin(), articles.begin() + 20}).size(), 19U);
}

TEST(AlikeSearch, KnowsWhenEvidenceTurns) {
  std::mt19937_64 random(4);
  const Signature report = random_signature(random);
  std::vector<Signature> reports;
  for (int i = 0; i < 1000; ++i) {
    reports.push_back(random_signature(random));
    std::copy_n(report.values.begin(), 2, reports.back().values.begin());
  }
  auto articles = archive_of(reports);
  for (std::size_t i = 40; i < articles.size(); ++i) articles[i].is_new = true;
  std::vector<Sought> sought = sought_of({reports.begin() + 40, reports.end()});
  for (Sought& wording : sought) wording.was_there = false;
  AlikeSearch came(std::move(sought), 1000);
  for (const SignedArticle& article : articles) came.count(article);
  EXPECT_TRUE(came.has_turned());
  EXPECT_TRUE(came.has_turned(reports[3]));
  EXPECT_FALSE(came.has_turned(random_signature(random)));
  // And the other way, when most are gone.
  articles.resize(40);
  AlikeSearch went(sought_of({reports.begin() + 40, reports.end()}), 1000);
  for (const SignedArticle& article : articles) went.count(article);
  EXPECT_TRUE(went.has_turned(reports[3]));
  // One more of many turns nothing.
  articles = archive_of(reports);
  AlikeSearch one(sought_of({reports[999]}), 1000);
  for (const SignedArticle& article : articles) one.count(article);
  EXPECT_FALSE(one.has_turned());
}

TEST(AlikeSearch, LeavesTheRestWhereThereIsNoRoom) {
  std::mt19937_64 random(5);
  const Signature story = random_signature(random);
  std::vector<Signature> versions;
  std::generate_n(std::back_inserter(versions), 40, [&] { return edited(story, 6, random); });
  const auto articles = archive_of(versions);
  AlikeSearch all(sought_of(versions), 10'000);
  look(all, articles);
  const std::vector<Sought> whole = all.take_found();
  ASSERT_EQ(whole.size(), 40U);
  AlikeSearch some(sought_of(versions), 400);
  look(some, articles);
  const std::vector<Sought> first = some.take_found();
  ASSERT_GE(first.size(), 1U);
  ASSERT_LT(first.size(), 40U);
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].signature, whole[i].signature);
    EXPECT_EQ(first[i].alike.size(), whole[i].alike.size());
  }
}

}  // namespace
}  // namespace kartotek
