#include "indexer/wording.h"

#include <gtest/gtest.h>

#include <string>

namespace kartotek {
namespace {

const std::string story =
    "The parliament in Baku ratified the agreement on joint production of drones after a debate of six "
    "hours. "
    "Members of the opposition asked what the engines will cost and who may export them. The minister "
    "answered "
    "that the contract names a price for the first forty aircraft and leaves the rest to later talks. A "
    "second "
    "vote is planned for the autumn, when the budget of the ministry is due. ";
const std::string other_story =
    "A frigate left the yard in Istanbul for trials in the Sea of Marmara. Its radar was built at home, its "
    "guns "
    "come from Italy, and the crew will train for a year before the ship joins the fleet. The navy expects "
    "three "
    "more of the class and has asked the yard to shorten the work on each of them by some months. ";

Article article_of(const std::string& text, const std::string& title = "", Date date = {}) {
  Article article;
  article.id = "x";
  article.title = title;
  article.text = text;
  article.body = {{0, text.size()}};
  article.lang = "en";
  article.date = date;
  return article;
}

bool are_duplicates(const Article& a, const Article& b) {
  Analyzer analyzer;
  const Wording first = wording_of(a, analyzer);
  const Wording second = wording_of(b, analyzer);
  const bool one_way = is_near_duplicate(first, second);
  EXPECT_EQ(one_way, is_near_duplicate(second, first));
  return one_way;
}
bool are_duplicates(const std::string& a, const std::string& b) {
  return are_duplicates(article_of(a), article_of(b));
}

TEST(NearDuplicates, AreCopiesWithSmallEdits) {
  std::string edited = story;
  edited.replace(edited.find("debate"), 6, "discussion");
  EXPECT_TRUE(are_duplicates(story, edited));
  EXPECT_TRUE(are_duplicates(story, "BAKU (Agency) - " + story + "(Reporting by our correspondent)"));
}

TEST(NearDuplicates, MayHaveAnotherHeadline) {
  EXPECT_TRUE(are_duplicates(article_of(story, "Baku ratifies drone pact"),
                             article_of(story, "Deputies ask for the price of engines")));
}

TEST(NearDuplicates, AreCutAndExtendedCopies) {
  EXPECT_TRUE(are_duplicates(story, story.substr(0, story.size() * 3 / 5)));
  EXPECT_TRUE(are_duplicates(story, story + other_story.substr(0, other_story.size() / 2)));
}

TEST(NearDuplicates, AreNotStoriesOfOneDigest) {
  EXPECT_FALSE(are_duplicates(story, other_story));
  const std::string third =
      "Officials from Kyiv and Warsaw signed a plan to repair armoured vehicles near the border and to train "
      "the "
      "mechanics who will do it, with spare parts paid for by a fund of the allies, a statement said on "
      "Friday. ";
  const std::string digest = story + other_story + third;
  EXPECT_FALSE(are_duplicates(digest, story) && are_duplicates(digest, other_story));
  EXPECT_FALSE(are_duplicates(digest, third));
}

TEST(NearDuplicates, AreNotReportsWithOtherNumbers) {
  const auto rates = [](const std::string& dollar, const std::string& euro, const std::string& pound) {
    return "The central bank set the official rates of foreign currencies for today as follows: one US "
           "dollar " +
           dollar + ", one euro " + euro + ", one pound sterling " + pound +
           ". The rates are used by the customs and in the accounts of all state bodies until further "
           "notice.";
  };
  EXPECT_FALSE(are_duplicates(rates("1.7000", "1.8455", "2.1502"), rates("1.7001", "1.8391", "2.1467")));
  EXPECT_TRUE(
      are_duplicates(rates("1.7000", "1.8455", "2.1502"), rates("1.7000", "1.8455", "2.1502") + " (Agency)"));
}

TEST(NearDuplicates, OfOtherDaysHaveNearlyAllNumbersInCommon) {
  const auto auction = [](const std::string& amount) {
    return "The treasury offered bills of 91 days at its weekly auction and took " + amount +
           " million from banks and funds, at a yield of 6.25 percent, the finance ministry said in a "
           "statement "
           "that gave no reason for the amount. Dealers had expected little else, since the rate of the "
           "central "
           "bank has not moved for months and the next meeting of its board is some weeks away.";
  };
  EXPECT_TRUE(are_duplicates(article_of(auction("140"), "", {2021, 4, 15}),
                             article_of(auction("145"), "", {2021, 4, 15})));
  EXPECT_FALSE(are_duplicates(article_of(auction("140"), "", {2021, 4, 15}),
                              article_of(auction("145"), "", {2021, 4, 22})));
  EXPECT_TRUE(are_duplicates(article_of(auction("140"), "", {2021, 4, 15}),
                             article_of(auction("140"), "", {2021, 4, 22})));
}

TEST(NearDuplicates, OfShortNoticesNeedTheHeadlineToo) {
  const std::string notice =
      "Quarterly dividend of ten cents, unchanged, payable in April to holders of record.";
  EXPECT_FALSE(are_duplicates(article_of(notice, "Northern Shipyards declares its regular dividend"),
                              article_of(notice, "Payout set by Caspian Cable Works board")));
  EXPECT_TRUE(are_duplicates(article_of(notice, "Northern Shipyards declares its regular dividend"),
                             article_of(notice, "Northern Shipyards declares regular dividend")));
}

TEST(NearDuplicates, OfAFewWordsAreTheSameInAll) {
  EXPECT_TRUE(are_duplicates("Drone attack in Odesa", "drone attack in ODESA"));
  EXPECT_FALSE(are_duplicates("Drone attack in Odesa", "Drone attack in Odesa today"));
  EXPECT_FALSE(are_duplicates(article_of("Morning briefing", "", {2021, 4, 15}),
                              article_of("Morning briefing", "", {2021, 4, 16})));
  Article of_turkey = article_of("Morning briefing");
  of_turkey.countries = {"TR"};
  EXPECT_FALSE(are_duplicates(of_turkey, article_of("Morning briefing")));
}

TEST(NearDuplicates, AreNotArticlesWithoutWords) {
  Analyzer analyzer;
  const Wording nothing = wording_of(article_of("..."), analyzer);
  EXPECT_EQ(nothing.digest, 0U);
  EXPECT_FALSE(is_near_duplicate(nothing, nothing));
}

}  // namespace
}  // namespace kartotek
