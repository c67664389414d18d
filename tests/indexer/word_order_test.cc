#include "indexer/word_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace kartotek {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

using Words = std::vector<std::pair<std::uint32_t, WordCode>>;  // by position, then code

std::string part_of(const Words& words) {
  WordOrderBuilder builder;
  for (const auto& [position, code] : words) builder.add(position, code);
  return std::move(builder).build();
}

// The words of `part` with a code of `wanted`.
Words found_in(std::string_view part, const std::vector<WordCode>& wanted) {
  WordOrderReader::Wanted bytes;
  for (const WordCode code : wanted) bytes.add(code);
  Words found;
  for (WordOrderReader reader(part, bytes); reader.next();)
    if (std::find(wanted.begin(), wanted.end(), reader.code()) != wanted.end())
      found.emplace_back(reader.position(), reader.code());
  return found;
}

TEST(WordOrder, GivesBackCodesOfEveryLengthAtTheirPositions) {
  const Words words{
      {1, 0}, {2, 191}, {3, 192}, {4, WordCodes::most_common - 1}, {5, WordCodes::first_hash | 0xF1F2F3F4U}};
  EXPECT_EQ(found_in(part_of(words),
                     {0, 191, 192, WordCodes::most_common - 1, WordCodes::first_hash | 0xF1F2F3F4U}),
            words);
}

TEST(WordOrder, KnowsWordsThatShareAPositionAndPositionsWithoutAWord) {
  const Words words{{1, 7}, {1, 300}, {4, 7}, {500, 7}, {500, 8}};
  EXPECT_EQ(found_in(part_of(words), {7, 8, 300}), words);
}

TEST(WordOrder, PassesOverWhatIsNotWanted) {
  EXPECT_THAT(found_in(part_of({{1, 3}, {2, 300}, {3, WordCodes::first_hash}, {3, 4}, {9, 5}}), {5}),
              ElementsAre(Pair(9U, WordCode{5})));
}

TEST(WordOrder, TellsTheLeadingWordOfEachPosition) {
  WordOrderBuilder builder;
  builder.add(1, 4);
  builder.lead(1, 3000);
  builder.add(1, 3000);
  builder.add(1, 5);
  builder.lead(90, WordCodes::first_hash | 7U);
  builder.add(90, 6);
  builder.lead(91, 2);
  const std::string part = std::move(builder).build();
  EXPECT_THAT(leading_words(part), ElementsAre(3000, WordCodes::first_hash | 7U, 2));
  EXPECT_EQ(found_in(part, {3000}), (Words{{1, 3000}}));
  EXPECT_THAT(leading_words(part + '\xFF'), ElementsAre(3000, WordCodes::first_hash | 7U, 2));
  for (std::size_t size = 0; size < part.size(); ++size) leading_words(part.substr(0, size));
}

TEST(WordOrder, TakesWordsInAnyOrderAndOnce) {
  EXPECT_EQ(part_of({{2, 5}, {1, 4}, {2, 5}}), part_of({{1, 4}, {2, 5}}));
}

