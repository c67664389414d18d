#include "indexer/analyzer.h"

#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

// "s400@1 400@1(part)": terms and positions; (part) and (whole) as the token says.
std::string shape(std::string_view text) {
  Analyzer analyzer;
  std::string out;
  for (const Token& token : analyzer.tokens(text)) {
    if (!out.empty()) out += ' ';
    out += token.word->term + '@' + std::to_string(token.position);
    if (token.part) out += "(part)";
    if (token.spans) out += "(whole)";
  }
  return out;
}

std::vector<std::string> terms(std::string_view text) {
  Analyzer analyzer;
  std::vector<std::string> found;
  for (const Token& token : analyzer.tokens(text)) found.push_back(token.word->term);
  return found;
}

TEST(Analyzer, ReadsALatinLetterInACyrillicWordAsTheOneThatLooksLikeIt) {
  const std::vector<std::string> kyiv = terms("Київ");
  EXPECT_EQ(terms("Kи\u0457в"), kyiv);
  const std::vector<std::string> turkiye = terms("Т\u04afрки\u0458\u04d9 \u04d8ли\u0458ев");
  EXPECT_EQ(terms("Т\u04afрки\u0458\u0259 \u018fли\u0458ев"), turkiye);  // Latin schwas
  EXPECT_EQ(terms("Т\u04afркиj\u0259 \u04d8лиjев"), turkiye);            // Latin j
  EXPECT_EQ(terms("\u04d8liyev"), terms("\u018fliyev"));
}

// Pieces of many kinds of text, to put together at random.
const std::vector<std::string>& fragments() {
  static const std::vector<std::string> all{"S-400",
                                            "T-72B3",
                                            "AN/TPY-2",
                                            "U.S.",
                                            "US",
                                            "Türkiye'nin",
                                            "18,000",
                                            "7,62mm",
                                            "15.04.2021",
                                            "mod.gov.az",
                                            "press@mod.gov.az",
                                            "co-operation",
                                            "С-400",
                                            "Əliyev’in",
                                            "北京工作",
                                            "ประเทศไทย",
                                            "القوات",
                                            "🚁",
                                            "\u200B",
                                            "\u00AD",
                                            "İ",
                                            "ﬁ",
                                            "e\u0301",
                                            "\u0301",
                                            "½",
                                            "Ⅳ",
                                            "-",
                                            "'",
                                            ".",
                                            ",",
                                            "/",
                                            "@",
                                            "_",
                                            " ",
                                            "\n",
                                            "\xFF",
                                            "\xE2\x82",
                                            std::string(1, '\0'),
                                            "a",
                                            "7",
                                            "Q"};
  return all;
}

std::string random_text(std::mt19937& random) {
  std::string text;
  for (std::size_t pieces = random() % 12; pieces > 0; --pieces)
    text += fragments()[random() % fragments().size()];
  return text;
}

