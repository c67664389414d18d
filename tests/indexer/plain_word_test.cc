#include "indexer/plain_word.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "corpus/unicode.h"
#include "indexer/analyzer.h"

namespace kartotek {
namespace {

// The plain words from the beginning of `text` on, up to where the rules have to be asked.
std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  PlainWord word;
  for (std::size_t offset = 0; next_plain_word(text, offset, word);)
    words.emplace_back(text.substr(word.span.begin, word.span.end - word.span.begin));
  return words;
}

using Strings = std::vector<std::string>;

TEST(PlainWord, TakesWordsOfAllAlphabetsAndNumbers) {
  EXPECT_EQ(plain_words("The parliament, on 15 (fifteen) occasions."),
            (Strings{"The", "parliament", "on", "15", "fifteen", "occasions"}));
  EXPECT_EQ(plain_words("Əliyev Şuşada çıxış etdi"), (Strings{"Əliyev", "Şuşada", "çıxış", "etdi"}));
  EXPECT_EQ(plain_words("Верховна Рада їхала"), (Strings{"Верховна", "Рада", "їхала"}));
  EXPECT_EQ(plain_words("18,000 tonnes, 2.5 percent, 7"),
            (Strings{"18,000", "tonnes", "2.5", "percent", "7"}));
}

TEST(PlainWord, TakesTheEnglishPossessiveOff) {
  EXPECT_EQ(plain_words("Turkey's Moody’s, COMPANY'S"), (Strings{"Turkey", "Moody", "COMPANY"}));
}

TEST(PlainWord, LeavesToTheRulesWhatTheyMayTouch) {
  for (const char* text : {"S-400",     "T72",       "U.S.",       "don't",     "Council.Topics",
                           "155 mm",    "155 мм",    "15.04.2021", "press@mod", "co-operation",
                           "Ankara'da", "Ankara’da", "it's",       "x\u00ADy",  "e\u0301",
                           "½",         "北京",      "Ａ",         "1/8",       "500km",
                           ""})
    EXPECT_EQ(plain_words(text), Strings()) << text;
}

TEST(PlainWord, TellsWhereAShortWordStandsBeforeANumber) {
  const auto before_digit = [](std::string_view text) {
    PlainWord word;
    std::size_t offset = 0;
    return next_plain_word(text, offset, word) && word.before_digit;
  };
  EXPECT_TRUE(before_digit("S 400"));
  EXPECT_TRUE(before_digit("in\n15"));
  EXPECT_TRUE(before_digit("S ４００"));
  EXPECT_FALSE(before_digit("from 15"));
  EXPECT_FALSE(before_digit("S, 400"));
  EXPECT_FALSE(before_digit("S four"));
  EXPECT_FALSE(before_digit("ve şu"));
}

// With a mark, which folds away, on every ASCII letter: the rules have to be asked.
std::string marked(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) out += "\u0323";
  }
  return out;
}

TEST(PlainWord, MakesOfATextWhatTheRulesMakeOfIt) {
  const std::vector<std::string> words{"S",      "in",   "the",  "words", "reach", "V",   "Baku",
                                       "Bakıda", "за",   "мм",   "15",    "18",    "000", "400",
                                       "18,000", "2020", "2.50", "3.141", "1.5.20"};
  const std::vector<std::string> between{" ",   " ",  " ",  "  ", "\n", "\n\n", "'s ",
                                         "’s ", ", ", ". ", " (", "-",  "/",    "'"};
  std::mt19937 random(11);
  Analyzer analyzer;
  const auto described = [&](std::string_view text) {
    std::string all;
    for (const Token& token : analyzer.tokens(text, Language::en))
      all += token.word->term + ' ' + std::to_string(token.position) +
             (token.part    ? 'p'
              : token.spans ? 's'
                            : ' ') +
             ' ';
    return all;
  };
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (auto count = random() % 12; count > 0; --count)
      text += words[random() % words.size()] + between[random() % between.size()];
    ASSERT_EQ(described(text), described(marked(text))) << text;
  }
}

}  // namespace
}  // namespace kartotek
