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
std::string shown(const Story& story, const std::vector<std::string>& words, std::size_t length,
                  const std::vector<double>& weights = {}) {
  const Snippet snippet = make_snippet(story, matches_of(story.text, words), weights, length);
  EXPECT_LE(count_code_points(snippet.text), length);
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

std::string shown(const std::string& body, const std::vector<std::string>& words, std::size_t length,
                  const std::vector<double>& weights = {}) {
  return shown(Story{.title = {}, .text = body, .gaps = {}}, words, length, weights);
}

TEST(Snippet, ShowsTheSentenceWithMostWordsOfTheQuery) {
  EXPECT_EQ(shown("The drone was seen. A drone left the plant in Ankara at noon. Rain fell.",
                  {"drone", "Ankara"}, 50),
            "A [drone] left the plant in [Ankara] at noon.");
}

TEST(Snippet, SaysThatItLeftOutWhatRepeatsTheTitle) {
  const std::string text = "The yard is new. Six boats left the bay. The crew is well.";
  EXPECT_EQ(shown(Story{.title = "Six boats left the bay", .text = text, .gaps = {}}, {"yard", "crew"}, 60),
            "The [yard] is new. … The [crew] is well.");
  EXPECT_EQ(shown(text, {"yard", "crew"}, 60),
            "The [yard] is new. Six boats left the bay. The [crew] is well.");
}

TEST(Snippet, PrefersTheRarerWord) {
  const std::string body = "The air force met today in town. The JF-17 flew over town.";
  EXPECT_EQ(shown(body, {"force", "JF-17"}, 35, {1, 5}), "The [JF-17] flew over town.");
  EXPECT_EQ(shown(body, {"force", "JF-17"}, 35, {5, 1}), "The air [force] met today in town.");
}

TEST(Snippet, PrefersWordsSideBySide) {
  EXPECT_EQ(
      shown("The sea is black near the fleet. The Black Sea fleet sailed.", {"lack", "ea", "fleet"}, 34),
      "The B[lack] S[ea] [fleet] sailed.");
}

TEST(Snippet, AddsNeighbouringSentencesWhileTheyFit) {
  EXPECT_EQ(shown("One came. Two left. Three stayed for long.", {"One"}, 25), "[One] came. Two left.");
  EXPECT_EQ(shown("Nobody was there at all. Two left. Three came.", {"Three"}, 25),
            "Two left. [Three] came.");
}

TEST(Snippet, BeginsAFurtherSentenceWhereMuchRoomIsLeft) {
  EXPECT_EQ(shown("One came. Two of them stayed for a very long time indeed.", {"One"}, 42),
            "[One] came. Two of them stayed for a very …");
}

TEST(Snippet, JoinsPassagesThatShowWhatTheOthersLack) {
  EXPECT_EQ(shown("A frigate sailed. " + std::string(300, 'x') + ". Later the drone followed. " +
                      std::string(300, 'y') + ". The mine was found.",
                  {"frigate", "drone", "mine"}, 120),
            "A [frigate] sailed. … Later the [drone] followed. … The [mine] was found.");
}

TEST(Snippet, ShowsPartsOfASentenceThatIsTooLong) {
  const std::string body =
      "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa";
  EXPECT_EQ(shown(body, {"papa"}, 34), "… lima mike november oscar [papa]");
  EXPECT_EQ(shown(body, {"golf"}, 34), "… foxtrot [golf] hotel india …");
  EXPECT_EQ(shown(body, {"alpha", "papa"}, 55), "[alpha] bravo charlie … mike november oscar [papa]");
}

TEST(Snippet, BeginsAtTheBeginningWithoutMatches) {
  EXPECT_EQ(shown("The first sentence. The second one.", {}, 22), "The first sentence.");
  EXPECT_EQ(shown("", {}, 20), "");
  EXPECT_EQ(shown("One word", {}, 5), "One …");
}

TEST(Snippet, FoldsWhiteSpaceAndCountsCodePoints) {
  EXPECT_EQ(shown("Əliyev \n\t Bakıda  çıxış etdi.", {"Bakıda"}, 60), "Əliyev [Bakıda] çıxış etdi.");
}

TEST(Snippet, DoesNotRepeatTheTitle) {
  const std::string title = "Navy orders four frigates from Gölcük yard";
  const auto story = [&title](const std::string& text) { return Story{title, text, {}}; };
  EXPECT_EQ(shown(story(title + "\n\nThe yard will build frigates."), {"frigates"}, 80),
            "The yard will build [frigates].");
  EXPECT_EQ(shown(story("NAVY ORDERS FOUR FRIGATES\n\nThe yard builds."), {}, 80), "The yard builds.");
  EXPECT_EQ(shown(story(title + " - The yard will build frigates."), {"frigates"}, 80),
            "The yard will build [frigates].");
  EXPECT_EQ(shown(Story{"Turkey", "Turkey builds frigates.", {}}, {"Turkey"}, 80),
            "[Turkey] builds frigates.");
}

TEST(Snippet, MarksWhereTheArticleHasMoreThanItsStory) {
  const std::string first = "The yard builds frigates";
  EXPECT_EQ(shown(Story{{}, first + "\nfor the navy.", {first.size() + 1}}, {"frigates", "navy"}, 80),
            "The yard builds [frigates] … for the [navy].");
}

TEST(Snippet, PartsNoWordOfTheQuery) {
  EXPECT_EQ(shown("One two three S 400 five six", {"One", "S 400"}, 17), "[One] two three …");
}

TEST(Snippet, KeepsAllWordsOfThePassageWholeOnAnyText) {
  std::mt19937 random(1);
  const std::vector<std::string> pieces{"drone", "Bakı", " ", " ", ". ",          "\n\n",
                                        "щука",  "a",    "😀", "é", "verylongword"};
  for (int run = 0; run < 2000; ++run) {
    std::string body;
    for (int i = 0; i < 60; ++i) body += pieces[random() % pieces.size()];
    const std::size_t room = 5 + random() % 60;
    const Snippet snippet = make_snippet({{}, body, {}}, matches_of(body, {"drone", "щука"}), {}, room);
    ASSERT_TRUE(is_valid_utf8(snippet.text)) << body;
    const std::size_t length = count_code_points(snippet.text);
    ASSERT_LE(length, room) << body;
    for (const auto& [begin, end] : snippet.highlights) {
      ASSERT_LT(begin, end) << body;
      ASSERT_LE(end, length) << body;
    }
  }
}

}  // namespace
}  // namespace kartotek