bool starts_code_point(std::string_view text, std::size_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

TEST(Analyzer, NumbersWordsFromOneOn) {
  EXPECT_EQ(shape("Drones over Karabakh"), "drones@1 over@2 karabakh@3");
  EXPECT_EQ(shape(""), "");
  EXPECT_EQ(shape(" ... - ' \n"), "");
}

TEST(Analyzer, JoinsDesignatorsAtOnePosition) {
  EXPECT_EQ(shape("S-400 sold"), "s400@1 s@1(part) 400@1(part) sold@2");
  EXPECT_EQ(shape("S 400 sold"), shape("S-400 sold"));
  EXPECT_EQ(shape("S\n400 sold"), shape("S-400 sold"));
  EXPECT_EQ(shape("by Rev. S\n\n400 sold"), "by@1 rev@2 s@3 400@4 sold@5") << "another paragraph";
  EXPECT_EQ(shape("S400 sold"), "s400@1 400@1(part) sold@2");
  EXPECT_EQ(shape("T-72B3"), "t72@1(part) t72b3@1 t@1(part) 72b3@1(part) 72@1(part)");
}

TEST(Analyzer, KeepsTheWholeAndThePartsOfHyphenatedWords) {
  EXPECT_EQ(shape("Turkish-Azerbaijani drills"),
            "turkishazerbaijani@1(whole) turkish@1 azerbaijani@2 drills@3");
  EXPECT_EQ(shape("co-operation grows"), "cooperation@1 co@1(part) operation@1(part) grows@2");
}

// Such a prefix is no word of its own, so that the two take one place in a phrase.
TEST(Analyzer, GivesAWordAndItsBoundPrefixOnePosition) {
  for (const char* prefix :
       {"co", "re", "pre", "non",  "anti",  "multi", "counter", "inter", "sub", "de",  "un",
        "ex", "bi", "tri", "semi", "ultra", "mid",   "post",    "trans", "e",   "pro", "intra"}) {
    const std::string first = prefix;
    EXPECT_EQ(shape(first + "-tank gun"), first + "tank@1 " + first + "@1(part) tank@1(part) gun@2");
  }
  EXPECT_EQ(shape("half-tank gun"), "halftank@1(whole) half@1 tank@2 gun@3");
}

TEST(Analyzer, TellsTheUnitedStatesFromThePronoun) {
  EXPECT_EQ(shape("the US and us"), "the@1 u.s.@2 and@3 us@4");
  EXPECT_EQ(shape("JOIN US"), "join@1 u.s.@2 us@2");
  EXPECT_EQ(shape("US"), "u.s.@1");
}

TEST(Analyzer, ReadsNumbersWithoutSeparatorsOfThousands) {
  EXPECT_EQ(shape("18,000 of 1.250.000"), "18000@1 of@2 1250000@3");
  EXPECT_EQ(shape("1,5"), "1.5@1");
  EXPECT_EQ(shape("15.04.2021"), "15.04.2021@1(whole) 15@1 04@2 2021@3");
}

TEST(Analyzer, KeepsHostsAndAddressesWhole) {
  EXPECT_EQ(shape("mod.gov.az"), "mod.gov.az@1(whole) mod@1 gov@2 az@3");
  EXPECT_EQ(shape("Council.Topics"), "council@1 topics@2");
}

TEST(Analyzer, HighlightsAWordWithoutWhatStandsAroundIt) {
  Analyzer analyzer;
  const std::string text = "(«Türkiye'nin»)";
  const Token token = analyzer.tokens(text).front();
  EXPECT_EQ(text.substr(token.span.begin, token.span.end - token.span.begin), "Türkiye");
}

TEST(Analyzer, KnowsStopWordsCapitalsAndExactForms) {
  Analyzer analyzer;
  const std::vector<Token> tokens = analyzer.tokens("The Şuşa road", Language::en);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_TRUE(tokens[0].word->stop);
  EXPECT_TRUE(tokens[1].word->capitalised);
  EXPECT_EQ(tokens[1].word->term, "susa");
  EXPECT_EQ(tokens[1].word->exact, "şuşa");
  EXPECT_FALSE(tokens[2].word->stop);
  EXPECT_FALSE(tokens[2].word->capitalised);
  EXPECT_EQ(tokens[2].word->exact, "");
}

TEST(Analyzer, StemsInTheLanguageOfTheText) {
  Analyzer analyzer;
  EXPECT_EQ(analyzer.tokens("missiles", Language::en).front().word->stem, "missil");
  EXPECT_EQ(analyzer.tokens("missiles", Language::unknown).front().word->stem, "");
  EXPECT_EQ(analyzer.stem("missiles", Language::en), "missil");
}

// Spans lie in the text and on code points; positions never go back.
TEST(Analyzer, GivesSoundTokensForAnyBytes) {
  Analyzer analyzer;
  std::mt19937 random(4);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = random_text(random);
    if (round % 4 == 0)
      for (char& byte : text) byte = static_cast<char>(random());
    const bool valid = is_valid_utf8(text);
    std::uint32_t last = 0;
    for (const Token& token : analyzer.tokens(text)) {
      ASSERT_LT(token.span.begin, token.span.end) << text;
      ASSERT_LE(token.span.end, text.size()) << text;
      ASSERT_FALSE(token.word->term.empty()) << text;
      ASSERT_TRUE(is_valid_utf8(token.word->term)) << text;
      ASSERT_GE(token.position + (token.spans ? 1 : 0), last) << text;
      if (!token.spans) last = token.position;
      if (!valid) continue;
      ASSERT_TRUE(starts_code_point(text, token.span.begin)) << text;
      ASSERT_TRUE(starts_code_point(text, token.span.end)) << text;
    }
  }
}

TEST(Analyzer, KeepsPositionsInTheOrderOfTheText) {
  Analyzer analyzer;
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_text(random);
    std::size_t behind = 0;  // where the first token of the position before begins
    std::uint32_t position = 0;
    for (const Token& token : analyzer.tokens(text)) {
      if (token.position == position || token.spans) continue;
      ASSERT_GE(token.span.begin, behind) << text;
      behind = token.span.begin;
      position = token.position;
    }
  }
}

