#include "indexer/signature.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

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

bool share_a_band(const Signature& a, const Signature& b) {
  for (std::size_t band = 0; band < Signature::bands; ++band)
    if (a.band(band) == b.band(band)) return true;
  return false;
}

// Of 2,000 pairs, those that share a band and have a likeness.
std::size_t found_of_pairs(std::size_t count, std::size_t shared) {
  std::mt19937_64 random(4);
  std::size_t found = 0;
  for (std::size_t i = 0; i < 2000; ++i) {
    const auto [a, b] = wordings(count, shared, random);
    const Signature first = signature_of(a);
    const Signature second = signature_of(b);
    EXPECT_EQ(likeness(first, second), likeness(second, first));
    found += share_a_band(first, second) && likeness(first, second) > 0;
  }
  return found;
}

TEST(Signature, FindsPairsAsTheMathematicsOfMinHashSays) {
  EXPECT_GE(found_of_pairs(120, 103), 1998U);  // Jaccard 0.75
  EXPECT_GE(found_of_pairs(120, 96), 1960U);   // Jaccard 0.67
  EXPECT_GE(found_of_pairs(120, 90), 1820U);   // Jaccard 0.6, which is just enough
  EXPECT_LE(found_of_pairs(120, 60), 200U);    // Jaccard 0.33
  EXPECT_EQ(found_of_pairs(200, 20), 0U);      // unrelated articles
}

TEST(Signature, FindsShorterCopies) {
  std::mt19937_64 random(5);
  std::size_t found = 0;
  for (std::size_t i = 0; i < 2000; ++i) {
    Wording whole = wordings(150, 0, random).first;
    Wording part = whole;
    part.shingles.resize(100);  // Jaccard 0.67
    const Signature first = signature_of(whole);
    const Signature second = signature_of(part);
    found += share_a_band(first, second) && likeness(first, second) > 0;
    part.shingles.resize(75);  // half is too little
    EXPECT_EQ(likeness(first, signature_of(part)), 0U);
  }
  EXPECT_GE(found, 1960U);
}

Signature with_numbers(Wording wording, std::uint64_t first, std::uint64_t count, Date date = {}) {
  constexpr std::uint64_t spread = 0x9E3779B97F4A7C15;
  for (std::uint64_t i = 0; i < count; ++i) wording.numbers.push_back((first + i) * spread);
  wording.date = date;
  return signature_of(wording);
}

TEST(Signature, TellsReportsWithOtherNumbersApart) {
  std::mt19937_64 random(6);
  const Wording report = wordings(60, 0, random).first;
  const Signature monday = with_numbers(report, 0, 10, {2021, 4, 5});
  EXPECT_EQ(likeness(monday, monday), Signature::length);
  EXPECT_EQ(likeness(monday, with_numbers(report, 100, 10, {2021, 4, 6})), 0U);
  EXPECT_EQ(likeness(monday, with_numbers(report, 100, 10, {2021, 4, 5})), 0U);
  // Seven of ten: enough on one day, too few on two.
  EXPECT_GT(likeness(monday, with_numbers(report, 3, 10, {2021, 4, 5})), 0U);
  EXPECT_EQ(likeness(monday, with_numbers(report, 3, 10, {2021, 4, 6})), 0U);
  EXPECT_GT(likeness(monday, with_numbers(report, 3, 10, {2021, 4, 0})), 0U);
  EXPECT_GT(likeness(monday, with_numbers(report, 3, 10)), 0U);
  EXPECT_GT(likeness(monday, with_numbers(report, 0, 0, {2021, 4, 6})), 0U);
}

TEST(Signature, KeepsAsBytes) {
  std::mt19937_64 random(1);
  const Signature signature = with_numbers(wordings(50, 0, random).first, 7, 3, {2021, 4, 5});
  EXPECT_EQ(signature.key.date, 20210405U);
  EXPECT_EQ(signature.shingles, 50U);
  EXPECT_EQ(signature.numbers, 3U);
  const std::string bytes = to_bytes(signature);
  EXPECT_EQ(bytes.size(), 88U);
  EXPECT_EQ(signature_from_bytes(bytes), signature);
  EXPECT_EQ(signature_from_bytes(bytes.substr(1)), std::nullopt);
  EXPECT_EQ(signature_from_bytes(""), std::nullopt);
  EXPECT_EQ(to_bytes(signature_of(Wording{})), "");
}

TEST(WordingKey, PutsTheEarliestFirstAndTheUndatedLast) {
  Wording wording;
  wording.digest = 1;
  std::vector<WordingKey> keys;
  for (const Date& date :
       {Date{2020, 12, 31}, Date{2021, 0, 0}, Date{2021, 4, 0}, Date{2021, 4, 5}, Date{}}) {
    wording.date = date;
    keys.push_back(signature_of(wording).key);
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
}

}  // namespace
}  // namespace kartotek
