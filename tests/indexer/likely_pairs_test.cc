#include "indexer/likely_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace kartotek {
namespace {

Signature random_signature(std::mt19937& random) {
  Signature signature;
  for (std::uint16_t& value : signature.values) value = static_cast<std::uint16_t>(random());
  return signature;
}

// With `changed` of its 32 values drawn anew.
Signature edited(Signature signature, std::size_t changed, std::mt19937& random) {
  for (std::size_t i = 0; i < changed; ++i)
    signature.values[random() % Signature::length] = static_cast<std::uint16_t>(random());
  return signature;
}

std::vector<std::size_t> all_of(const std::vector<Signature>& signatures) {
  std::vector<std::size_t> members(signatures.size());
  std::iota(members.begin(), members.end(), 0);
  return members;
}

TEST(LikelyPairs, OfAFewAreAllThatAreAlike) {
  std::mt19937 random(1);
  const Signature one = random_signature(random);
  const std::vector<Signature> signatures{one, random_signature(random), edited(one, 12, random), one};
  std::vector<std::pair<std::size_t, std::size_t>> pairs = likely_pairs(signatures, {3, 1, 2});
  EXPECT_EQ(pairs, (std::vector<std::pair<std::size_t, std::size_t>>{{0, 2}}));
  EXPECT_EQ(likely_pairs(signatures, all_of(signatures)).size(), 3U);
  EXPECT_TRUE(likely_pairs(signatures, {0}).empty());
}

TEST(LikelyPairs, OfManyAreFoundByWhatFewShare) {
  std::mt19937 random(2);
  std::vector<Signature> signatures;
  for (int i = 0; i < 3000; ++i) {
    const Signature one = random_signature(random);
    signatures.push_back(one);
    signatures.push_back(edited(one, 5, random));
  }
  std::size_t found = 0;
  for (const auto& [a, b] : likely_pairs(signatures, all_of(signatures))) found += a % 2 == 0 && b == a + 1;
  EXPECT_GE(found, 2900U);
}

TEST(LikelyPairs, OfOneTemplateAreNotAllCompared) {
  std::mt19937 random(3);
  const Signature report = random_signature(random);
  std::vector<Signature> signatures;
  for (int i = 0; i < 5000; ++i) signatures.push_back(edited(report, 8, random));
  EXPECT_LT(likely_pairs(signatures, all_of(signatures)).size(), 5000U * 50U);
}

}  // namespace
}  // namespace kartotek
