#include "searcher/snippet.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

std::vector<Match> matches_of(const std::string& body, const std::vector<std::string>& words) {
  std::vector<Match> matches;
  for (unsigned i = 0; i < words.size(); ++i)
    for (std::size_t at = body.find(words[i]); at != std::string::npos; at = body.find(words[i], at + 1))
      matches.push_back({{at, at + words[i].size()}, i});
  std::sort(matches.begin(), matches.end(),
            [](const Match& a, const Match& b) { return a.span.begin < b.span.begin; });
  return matches;
}

// The snippet with its highlights in square brackets.
std::string shown(const std::string& body, const std::vector<std::string>& words, std::size_t length) {
  const Snippet snippet = make_snippet(body, matches_of(body, words), length);
  std::string out;
  auto place = snippet.highlights.begin();
  std::size_t count = 0;
  for (std::size_t i = 0; i < snippet.text.size(); ++count) {
    if (place != snippet.highlights.end() && place->first == count) out += '[';
    append_code_point(out, next_code_point(snippet.text, i));
    if (place != snippet.highlights.end() && place->second == count + 1) {
      out += ']';
      ++place;
    }
  }
  EXPECT_EQ(place, snippet.highlights.end());
  return out;
}

TEST(Snippet, ShowsTheSentenceWithMostWordsOfTheQuery) {
  EXPECT_EQ(shown("The drone was seen. A drone left the plant in Ankara at noon. Rain fell.",
                  {"drone", "Ankara"}, 50),
            "A [drone] left the plant in [Ankara] at noon.");
}

TEST(Snippet, AddsNeighbouringSentencesWhileTheyFit) {
  EXPECT_EQ(shown("One came. Two left. Three stayed for long.", {"One"}, 25), "[One] came. Two left.");
}

TEST(Snippet, JoinsASecondPassageThatShowsWhatTheFirstLacks) {
  EXPECT_EQ(shown("A frigate sailed. " + std::string(300, 'x') + ". Later the drone followed.",
                  {"frigate", "drone"}, 120),
            "A [frigate] sailed. … Later the [drone] followed.");
}

TEST(Snippet, CutsALongSentenceBetweenWordsAndUsesTheRoom) {
  const std::string body =
      "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa";
  EXPECT_EQ(shown(body, {"papa"}, 30), "… lima mike november oscar [papa]");
  EXPECT_EQ(shown(body, {"golf"}, 30), "… foxtrot [golf] hotel india …");
}

TEST(Snippet, PartsNoMarkFromItsLetterInAWordLongerThanTheRoom) {
  // Ten letters, each with an acute accent of its own.
  std::string word;
  for (int i = 0; i < 10; ++i) word += "a\u0301";
  EXPECT_EQ(make_snippet(word, {}, 9).text, "a\u0301a\u0301a\u0301 …");
  EXPECT_EQ(make_snippet(word, {}, 8).text, "a\u0301a\u0301 …");
}

TEST(Snippet, BeginsAtTheBeginningWithoutMatches) {
  EXPECT_EQ(shown("The first sentence. The second one.", {}, 22), "The first sentence.");
  EXPECT_EQ(shown("", {}, 20), "");
}

TEST(Snippet, FoldsWhiteSpaceAndCountsCodePoints) {
  EXPECT_EQ(shown("Əliyev \n\t Bakıda  çıxış etdi.", {"Bakıda"}, 60), "Əliyev [Bakıda] çıxış etdi.");
}

TEST(Snippet, TakesInitialsForNoEnd) {
  EXPECT_EQ(shown("He met U.S. President J. Biden there. Then he left.", {"Biden"}, 40),
            "He met U.S. President J. [Biden] there.");
}

TEST(Snippet, KeepsAllWordsOfThePassageWholeOnAnyText) {
  std::mt19937 random(1);
  const std::vector<std::string> pieces{"drone", "Bakı", " ", " ", ". ",          "\n\n",
                                        "щука",  "a",    "😀", "é", "verylongword"};
  for (int run = 0; run < 2000; ++run) {
    std::string body;
    for (int i = 0; i < 60; ++i) body += pieces[random() % pieces.size()];
    const Snippet snippet = make_snippet(body, matches_of(body, {"drone", "щука"}), 10 + random() % 60);
    ASSERT_TRUE(is_valid_utf8(snippet.text)) << body;
    const std::size_t length = count_code_points(snippet.text);
    for (const auto& [begin, end] : snippet.highlights) {
      ASSERT_LT(begin, end) << body;
      ASSERT_LE(end, length) << body;
    }
  }
}

}  // namespace
}  // namespace kartotek
