#include "corpus/frequent_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "corpus/clean.h"
#include "corpus/error.h"
#include "corpus/understand.h"

namespace kartotek {
namespace {

using Articles = std::vector<std::pair<std::string, std::string>>;  // id and text

std::string story(std::size_t number) {
  return "Boat " + std::to_string(number) + " was handed over to the coast guard in the harbour.\n" +
         "Its crew of " + std::to_string(number + 1000) +
         " will train for a month before the first patrol.\n";
}

// `count` different stories, those of every `step`th article with `line` below.
Articles articles(std::size_t count, std::size_t step, const std::string& line) {
  Articles all;
  for (std::size_t i = 0; i < count; ++i)
    all.emplace_back("story-" + std::to_string(i), story(i) + (i % step == 0 ? line + "\n" : ""));
  return all;
}

Article with_text(std::string text) {
  Article article;
  article.text = std::move(text);
  return article;
}

LineSample sample_of(const Articles& all) {
  LineSample sample;
  for (const auto& [id, text] : all) sample.add(id, with_text(text));
  return sample;
}

bool is_frequent(const Articles& all, const std::string& line) {
  return holds_any(with_text(line), sample_of(all).frequent());
}

std::string body_of(std::string text, const FrequentLines& frequent, std::string title = {}) {
  Article article;
  article.text = std::move(text);
  article.title = std::move(title);
  find_body(article, frequent);
  return body_text(article);
}

const std::string plea = "Join our channel for the story behind the story";

TEST(FrequentLines, AreThoseOfOneArticleInAHundred) {
  EXPECT_TRUE(is_frequent(articles(1000, 100, plea), plea));
  EXPECT_FALSE(is_frequent(articles(1000, 112, plea), plea));
  EXPECT_FALSE(is_frequent(articles(1000, 100, plea), "Join our channel"));
}

TEST(FrequentLines, StandInThreeArticlesAtLeast) {
  EXPECT_TRUE(is_frequent(articles(9, 3, plea), plea));
  EXPECT_FALSE(is_frequent(articles(6, 3, plea), plea));
}

TEST(FrequentLines, CountOncePerArticle) {
  EXPECT_FALSE(is_frequent({{"a", story(1) + plea + "\n" + plea + "\n" + plea}, {"b", story(2)}}, plea));
}

TEST(FrequentLines, AreTheSameWhateverTheWhiteSpaceAndMarkup) {
  const FrequentLines frequent = sample_of(articles(50, 5, plea)).frequent();
  EXPECT_TRUE(holds_any(with_text("  Join our   channel\tfor the story behind the story \r\n"), frequent));
  EXPECT_TRUE(holds_any(with_text("<div class=\"x\">" + plea + "</div>"), frequent));
}

TEST(FrequentLines, AreNoVersionsOfOneStory) {
  Articles all = articles(100, 200, plea);
  for (std::size_t i = 0; i < 6; ++i)
    all.emplace_back("version-" + std::to_string(i), "Update " + std::to_string(i) + "\n" + story(5000));
  EXPECT_EQ(sample_of(all).frequent().size(), 0);
}

// A version may go on for long: of two it is the shorter one that has to be in the other.
TEST(FrequentLines, AreNoLongVersionsOfOneStory) {
  for (int order = 0; order < 50; ++order) {  // articles are taken in that of the hashes of their ids
    Articles all = articles(100, 200, plea);
    for (std::size_t i = 0; i < 6; ++i) {
      std::string text = story(5000);
      if (i < 2)
        for (std::size_t k = 0; k < 3; ++k) text += story(6000 + 10 * i + k);
      all.emplace_back(std::to_string(order) + '-' + std::to_string(i), text);
    }
    EXPECT_EQ(sample_of(all).frequent().size(), 0) << order;
  }
}

TEST(FrequentLines, OutweighTheStoryWhereManyArticlesHaveThem) {
  std::string menu;
  for (int i = 0; i < 20; ++i) menu += "\nEverything about section " + std::to_string(i) + " of this paper";
  EXPECT_EQ(sample_of(articles(100, 5, menu)).frequent().size(), 20);
}

TEST(FrequentLines, AreNoNumbersOrRules) {
  EXPECT_EQ(sample_of(articles(30, 1, "1,250\n***\n2.")).frequent().size(), 0);
}

TEST(FrequentLines, AreNoPartOfASentence) {
  Articles all;
  for (std::size_t i = 0; i < 60; ++i)
    all.emplace_back(std::to_string(i), "Order " + std::to_string(i) +
                                            " was by far the largest that the yard has won\nthis year.\n");
  EXPECT_EQ(sample_of(all).frequent().size(), 0);
}

TEST(FrequentLines, AreFoundOverLineBreaks) {
  const std::string notice =
      "This report must not be handed on in any form without\nthe written consent of the desk.";
  const FrequentLines frequent = sample_of(articles(50, 5, "\n" + notice)).frequent();
  EXPECT_EQ(body_of(story(1) + "\n" + notice, frequent), body_of(story(1), {}));
}

TEST(FrequentLines, DependOnTheSetOfArticlesNotOnTheirOrder) {
  Articles all = articles(3 * LineSample::most_articles, 70, plea);
  const LineSample first = sample_of(all);
  EXPECT_EQ(first.frequent().size(), 1);
  std::mt19937 random(7);
  for (int round = 0; round < 3; ++round) {
    std::shuffle(all.begin(), all.end(), random);
    EXPECT_EQ(sample_of(all).serialise(), first.serialise());
  }
}

// A run that adds, changes and removes articles ends where a fresh one begins.
TEST(FrequentLines, DependOnTheSetOfArticlesNotOnItsHistory) {
  const std::size_t count = LineSample::most_articles + 300;
  std::mt19937 random(11);
  Articles all = articles(count, 40, plea);
  LineSample sample = sample_of(all);
  for (int night = 0; night < 4; ++night) {
    for (int i = 0; i < 200; ++i) {
      auto& [id, text] = all[random() % all.size()];
      text = story(random()) + (random() % 30 == 0 ? plea : "The end of it all") + "\n";
      sample.add(id, with_text(text));
    }
    for (int i = 0; i < 100; ++i) {
      const auto gone = all.begin() + static_cast<std::ptrdiff_t>(random() % all.size());
      sample.remove(gone->first);
      all.erase(gone);
    }
    for (int i = 0; i < 50; ++i) {
      const std::string id = "new-" + std::to_string(night) + '-' + std::to_string(i);
      all.emplace_back(id, story(random()));
      sample.add(id, with_text(all.back().second));
    }
    sample = LineSample::from_bytes(sample.serialise());
    if (sample.is_short()) {
      std::vector<LineSample::Candidate> candidates;
      for (std::size_t i = 0; i < all.size(); ++i)
        candidates.push_back(LineSample::candidate(all[i].first, static_cast<std::uint32_t>(i)));
      for (const std::uint32_t i : sample.top_up_from(candidates))
        sample.add(all[i].first, with_text(all[i].second));
    }
    EXPECT_FALSE(sample.is_short());
    const LineSample fresh = sample_of(all);
    EXPECT_EQ(sample.serialise(), fresh.serialise());
    EXPECT_EQ(sample.frequent(), fresh.frequent());
  }
}

TEST(FrequentLines, OfASampleThatWasFilledKnowThatMoreArticlesAreThere) {
  LineSample sample;
  std::vector<LineSample::Candidate> candidates;
  for (std::uint32_t i = 0; i <= LineSample::most_articles; ++i)
    candidates.push_back(LineSample::candidate("id-" + std::to_string(i), i));
  const std::vector<std::uint32_t> taken = sample.top_up_from(candidates);
  ASSERT_EQ(taken.size(), LineSample::most_articles);
  for (const std::uint32_t i : taken) sample.add("id-" + std::to_string(i), with_text(story(i)));
  EXPECT_FALSE(sample.is_short());
  sample.remove("id-" + std::to_string(taken.back()));
  EXPECT_TRUE(sample.is_short()) << "the one that was left out belongs into it now";
  std::uint32_t left_out = 0;
  while (std::find(taken.begin(), taken.end(), left_out) != taken.end()) ++left_out;
  EXPECT_FALSE(sample.wants("id-" + std::to_string(left_out))) << "which only all articles together can tell";
}

TEST(FrequentLines, AreReadBackAsWritten) {
  const LineSample sample = sample_of(articles(100, 5, plea + "\nWrite to the desk"));
  EXPECT_EQ(LineSample::from_bytes(sample.serialise()).serialise(), sample.serialise());
  const FrequentLines frequent = sample.frequent();
  EXPECT_EQ(FrequentLines::from_bytes(frequent.serialise()), frequent);
  EXPECT_THROW(FrequentLines::from_bytes("seven b"), Error);
  const std::string bytes = sample.serialise();
  EXPECT_THROW(LineSample::from_bytes(std::string_view(bytes).substr(0, bytes.size() - 3)), Error);
}

TEST(FrequentLines, SayWhichHaveChanged) {
  const FrequentLines before = sample_of(articles(50, 5, plea)).frequent();
  const FrequentLines after = sample_of(articles(50, 5, plea + "\nWrite to the desk")).frequent();
  const FrequentLines changed = FrequentLines::changed(before, after);
  EXPECT_TRUE(holds_any(with_text(story(3) + "Write to the desk"), changed));
  EXPECT_FALSE(holds_any(with_text(story(3) + plea), changed));
  EXPECT_TRUE(FrequentLines::changed(after, after).empty());
}

TEST(FrequentLines, AreNoPartOfTheBody) {
  const FrequentLines frequent = sample_of(articles(50, 5, plea)).frequent();
  const std::string text = story(1) + plea + "\nThe yard has orders for three more years of work.\n";
  EXPECT_EQ(body_of(text, {}), text.substr(0, text.size() - 1));
  EXPECT_EQ(body_of(text, frequent).find("Join"), std::string::npos);
  EXPECT_NE(body_of(text, frequent).find("three more years"), std::string::npos);
}

// One line each, as scraped without line breaks.
std::string one_line_story(std::size_t number, const std::string& closing) {
  std::string text = story(number) + story(number + 10000) + story(number + 20000);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text + closing;
}

TEST(FrequentLines, AreSentencesWhereAnArticleIsOneLongLine) {
  const std::string notice = "Opinions are those of their authors and not of the desk.";
  Articles all;
  for (std::size_t i = 0; i < 90; ++i)
    all.emplace_back(std::to_string(i),
                     one_line_story(i, i % 10 == 0 ? notice + " Written by hand " + std::to_string(i) : ""));
  const FrequentLines frequent = sample_of(all).frequent();
  EXPECT_EQ(frequent.size(), 1U);
  EXPECT_TRUE(holds_any(with_text(one_line_story(91, notice)), frequent));
  EXPECT_FALSE(holds_any(with_text(one_line_story(91, "")), frequent));
  const std::string body = body_of(one_line_story(92, notice + " The end."), frequent);
  EXPECT_EQ(body.find("Opinions"), std::string::npos);
  EXPECT_NE(body.find("Boat 92"), std::string::npos);
  EXPECT_NE(body.find("The end."), std::string::npos);
  EXPECT_EQ(body_of(notice, frequent), notice);
}

TEST(FrequentLines, AreSentencesOfLinesOfThreeHundredBytes) {
  const std::string notice = "Opinions are those of their authors and not of the desk.";
  const FrequentLines frequent = sample_of({{"a", one_line_story(1, notice)},
                                            {"b", one_line_story(2, notice)},
                                            {"c", one_line_story(3, notice)}})
                                     .frequent();
  const auto line_of = [&](std::size_t size) {
    const std::string begin = "The boat came home with ";
    const std::string end = " of fish. " + notice;
    return begin + std::string(size - begin.size() - end.size(), 'x') + end;
  };
  EXPECT_EQ(body_of(line_of(300), frequent).find("Opinions"), std::string::npos);
  EXPECT_NE(body_of(line_of(299), frequent).find("Opinions"), std::string::npos);
}

TEST(FrequentLines, AreNoSentencesInTheMiddleOfALongStory) {
  const std::string notice = "Opinions are those of their authors and not of the desk.";
  std::string filling;
  for (int i = 0; i < 60; ++i)
    filling += "The patrol of day " + std::to_string(i) + " saw neither boats nor planes at sea. ";
  const FrequentLines frequent = sample_of({{"a", one_line_story(1, notice)},
                                            {"b", one_line_story(2, notice)},
                                            {"c", one_line_story(3, notice)}})
                                     .frequent();
  const std::string long_story = one_line_story(4, filling) + notice + " " + filling + filling;
  EXPECT_NE(body_of(long_story, frequent).find("Opinions"), std::string::npos);
}

TEST(FrequentLines, StayWhereNothingElseIsTold) {
  const FrequentLines frequent = sample_of(articles(50, 5, plea)).frequent();
  EXPECT_EQ(body_of(plea, frequent), plea);
}

TEST(FrequentLines, LeaveTheDatelineAboveAStory) {
  const FrequentLines frequent = sample_of(articles(50, 5, "ANKARA\nWORLD NEWS")).frequent();
  EXPECT_EQ(frequent.size(), 2);
  const std::string body = body_of("WORLD NEWS\nANKARA\n" + story(1) + "ANKARA\n", frequent);
  EXPECT_EQ(body, "ANKARA\n" + body_of(story(1), {}));
}

}  // namespace
}  // namespace kartotek
