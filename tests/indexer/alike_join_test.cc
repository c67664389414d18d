#include "indexer/alike_join.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>
#include <vector>

#include "indexer/schema.h"

namespace kartotek {
namespace {

constexpr std::size_t much = std::size_t{64} << 20;

Signature random_signature(std::mt19937_64& random) {
  Signature signature;
  for (std::uint16_t& value : signature.values) value = static_cast<std::uint16_t>(random());
  signature.key = {static_cast<std::uint32_t>(20200101 + random() % 5), random() | 1};
  signature.shingles = 100;
  return signature;
}

// With some of its values drawn anew.
Signature edited(Signature signature, std::size_t changed, std::mt19937_64& random) {
  for (std::size_t i = 0; i < changed; ++i)
    signature.values[random() % Signature::length] = static_cast<std::uint16_t>(random());
  signature.key.digest = random() | 1;
  return signature;
}

// Stories in several versions, and of each wording sometimes a copy.
std::vector<Signature> archive(std::size_t stories, std::mt19937_64& random) {
  std::vector<Signature> signatures;
  for (std::size_t i = 0; i < stories; ++i) {
    const Signature story = random_signature(random);
    signatures.push_back(story);
    for (std::size_t version = random() % 5; version > 0; --version)
      signatures.push_back(edited(story, random() % 24, random));
    if (i % 7 == 0) signatures.push_back(story);
  }
  std::shuffle(signatures.begin(), signatures.end(), random);
  return signatures;
}

// Beside one another that share the first band, as lines of a template do.
void add_crowd(std::size_t count, std::vector<Signature>& signatures, std::mt19937_64& random) {
  for (std::size_t i = 0; i < count; ++i) {
    Signature signature = random_signature(random);
    signature.values[0] = 1;
    signature.values[1] = 2;
    signatures.push_back(signature);
  }
}

WordingsByKey by_key(const std::vector<Signature>& signatures) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const Signature& signature : signatures) {
    Xapian::Document document;
    document.add_value(slot::signature, to_bytes(signature));
    database.add_document(document);
  }
  return WordingsByKey(database);
}

using Pairs = std::vector<std::tuple<WordingPlace, WordingPlace, int>>;

Pairs joined(const WordingsByKey& wordings, std::size_t memory, std::size_t threads) {
  Pairs pairs;
  WordingPlace next = 0;
  AlikeJoin join(wordings, memory, threads);
  while (const auto found = join.next()) {
    EXPECT_EQ(found->begin, next);
    EXPECT_GT(found->end, found->begin);
    next = found->end;
    for (const AlikePair& pair : found->pairs) {
      EXPECT_GE(pair.later, found->begin);
      EXPECT_LT(pair.later, found->end);
      pairs.emplace_back(pair.later, pair.earlier, pair.likeness);
    }
  }
  EXPECT_EQ(next, wordings.count());
  return pairs;
}

// Every wording with every other one.
Pairs compared(const std::vector<Signature>& signatures) {
  std::map<WordingKey, Signature> wordings;
  for (const Signature& signature : signatures) wordings.emplace(signature.key, signature);
  std::map<std::pair<std::size_t, std::uint32_t>, std::uint64_t> bands;
  for (const auto& [key, signature] : wordings)
    for (std::size_t band = 0; band < Signature::bands; ++band)
      bands[{band, signature.band(band)}] |= std::uint64_t{1} << (key.digest & 63U);
  const auto share_a_band = [&](const Signature& a, const Signature& b) {
    for (std::size_t band = 0; band < Signature::bands; ++band)
      if (a.band(band) == b.band(band) && bands.at({band, a.band(band)}) != ~std::uint64_t{0}) return true;
    return false;
  };
  Pairs pairs;
  WordingPlace later = 0;
  for (auto a = wordings.begin(); a != wordings.end(); ++a, ++later) {
    std::vector<std::pair<int, WordingPlace>> likeliest;
    WordingPlace earlier = 0;
    for (auto b = wordings.begin(); b != a; ++b, ++earlier)
      if (const std::size_t equal = likeness(a->second, b->second); equal > 0)
        if (share_a_band(a->second, b->second)) likeliest.emplace_back(-static_cast<int>(equal), earlier);
    std::sort(likeliest.begin(), likeliest.end());
    for (const auto& [equal, place] : likeliest) pairs.emplace_back(later, place, -equal);
  }
  return pairs;
}

