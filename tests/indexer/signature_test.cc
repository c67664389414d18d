#include "indexer/signature.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

namespace kartotek {
namespace {

// Wordings of `count` shingles, of which `shared` are in both.
std::pair<Wording, Wording> wordings(std::size_t count, std::size_t shared, std::mt19937_64& random) {
  Wording a;
  Wording b;
  for (std::size_t i = 0; i < count; ++i) {
    a.shingles.push_back(random());
    b.shingles.push_back(i < shared ? a.shingles.back() : random());
  }
  a.digest = random() | 1;
  b.digest = random() | 1;
  return {a, b};
}

// Of 2,000 pairs, those that share a band and are alike.
std::size_t found_of_pairs(std::size_t count, std::size_t shared) {
  std::mt19937_64 random(4);
  std::vector<Signature> signatures;
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < 2000; ++i) {
    const auto [a, b] = wordings(count, shared, random);
    all.push_back(signatures.size());
    signatures.push_back(signature_of(a));
    all.push_back(signatures.size());
    signatures.push_back(signature_of(b));
  }
  const auto groups = alike_groups(signatures, all);
  return static_cast<std::size_t>(
      std::count_if(groups.begin(), groups.end(), [](const auto& group) { return group.size() > 1; }));
}

TEST(Signature, FindsPairsAsTheMathematicsOfMinHashSays) {
  EXPECT_GE(found_of_pairs(120, 90), 1994U);  // Jaccard 0.6
  EXPECT_GE(found_of_pairs(120, 80), 1960U);  // Jaccard 0.5
  EXPECT_LE(found_of_pairs(120, 12), 40U);    // Jaccard 0.05
  EXPECT_EQ(found_of_pairs(200, 2), 0U);      // unrelated articles
}

TEST(Signature, DoesNotDependOnTheOrderOrRepeatsOfShingles) {
  std::mt19937_64 random(1);
  Wording wording = wordings(50, 0, random).first;
  const Signature signature = signature_of(wording);
  std::reverse(wording.shingles.begin(), wording.shingles.end());
  wording.shingles.push_back(wording.shingles.front());
  EXPECT_EQ(signature_of(wording), signature);
}

TEST(Signature, KeepsAsBytes) {
  std::mt19937_64 random(1);
  const Signature signature = signature_of(wordings(50, 0, random).first);
  const std::string bytes = to_bytes(signature);
  EXPECT_EQ(bytes.size(), 72U);
  EXPECT_EQ(signature_from_bytes(bytes), signature);
  EXPECT_EQ(signature_from_bytes(bytes.substr(1)), std::nullopt);
  EXPECT_EQ(signature_from_bytes(""), std::nullopt);
  EXPECT_EQ(to_bytes(signature_of(Wording{})), "");
}

TEST(AlikeGroups, AreTheSameFromWhicheverMemberTheyAreReached) {
  std::mt19937_64 random(1);
  std::vector<Signature> signatures;
  // Chains: each shares three quarters with the next.
  for (int chain = 0; chain < 20; ++chain) {
    std::vector<std::uint64_t> shingles(100);
    std::generate(shingles.begin(), shingles.end(), std::ref(random));
    for (int link = 0; link < 6; ++link) {
      Wording wording;
      wording.digest = random() | 1;
      wording.shingles = shingles;
      signatures.push_back(signature_of(wording));
      std::generate_n(shingles.begin() + link * 15, 15, std::ref(random));
    }
  }
  std::vector<std::size_t> all(signatures.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  const auto groups = alike_groups(signatures, all);
  EXPECT_EQ(groups.size(), 20U);
  for (const auto& group : groups)
    for (const std::size_t member : group)
      EXPECT_EQ(alike_groups(signatures, {member}), std::vector<std::vector<std::size_t>>{group});
}

}  // namespace
}  // namespace kartotek
