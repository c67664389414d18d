#include "searcher/side_by_side.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "indexer/document.h"

namespace kartotek {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Text = std::vector<std::string>;
using Terms = std::vector<std::vector<std::string>>;

class SideBySide : public ::testing::Test {
 protected:
  void add(const std::string& body, const std::string& title = "") {
    Article article;
    article.id = std::to_string(database_.get_doccount());
    article.title = title;
    article.text = body;
    article.body = {{0, body.size()}};
    database_.add_document(make_document(article, {}, {analyzer_, compressor_, codes_}).document);
  }

  std::vector<Xapian::docid> found(const Xapian::Query& query) {
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.set_query(query);
    std::vector<Xapian::docid> documents;
    const Xapian::MSet matches = enquire.get_mset(0, 1000);
    for (auto match = matches.begin(); match != matches.end(); ++match) documents.push_back(*match);
    return documents;
  }

  std::vector<Xapian::docid> phrase(const Terms& terms, Part part = Part::body) {
    return found(phrase_query({terms, part}, Scoring(Collection(database_), Ranking())));
  }
  std::vector<Xapian::docid> near(const Terms& terms, std::size_t window) {
    return found(near_query({terms, Part::body}, window, Scoring(Collection(database_), Ranking())));
  }

  Analyzer analyzer_;
  Compressor compressor_{""};
  WordCodes codes_;
  Xapian::WritableDatabase database_{"", Xapian::DB_BACKEND_INMEMORY};
};

TEST_F(SideBySide, PhraseWantsItsPlacesOneAfterTheOther) {
  add("air defence systems");
  add("defence of the air");
  add("air and defence");
  EXPECT_THAT(phrase({{"air"}, {"defence"}}), ElementsAre(1));
}

TEST_F(SideBySide, PhraseTakesOneOfSeveralTermsAtAPlace) {
  add("air defence");
  add("air defense");
  add("air offence");
  EXPECT_THAT(phrase({{"air"}, {"defence", "defense"}}), ElementsAre(1, 2));
}

TEST_F(SideBySide, PhraseFindsRepeatedWords) {
  add("the the the bank");
  add("the bank the");
  EXPECT_THAT(phrase({{"the"}, {"the"}, {"bank"}}), ElementsAre(1));
}

TEST_F(SideBySide, PhraseGoesByEveryWordOfAPosition) {
  add("S-400 systems");
  EXPECT_THAT(phrase({{"s400"}, {"systems"}}), ElementsAre(1));
  EXPECT_THAT(phrase({{"400"}, {"systems"}}), ElementsAre(1));
}

TEST_F(SideBySide, PhraseKeepsTitleAndBodyApart) {
  add("Drones over Baku", "Tank army");
  EXPECT_THAT(phrase({{"tank"}, {"army"}}), IsEmpty());
  EXPECT_THAT(phrase({{"tank"}, {"army"}}, Part::title), ElementsAre(1));
  EXPECT_THAT(phrase({{"army"}, {"drones"}}), IsEmpty());
}

TEST_F(SideBySide, PhraseMayBeLongerThanOneLook) {
  std::string text;
  Terms terms;
  for (int i = 0; i < 200; ++i) {
    text += " w" + std::string(1, static_cast<char>('a' + i % 26)) +
            std::string(1, static_cast<char>('a' + i / 26));
    terms.push_back({text.substr(text.size() - 3)});
  }
  add(text);
  add(text.substr(4));
  EXPECT_THAT(phrase(terms), ElementsAre(1));
  std::swap(terms[150], terms[151]);
  EXPECT_THAT(phrase(terms), IsEmpty());
}

TEST_F(SideBySide, NearWantsAPositionOfItsOwnForEachPlace) {
  add("drone strike on a drone base");
  add("a drone alone");
  EXPECT_THAT(near({{"drone"}, {"drone"}}, 5), ElementsAre(1));
  EXPECT_THAT(near({{"drone"}, {"drone"}}, 4), IsEmpty());
  EXPECT_THAT(near({{"base"}, {"strike", "drone"}, {"drone"}}, 6), ElementsAre(1));
}

TEST_F(SideBySide, IsToldFromAnOrdinaryFilter) {
  EXPECT_TRUE(
      is_side_by_side(phrase_query({{{"air"}, {"defence"}}}, Scoring(Collection(database_), Ranking()))));
  EXPECT_FALSE(is_side_by_side(phrase_query({{{"air"}}}, Scoring(Collection(database_), Ranking()))));
  EXPECT_FALSE(is_side_by_side({Xapian::Query::OP_FILTER, Xapian::Query("air"), Xapian::Query("XCTR")}));
}

// Any order of places and positions, by trying all.
bool fits(const Text& text, const Terms& places, std::size_t window) {
  const auto place = [&](auto& self, std::size_t next, std::vector<std::size_t>& taken) -> bool {
    if (next == places.size()) {
      const auto [low, high] = std::minmax_element(taken.begin(), taken.end());
      return *high - *low < window;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool is_free = std::find(taken.begin(), taken.end(), i) == taken.end();
      if (!is_free || std::find(places[next].begin(), places[next].end(), text[i]) == places[next].end())
        continue;
      taken.push_back(i);
      if (self(self, next + 1, taken)) return true;
      taken.pop_back();
    }
    return false;
  };
  std::vector<std::size_t> taken;
  return place(place, 0, taken);
}

bool follows(const Text& text, const Terms& places) {
  for (std::size_t begin = 0; begin + places.size() <= text.size(); ++begin) {
    std::size_t i = 0;
    while (i < places.size() &&
           std::find(places[i].begin(), places[i].end(), text[begin + i]) != places[i].end())
      ++i;
    if (i == places.size()) return true;
  }
  return false;
}

TEST_F(SideBySide, FindsWhatTryingAllFinds) {
  std::mt19937 random(11);
  const Text words{"ab", "cd", "ef", "gh", "ij"};
  std::vector<Text> texts;
  for (int i = 0; i < 60; ++i) {
    Text& text = texts.emplace_back();
    std::string body;
    for (std::size_t left = 1 + random() % 9; left > 0; --left) {
      text.push_back(words[random() % words.size()]);
      body += text.back() + ' ';
    }
    add(body);
  }
  for (int round = 0; round < 150; ++round) {
    Terms places(2 + random() % 3);
    for (std::vector<std::string>& terms : places)
      for (std::size_t left = 1 + random() % 2; left > 0; --left)
        terms.push_back(words[random() % words.size()]);
    const std::size_t window = places.size() + random() % 4;
    std::vector<Xapian::docid> in_phrase;
    std::vector<Xapian::docid> in_reach;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (follows(texts[i], places)) in_phrase.push_back(static_cast<Xapian::docid>(i + 1));
      if (fits(texts[i], places, window)) in_reach.push_back(static_cast<Xapian::docid>(i + 1));
    }
    EXPECT_EQ(phrase(places), in_phrase) << "round " << round;
    EXPECT_EQ(near(places, window), in_reach) << "round " << round;
  }
}

}  // namespace
}  // namespace kartotek