TEST(WordOrder, KeepsRandomTexts) {
  std::mt19937 random(20261127);
  for (int round = 0; round < 200; ++round) {
    Words words;
    std::vector<WordCode> codes;
    std::uint32_t position = 1;
    for (unsigned i = 0; i < 50; ++i) {
      const WordCode code =
          random() % 2 != 0 ? random() % WordCodes::most_common : WordCodes::first_hash | random();
      words.emplace_back(position, code);
      codes.push_back(code);
      position += random() % 4 == 0 ? static_cast<std::uint32_t>(random() % 300) : 1U;
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    EXPECT_EQ(found_in(part_of(words), codes), words);
    EXPECT_EQ(found_in(part_of(words), {codes.front()}).front().second, codes.front());
  }
}

TEST(PairFinder, SaysOfMostPartsWhetherAPairIsThere) {
  std::mt19937 random(42);
  const std::vector<WordCode> codes{3,
                                    100,
                                    127,
                                    128,
                                    191,
                                    192,
                                    255,
                                    1000,
                                    WordCodes::most_common - 1,
                                    WordCodes::first_hash | 0x03F1C0FF,
                                    WordCodes::first_hash | 0xF0F0F003,
                                    WordCodes::first_hash | 77};
  std::size_t unknown = 0;
  std::size_t asked = 0;
  for (int round = 0; round < 2000; ++round) {
    Words words;
    std::uint32_t position = 1;
    for (unsigned i = 0; i < 12; ++i) {
      words.emplace_back(position, codes[random() % codes.size()]);
      position += random() % 8 == 0 ? 0 : random() % 8 == 0 ? 3 : 1;
    }
    const std::string part = part_of(words);
    for (const WordCode first : codes)
      for (const WordCode second : codes) {
        const bool holds = std::any_of(words.begin(), words.end(), [&](const auto& word) {
          return word.second == first &&
                 std::find(words.begin(), words.end(), std::pair(word.first + 1, second)) != words.end();
        });
        const auto found = PairFinder({first}, {second}).is_in(part);
        EXPECT_EQ(found.value_or(holds), holds) << round << ' ' << first << ' ' << second;
        ++asked;
        unknown += found ? 0 : 1;
      }
  }
  EXPECT_LT(unknown * 4, asked);
  EXPECT_EQ(PairFinder({7, 3}, {1, 100, 2}).is_in(part_of({{1, 3}, {2, 100}})), true);
  EXPECT_EQ(PairFinder({7, 3}, {1, 100, 2}).is_in(part_of({{1, 100}, {2, 3}})), false);
  EXPECT_EQ(PairFinder({3}, {100}).is_in(""), false);
}

TEST(WordOrder, HoldsTitleAndBodyApart) {
  const std::string bytes = word_order_bytes(part_of({{1, 1}}), part_of({{1, 2}, {2, 3}}));
  EXPECT_THAT(found_in(parts_of(bytes).title, {1, 2, 3}), ElementsAre(Pair(1U, WordCode{1})));
  EXPECT_THAT(found_in(parts_of(bytes).body, {1, 2, 3}),
              ElementsAre(Pair(1U, WordCode{2}), Pair(2U, WordCode{3})));
}

TEST(WordOrder, EndsWhereItIsDamaged) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 12, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? 238 + random() % 18 : random());
    const WordOrder order = parts_of(bytes);
    EXPECT_LE(found_in(order.title, {0, 200, WordCodes::first_hash}).size(), bytes.size());
    EXPECT_LE(found_in(order.body, {0, 200, WordCodes::first_hash}).size(), bytes.size());
  }
  EXPECT_THAT(found_in("\xF4", {1}), IsEmpty());
  EXPECT_THAT(found_in("\xF5", {1}), IsEmpty());
  EXPECT_THAT(found_in("\xF5\x81", {1}), IsEmpty());
  EXPECT_THAT(found_in("\x81\x01", {1}), IsEmpty());
}

TEST(WordCodes, NumbersTheCommonestTermsOfAnArchive) {
  const std::vector<std::string> texts(300, "the tank the Əliyev tank the rare");
  const WordCodes codes(learn_common_terms(texts));
  EXPECT_EQ(codes.of("the"), 0U);
  EXPECT_EQ(codes.of("tank"), 1U);
  EXPECT_LT(codes.of("Eəliyev"), WordCodes::most_common);
  EXPECT_GE(codes.of("frigate"), WordCodes::first_hash);
  EXPECT_EQ(codes.of("frigate"), WordCodes().of("frigate"));
}

TEST(WordCodes, LearnsNothingOfFewTexts) { EXPECT_EQ(learn_common_terms({"the tank", "the ship"}), ""); }

TEST(WordCodes, RefusesADamagedList) { EXPECT_THROW(WordCodes("\x05\x01"), Error); }

}  // namespace
}  // namespace kartotek