// What stands alone between spaces is found by asking for it just so.
TEST(Analyzer, FindsEveryWordByItsOwnForm) {
  std::mt19937 random(6);
  for (int round = 0; round < 5'000; ++round) {
    const std::string word = random_text(random);
    if (word.find_first_of(" \n") != std::string::npos) continue;
    const std::vector<std::string> in_text = terms("xyzw; " + word + "; wzyx");
    for (const std::string& term : terms(word)) {
      if (term == "us" || term == "u.s.") continue;  // by the line around them
      EXPECT_NE(std::find(in_text.begin(), in_text.end(), term), in_text.end()) << word << ": " << term;
    }
  }
}

TEST(Analyzer, ReadsComposedAndDecomposedTextAlike) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& nfc = *icu::Normalizer2::getNFCInstance(status);
  const icu::Normalizer2& nfd = *icu::Normalizer2::getNFDInstance(status);
  for (const std::string_view text :
       {"Türkiye'nin Şuşa'dakı İğdır ƏLİYEV", "Сергій йшов до Києва, її Королёв", "Łódź naïve Đặng Straße",
        "Αθήνα σήμερα", "한국 국방부", "S-400’lər Şuşa'dan"}) {
    const icu::UnicodeString read =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    std::string composed;
    std::string decomposed;
    nfc.normalize(read, status).toUTF8String(composed);
    nfd.normalize(read, status).toUTF8String(decomposed);
    ASSERT_TRUE(U_SUCCESS(status));
    EXPECT_NE(composed, decomposed);
    EXPECT_EQ(terms(composed), terms(decomposed)) << text;
  }
}

std::vector<std::string> words_of_icu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString read = icu::UnicodeString::fromUTF8(text);
  const std::unique_ptr<icu::BreakIterator> breaker(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  breaker->setText(read);
  std::vector<std::string> words;
  for (int32_t begin = breaker->first(), end = breaker->next(); end != icu::BreakIterator::DONE;
       begin = end, end = breaker->next()) {
    std::string word;
    read.tempSubStringBetween(begin, end).toUTF8String(word);
    if (breaker->getRuleStatus() >= UBRK_WORD_NUMBER) words.push_back(fold(word));
  }
  return words;
}

// Plain words of letters only are no matter of ours: there the words are those of Unicode's rules.
TEST(Analyzer, AgreesWithTheWordBreaksOfUnicodeOnPlainWords) {
  const std::vector<std::string> letters{"a", "Q", "ş", "ə", "İ",  "ж", "й",       "ї", "ω",
                                         "ا", "ש", "ქ", "Հ", "한", "é", "e\u0301", "भ"};
  const std::vector<std::string> gaps{" ", ", ", "; ", " (", ") ", "! ", "\n", " — ", "? "};
  std::mt19937 random(7);
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (std::size_t words = 1 + random() % 8; words > 0; --words) {
      const std::size_t script = random() % letters.size();
      for (std::size_t length = 4 + random() % 6; length > 0; --length) text += letters[script];
      text += gaps[random() % gaps.size()];
    }
    ASSERT_EQ(terms(text), words_of_icu(text)) << text;
  }
}

TEST(Analyzer, TakesTimeInProportionToTheText) {
  Analyzer analyzer;
  for (const std::string& unit :
       {std::string("a-"), std::string("1,"), std::string("U."), std::string("x'"), std::string("a.b@"),
        std::string("\u200B"), std::string("е1"), std::string("US ")}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    EXPECT_LE(analyzer.tokens(text).size(), 4 * text.size());
  }
}

TEST(Analyzer, RemembersNamesOnlyWhenAskedTo) {
  Analyzer analyzer;
  analyzer.tokens("Baku and Ankara");
  EXPECT_TRUE(analyzer.take_new_names().empty());
  analyzer.remember_names();
  analyzer.tokens("From Kyiv to Baku, then Əliyev");
  EXPECT_EQ(analyzer.take_new_names(), (std::vector<std::string>{"kyiv", "əliyev"}));
  EXPECT_TRUE(analyzer.take_new_names().empty());
}

// However little it may remember.
TEST(Analyzer, FindsTheSameWordsInAnyMemory) {
  Analyzer forgetful(1);
  Analyzer analyzer;
  for (const std::string text :
       {"Türkiye'nin S-400 radars", "co-operation of the U.S. Navy", "S-400 radars"}) {
    const std::vector<Token> tokens = analyzer.tokens(text);
    const std::vector<Token>& again = forgetful.tokens(text);
    ASSERT_EQ(again.size(), tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) EXPECT_EQ(again[i].word->term, tokens[i].word->term);
  }
}

}  // namespace
}  // namespace kartotek