TEST(AlikeJoin, FindsWhatComparingEachWithEachFinds) {
  std::mt19937_64 random(1);
  std::vector<Signature> signatures = archive(700, random);
  const Signature story = random_signature(random);
  for (int i = 0; i < 1000; ++i) signatures.push_back(edited(story, random() % 24, random));
  const Pairs pairs = compared(signatures);
  ASSERT_GT(pairs.size(), 1000U);
  EXPECT_EQ(joined(by_key(signatures), much, 1), pairs);
  EXPECT_EQ(joined(by_key(signatures), much, 3), pairs);
}

TEST(AlikeJoin, TakesBlocksOfWhatDoesNotFitTheMemory) {
  std::mt19937_64 random(2);
  std::vector<Signature> signatures = archive(5000, random);
  add_crowd(2000, signatures, random);
  const WordingsByKey wordings = by_key(signatures);
  ASSERT_GT(wordings.count(), 3 * 4096U);
  const Pairs pairs = joined(wordings, much, 2);
  ASSERT_GT(pairs.size(), 5000U);
  EXPECT_EQ(joined(wordings, 1, 1), pairs);
  EXPECT_EQ(joined(wordings, 1, 3), pairs);
}

TEST(AlikeJoin, LeavesPairsForAnotherTimeWhereThereAreTooMany) {
  std::mt19937_64 random(3);
  std::vector<Signature> signatures;
  for (int story = 0; story < 20; ++story) {
    const Signature one = random_signature(random);
    for (int i = 0; i < 200; ++i) signatures.push_back(edited(one, 3, random));
  }
  const WordingsByKey wordings = by_key(signatures);
  AlikeJoin join(wordings, 1, 1);
  const auto found = join.next();
  ASSERT_TRUE(found);
  EXPECT_LT(found->end, wordings.count());
  const Pairs pairs = joined(wordings, much, 1);
  ASSERT_GT(pairs.size(), 100'000U);
  EXPECT_EQ(joined(wordings, 1, 1), pairs);
  EXPECT_EQ(joined(wordings, 1, 2), pairs);
}

TEST(AlikeJoin, HasNothingOfNothing) { EXPECT_EQ(joined(by_key({}), much, 2), Pairs{}); }

TEST(WordingsByKey, AreInTheOrderOfTheirKeysWithTheirCopies) {
  std::mt19937_64 random(4);
  Signature late = random_signature(random);
  late.key.date = WordingKey::undated;
  Signature early = random_signature(random);
  early.key.date = 20200101;
  const WordingsByKey wordings = by_key({late, early, late, early, early});
  ASSERT_EQ(wordings.count(), 2U);
  EXPECT_EQ(wordings.article(0), 2U);
  EXPECT_EQ(wordings.article(1), 1U);
  EXPECT_EQ(wordings.digest(0), early.key.digest);
  using Copies = std::vector<std::pair<WordingPlace, Xapian::docid>>;
  EXPECT_EQ(wordings.copies(), (Copies{{0, 4}, {0, 5}, {1, 3}}));
  std::vector<WordingPlace> seen;
  wordings.each_signature([&](WordingPlace place, const Signature& signature) {
    EXPECT_EQ(signature, place == 0 ? early : late);
    seen.push_back(place);
  });
  EXPECT_EQ(seen, (std::vector<WordingPlace>{1, 0}));
}

}  // namespace
}  // namespace kartotek
