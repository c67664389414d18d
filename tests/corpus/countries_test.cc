#include "corpus/countries.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace kartotek {
namespace {

using Codes = std::vector<std::string>;

Article understood(const std::string& title, const std::string& body, const std::string& lang = "en") {
  Article article;
  article.title = title;
  article.text = body;
  article.body = {{0, body.size()}};
  article.lang = lang;
  find_countries(article);
  return article;
}

// All codes the article names, about or merely mentioned, with a space between; "-" for none.
std::string named(const Article& article) {
  Codes codes = article.countries;
  codes.insert(codes.end(), article.mentions.begin(), article.mentions.end());
  std::sort(codes.begin(), codes.end());
  std::string line;
  for (const std::string& code : codes) line += (line.empty() ? "" : " ") + code;
  return line.empty() ? "-" : line;
}

std::string code_or_dash(const std::string& name) { return country_code(name).value_or("-"); }

TEST(CountryCode, ReadsNamesCodesAndAbbreviations) {
  const std::vector<std::pair<std::string, std::string>> rows{{"Turkey", "TR"},
                                                              {"TÜRKİYE", "TR"},
                                                              {"turkiye", "TR"},
                                                              {"Türkiyə", "TR"},
                                                              {"Турция", "TR"},
                                                              {"Туреччина", "TR"},
                                                              {"tr", "TR"},
                                                              {"TUR", "TR"},
                                                              {"UK", "GB"},
                                                              {"U.K.", "GB"},
                                                              {"the United Kingdom", "GB"},
                                                              {"Northern Ireland", "GB"},
                                                              {"england", "GB"},
                                                              {"USA", "US"},
                                                              {"U.S.", "US"},
                                                              {"us", "US"},
                                                              {"ABD", "US"},
                                                              {"ABŞ", "US"},
                                                              {"США", "US"},
                                                              {"UAE", "AE"},
                                                              {"BAE", "AE"},
                                                              {"ОАЭ", "AE"},
                                                              {"south-korea", "KR"},
                                                              {"South Korea", "KR"},
                                                              {"Korea, Republic of", "KR"},
                                                              {"west-germany", "DE"},
                                                              {"ussr", "RU"},
                                                              {"ivory-coast", "CI"},
                                                              {"Cote d'Ivoire", "CI"},
                                                              {"trinidad-tobago", "TT"},
                                                              {"Trinidad and Tobago", "TT"},
                                                              {"papua-new-guinea", "PG"},
                                                              {"zaire", "CD"},
                                                              {"burma", "MM"},
                                                              {"us-virgin-islands", "VI"},
                                                              {"yemen-arab-republic", "YE"},
                                                              {"antigua", "AG"},
                                                              {"Georgia", "GE"},
                                                              {"Jordan", "JO"},
                                                              {"Chad", "TD"},
                                                              {"Того", "TG"},
                                                              {"Kosovo", "XK"},
                                                              {"kosova", "XK"},
                                                              {"Taiwan", "TW"},
                                                              {"Iran (Islamic Republic of)", "IR"},
                                                              {"Congo, Democratic Republic of the", "CD"},
                                                              {"В’єтнам", "VN"},
                                                              {"Azərbaycan", "AZ"},
                                                              {"azerbaycan", "AZ"},
                                                              {"АЗЕРБАЙДЖАН", "AZ"},
                                                              {"Kuzey Makedonya", "MK"}};
  for (const auto& [name, code] : rows) EXPECT_EQ(code_or_dash(name), code) << name;
}

TEST(CountryCode, KnowsNoUnionsAllianceOrUnrecognisedState) {
  for (const char* name :
       {"", " ", "EU", "NATO", "TRNC", "KKTC", "Northern Cyprus", "Atlantis", "Turkeyland", "-"})
    EXPECT_EQ(country_code(name), std::nullopt) << name;
}

TEST(CountryLabel, IsTheCurrentShortName) {
  EXPECT_EQ(country_label("TR"), "Türkiye");
  EXPECT_EQ(country_label("GB"), "United Kingdom");
  EXPECT_EQ(country_label("US"), "United States");
  EXPECT_EQ(country_label("XK"), "Kosovo");
  EXPECT_EQ(country_label("HK"), "Hong Kong");
  EXPECT_EQ(country_label("tr"), "");
  EXPECT_EQ(country_label("EU"), "");
}

TEST(Countries, NamesWhatTheRowsName) {
  std::ifstream rows(PROJECT_DIR "/tests/corpus/country_rows.tsv");
  ASSERT_TRUE(rows) << "country_rows.tsv is missing";
  std::size_t count = 0;
  for (std::string line; std::getline(rows, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream cells(line);
    std::string lang;
    std::string text;
    std::string codes;
    std::getline(cells, lang, '\t');
    std::getline(cells, text, '\t');
    std::getline(cells, codes, '\t');
    EXPECT_EQ(named(understood("", text, lang)), codes) << text;
    ++count;
  }
  EXPECT_GE(count, 200U);
}

TEST(Countries, OfALineOfCapitalsMayBeginIt) {
  EXPECT_EQ(named(understood("", "ALLIES MEET ON A SHIP\nUS TROOPS LAND")), "US");
  EXPECT_EQ(named(understood("", "ALLIES MEET ON A SHIP\nTELL US WHEN TROOPS LAND")), "-");
}

TEST(Countries, AreThoseOfTheTitleAndTheLead) {
  const Article article = understood("Türkiye and Malaysia open drone plant",
                                     "Türkiye and Malaysia opened a joint drone plant on Monday.\n\n"
                                     "The engines come from a supplier that also serves Brazil.");
  EXPECT_EQ(article.countries, (Codes{"MY", "TR"}));
  EXPECT_EQ(article.mentions, (Codes{"BR"}));
}

TEST(Countries, NeverIncludeTheUnitedStatesByDefault) {
  const Article article =
      understood("Shipyard cuts steel for new frigate",
                 "The yard cut first steel for the frigate. The company named no customer.");
  EXPECT_EQ(named(article), "-");
  EXPECT_TRUE(article.evidence.empty());
}

TEST(Countries, OfALongTextNeedMoreThanAFewMentions) {
  std::string body = "Poland signed for a second batch of howitzers. ";
  for (int i = 0; i < 12; ++i)
    body += "Poland will build them under licence, and Polish workers will be trained at home. ";
  body += "A similar offer was made to Norway, and once to Peru.";
  const Article article = understood("Poland orders howitzers", body);
  EXPECT_EQ(article.countries, (Codes{"PL"}));
  EXPECT_EQ(article.mentions, (Codes{"NO", "PE"}));
}

TEST(Countries, TakeTheDatelineAsEvidence) {
  const std::string body =
      "The ministry opened a school for drone pilots in the presence of Turkish officers.";
  EXPECT_EQ(understood("New school for drone pilots", "ANKARA\n" + body).countries, (Codes{"TR"}));
  Article article =
      understood("New school for drone pilots", "BAKU, April 15 - The ministry opened a school.");
  EXPECT_EQ(article.countries, (Codes{"AZ"}));
}

TEST(Countries, TakeAWiresDatelineField) {
  Article article;
  article.title = "GRAIN TENDER CLOSES";
  article.text = "The state board said it would buy grain for June.";
  article.body = {{0, article.text.size()}};
  article.extra = R"({"dateline":"TUNIS, June 3 -","text_type":"NORM"})";
  find_countries(article);
  EXPECT_EQ(article.countries, (Codes{"TN"}));
  article.countries.clear();
  article.extra = R"({"dateline":"TRIPOLI, Lebanon, June 3 -"})";  // and not the capital of Libya
  find_countries(article);
  EXPECT_EQ(article.countries, (Codes{"LB"}));
}

TEST(Countries, OfADatelineInBrusselsAreNotBelgiumWhenNatoSpeaks) {
  const Article article =
      understood("Allies agree on stockpiles", "BRUSSELS (Wire) - NATO ministers agreed on stockpiles.");
  EXPECT_TRUE(article.countries.empty());
}

TEST(Countries, TakeALabelOutsideTheBody) {
  Article article;
  article.title = "Drone exports rise";
  article.text = "Exports rose by a third.\n- Country:\n- Lithuania\n- READ MORE ON:\n- Brazil\n";
  article.body = {{0, article.text.find('\n')}};
  find_countries(article);
  EXPECT_EQ(article.countries, (Codes{"LT"}));
  EXPECT_TRUE(article.mentions.empty());
}

TEST(Countries, LeaveTheLabelTogetherWithTheText) {
  Article article;
  article.title = "Latvia and Estonia buy air defence together";
  article.text = "Latvia and Estonia signed on Friday.\nÜlke: Letonya\n";
  article.body = {{0, article.text.find('\n')}};
  find_countries(article);
  EXPECT_EQ(article.countries, (Codes{"EE", "LV"}));
}

TEST(Countries, IgnoreWhatIsOutsideTheBody) {
  Article article;
  article.title = "Finland orders mines";
  article.text = "Finland ordered mines.\nALSO READ\nNorth Korea fires missile\n";
  article.body = {{0, article.text.find('\n')}};
  find_countries(article);
  EXPECT_EQ(named(article), "FI");
}

TEST(Countries, GivenStandAndTheTextOnlyMentions) {
  Article article;
  article.title = "Sweden and Norway train together";
  article.text = "Swedish and Norwegian troops trained.";
  article.body = {{0, article.text.size()}};
  article.given_countries = {"Finland", "sweden", "Narnia"};
  find_countries(article);
  EXPECT_EQ(article.countries, (Codes{"FI", "SE"}));
  EXPECT_EQ(article.mentions, (Codes{"NO"}));
  EXPECT_EQ(article.warnings, (Codes{"country Narnia is not known"}));
}

TEST(Countries, IncludeOneThatALongTextNamesAsOftenAsTheFirst) {
  std::string body = "Kenya sent a patrol to the border. ";
  for (int i = 0; i < 60; ++i) body += "The talks went on for a day. ";
  for (int i = 0; i < 6; ++i) body += "Uganda objected. Kenya replied. ";
  body += "Rwanda watched.";
  const Article article = understood("Kenya sends patrol to the border", body);
  EXPECT_EQ(article.countries, (Codes{"KE", "UG"}));
  EXPECT_EQ(article.mentions, (Codes{"RW"}));
}

TEST(Countries, AreToldByInstitutionsWhereNothingElseTellsThem) {
  EXPECT_EQ(understood("Bundeswehr tests a drone", "The Bundeswehr tested a drone.").countries,
            (Codes{"DE"}));
}

TEST(Countries, AreToldByTheirStateAlone) {
  const std::string filling = "The test went well, the engineers said, and all data were as expected. ";
  std::string body;
  for (int i = 0; i < 8; ++i) body += filling;
  EXPECT_EQ(understood("Crew module tested", body + "It was built at ISRO.").countries, (Codes{"IN"}));
  EXPECT_TRUE(understood("Crew module tested", body + "It was built at Siemens.").countries.empty());
}

// Of a text that tells too little of any: to take all of them was right in 6 of 17 Reuters articles.
TEST(Countries, OfEqualEvidenceAreTheFirstByItsCode) {
  for (const char* both : {"Peru and Kenya", "Kenya and Peru"}) {
    const Article article =
        understood("Yard hands over boats", std::string("Officials of ") + both + " met.");
    EXPECT_EQ(article.countries, (Codes{"KE"})) << both;
    EXPECT_EQ(article.mentions, (Codes{"PE"})) << both;
  }
}

TEST(Countries, AreToldByManyInstitutionsBesideAnother) {
  const Article article =
      understood("Shield to be built",
                 "The shield was approved. Aselsan, Roketsan, Havelsan and Otokar will make it; "
                 "whether missiles from Russia join it is open.");
  EXPECT_EQ(article.countries, (Codes{"TR"}));
  EXPECT_EQ(article.mentions, (Codes{"RU"}));
}

TEST(Countries, AreThoseOfARowInTheLead) {
  const Article article =
      understood("Leaders meet", "The leaders of Peru, Chile, Kenya and Nepal met on a ship.");
  EXPECT_EQ(article.countries, (Codes{"CL", "KE", "NP", "PE"}));
}

TEST(Countries, AreNotThoseOfAnAside) {
  std::string body = "Kenya tried to settle the strife, the minister said. ";
  for (int i = 0; i < 10; ++i)
    body += "Kenya will go on, he told the house, since the strife hurts all its trade. ";
  body +=
      "Peru had left the talks with Chile; Peru and Chile then met in secret, and Chile gave way to Peru. ";
  for (int i = 0; i < 20; ++i)
    body += "Kenya will go on, he told the house, since the strife hurts all its trade. ";
  const Article article = understood("Kenya tries to settle strife", body);
  EXPECT_EQ(article.countries, (Codes{"KE"}));
  EXPECT_EQ(article.mentions, (Codes{"CL", "PE"}));
}

TEST(Countries, AreThoseWhoseNameAndLeaderOpenTheStory) {
  const Article article =
      understood("Declaration of the two navies",
                 "Türkiye and Qatar signed a declaration, which Erdogan read out. The fleets "
                 "of Qatar and Oman were there. Qatar paid.");
  EXPECT_EQ(article.countries, (Codes{"QA", "TR"}));
}

TEST(Countries, SayWhy) {
  const Article article =
      understood("Kenya buys radars", "Kenya bought radars. Uganda did not. Kenya paid cash.");
  EXPECT_EQ(article.evidence, (std::vector<std::string>{"country KE: title, lead, 2 times in the text",
                                                        "mention UG: lead, once in the text"}));
}

TEST(Countries, OfAMeetingPlaceAreNotMentioned) {
  EXPECT_EQ(
      named(understood("Iran and Oman hold talks in Geneva", "Iranian and Omani envoys met in Geneva.")),
      "IR OM");
}

TEST(Countries, StayFastOnHostileText) {
  for (const std::string piece :
       {"Georgia ", "Jordan said ", "U.S.", "a'", "Turkey ", "Güney ", "Country:\n", "İ"}) {
    std::string body;
    for (int i = 0; i < 20000; ++i) body += piece;
    const std::clock_t begin = std::clock();
    understood("", body);
    EXPECT_LT(std::clock() - begin, 20 * CLOCKS_PER_SEC) << piece;
  }
}

class CountriesOfSeeds : public testing::Test {
 protected:
  // The part of a shared article between two marks, as a body under `title`.
  static Article story(const std::string& file, const std::string& title, const std::string& from,
                       const std::string& to) {
    const char* shared = std::getenv("KARTOTEK_SHARED");
    std::ifstream in((shared != nullptr ? std::string(shared) : PROJECT_DIR "/../shared") + "/seeds/" + file);
    Article article;
    article.title = title;
    article.text.assign(std::istreambuf_iterator<char>(in), {});
    if (!in || article.text.empty()) return article;
    const std::size_t begin = article.text.find(from);
    article.body = {{begin, std::min(article.text.size(), article.text.find(to, begin))}};
    article.lang = "en";
    find_countries(article);
    return article;
  }
};

TEST_F(CountriesOfSeeds, AreWhatAReaderWouldSay) {
  const Article signing = story("000_d513215f26ee68b0.txt", "", "On October 16", "error:");
  if (signing.text.empty()) GTEST_SKIP() << "skipped: the shared seeds are not here";
  EXPECT_EQ(signing.countries, (Codes{"TR", "UA"}));
  const Article labelled = story("001_af848e0067989107.txt", "", "Ukrainian", "(With inputs");
  EXPECT_EQ(labelled.countries, (Codes{"TR", "UA"}));
  EXPECT_EQ(labelled.mentions, (Codes{"RU"}));
  EXPECT_EQ(story("002_a9e6dfc486657d3c.txt", "", "ANKARA", "\x01").countries, (Codes{"GB", "TR"}));
  EXPECT_EQ(story("003_93c252f9f17c16d0.txt", "", "The United States and", "Putin Proposes").countries,
            (Codes{"TR", "US"}));
  EXPECT_EQ(story("004_9f285e348b6dedd7.txt", "", "The cooperation", "\x01").countries, (Codes{"AZ", "TR"}));
}

}  // namespace
}  // namespace kartotek
