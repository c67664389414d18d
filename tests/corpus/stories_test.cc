#include "corpus/stories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartotek {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> titles_of(std::string_view text) {
  std::vector<std::string> titles;
  for (const Article& story : split_stories(text)) titles.push_back(story.title);
  return titles;
}

TEST(SplitStories, TakesTitleAndDateFromTheHeader) {
  for (const std::string_view start : {" date ", "date ", "\tdate\t", "\r\n date ", "DATE: "}) {
    const auto stories =
        split_stories(std::string(start) + "2021-04-15 Norway orders  six boats\nThe navy is glad.");
    ASSERT_THAT(stories, SizeIs(1)) << start;
    EXPECT_EQ(stories[0].title, "Norway orders six boats");
    EXPECT_EQ(stories[0].date, (Date{2021, 4, 15}));
    EXPECT_EQ(stories[0].date_source, DateSource::header);
    EXPECT_THAT(stories[0].warnings, IsEmpty());
  }
}

TEST(SplitStories, WarnsOfAHeaderDateThatIsNone) {
  for (const std::string_view date : {"2021-13-45", "2021-02-30", "15.04.2021", "21-4-5"}) {
    const auto stories =
        split_stories(" date " + std::string(date) + " Norway orders six boats\nThe navy is glad.");
    ASSERT_THAT(stories, SizeIs(1));
    EXPECT_EQ(stories[0].title, "Norway orders six boats");
    EXPECT_EQ(stories[0].date, Date{});
    EXPECT_EQ(stories[0].date_source, DateSource::none);
    EXPECT_THAT(stories[0].warnings, ElementsAre("date " + std::string(date) + " is not a date"));
  }
}

TEST(SplitStories, TakesProseForNoHeader) {
  for (const std::string_view text :
       {"Date of the exercise: 2021-04-15, the navy said.", "Dates 2021-04-15 and later are free.",
        "date palms grow here", "Update 2021-04-15 of the list"}) {
    const auto stories = split_stories(text);
    ASSERT_THAT(stories, SizeIs(1)) << text;
    EXPECT_EQ(stories[0].date_source, DateSource::none) << text;
    EXPECT_EQ(stories[0].title, text);
  }
}

TEST(SplitStories, ChoosesATitle) {
  struct Row {
    std::string_view text, title;
  };
  const std::vector<Row> rows{
      {"Norway orders six boats\n\nThe navy is glad.", "Norway orders six boats"},
      {"# Norway orders six boats\n\nThe navy is glad.", "Norway orders six boats"},
      {"**Norway orders six boats**\n\nThe navy is glad.", "Norway orders six boats"},
      {"We value your privacy\nWe and our 842 partners store information on a device.\n\nNorway orders six "
       "boats\nX.",
       "Norway orders six boats"},
      {"Posted on Apr 5, 2023 10:10 am CDT\nNorway orders six boats\nThe navy is glad.",
       "Norway orders six boats"},
      {"Published 11:05, 25 November 2024 | Modified 12:40, 26 November 2024\nNorway orders six boats\nX.",
       "Norway orders six boats"},
      {"News / World\nHome > News > Defence\nNorway orders six boats\nX.", "Norway orders six boats"},
      {"FOR IMMEDIATE RELEASE: THURSDAY, 14 DECEMBER 2023, 0900 GMT\nNorway orders six boats\nX.",
       "Norway orders six boats"},
      {"Sayfa 1/3\nNorveç altı bot alıyor\nX.", "Norveç altı bot alıyor"},
      {"From our correspondent\nUpdated 3 hours ago\nNorway orders six boats\nX.", "Norway orders six boats"},
      {"Updated F-16s arrive in Norway in 2023\nThe first of twelve landed.",
       "Updated F-16s arrive in Norway in 2023"},
      {"We use cookies on our website.\n\nNorway orders six boats\n\nThe navy is glad.",
       "Norway orders six boats"},
      {"Accept all\nReject\nNorway orders six boats\nThe navy is glad.", "Norway orders six boats"},
      {"A boat leaves Bergen. EPA/JANE DOE\nNorway orders six boats\nThe navy is glad.",
       "Norway orders six boats"},
      {"OSLO\nNorway orders six boats\nThe navy is glad.", "Norway orders six boats"},
      {"OSLO, May 3 (AFP) - Norway will get six new patrol boats. It is glad.",
       "OSLO, May 3 (AFP) - Norway will get six new patrol boats."},
      {"3 May 2023\nBy Jane Doe\nNorway orders six boats\nThe navy is glad.", "Norway orders six boats"},
      {"Published: 3 May 2023 10:15\nNorway orders six boats\nThe navy is glad.", "Norway orders six boats"},
      {"Date: 07/13/2023\nCountry: Norway\nNorway orders six boats\nX.", "Norway orders six boats"},
      {"- Country:\n- Norway\nNorway orders six boats\nThe navy is glad.", "Norway orders six boats"},
      {"NORWAY ORDERS SIX BOATS\nTHE NAVY IS GLAD.", "NORWAY ORDERS SIX BOATS"},
      {"Norway orders six boats. The navy, which has waited for them for years, is glad.",
       "Norway orders six boats."},
      {"Norway will buy boats from the U.S. Navy. It is glad.", "Norway will buy boats from the U.S. Navy."},
      {"Web sitemizde çerez kullanıyoruz.\nNorveç altı bot alıyor\nDonanma memnun.",
       "Norveç altı bot alıyor"},
      {"Reklam\nNorveç altı bot alıyor\nDonanma memnun.", "Norveç altı bot alıyor"},
      {"3 Mayıs 2023\nNorveç altı bot alıyor\nDonanma memnun.", "Norveç altı bot alıyor"},
      {"Bu sayt kukilərdən istifadə edir.\nNorveç altı qayıq alır\nDonanma razıdır.",
       "Norveç altı qayıq alır"},
      {"Этот сайт использует cookie.\nНорвегия купит шесть катеров\nФлот доволен.",
       "Норвегия купит шесть катеров"},
      {"Фото: пресс-служба\nНорвегия купит шесть катеров\nФлот доволен.", "Норвегия купит шесть катеров"},
      {"3 мая 2023 года\nНорвегия купит шесть катеров\nФлот доволен.", "Норвегия купит шесть катеров"},
      {"Ми використовуємо файли cookie.\nНорвегія купить шість катерів\nФлот радий.",
       "Норвегія купить шість катерів"},
      {"Boats", "Boats"},
      {"All rights reserved.", ""},
  };
  for (const Row& row : rows)
    EXPECT_THAT(titles_of(row.text), ElementsAre(std::string(row.title))) << row.text;
}

// The title of a text of which the first line, or lines, are not the story's own.
void expect_titles(const std::vector<std::pair<std::string, std::string>>& rows) {
  for (const auto& [text, title] : rows) EXPECT_THAT(titles_of(text), ElementsAre(title)) << text;
}

TEST(SplitStories, TakesNoOutletForATitle) {
  const std::string story = "\nNorway orders six boats\nThe navy is glad.";
  for (const char* outlet :
       {"Anadolu Agency", "Reuters", "РИА Новости", "Інтерфакс-Україна", "Report.az", "TASS",
        "Anadolu Ajansı", "The Baltic Times", "The Kyiv Independent", "Bergen Post", "Xinhua News Agency"})
    expect_titles({{outlet + story, "Norway orders six boats"}});
  // What only ends as an outlet's name does, and what stands above no other title, may be one.
  expect_titles({{"Norway Opens Security Forum" + story, "Norway Opens Security Forum"},
                 {"Navy Post\nThe navy, which has waited for them for years, is glad.", "Navy Post"},
                 {"Norway Creates Space Agency" + story, "Norway Creates Space Agency"}});
}

TEST(SplitStories, TakesNoDatelineForATitle) {
  const std::string story = " The navy of Norway will get six new boats. They are built in Bergen.";
  const std::string title = "The navy of Norway will get six new boats.";
  for (const std::string dateline :
       {"ВАШИНГТОН, 7 мар – РИА Новости.", "MOSCOW, March 7 (TASS)", "ANKARA (AA) -", "БАКУ /Trend/.",
        "KYIV. March 7, 2024 (Interfax-Ukraine)", "Bakı, 15 mart, AZƏRTAC", "BAKU, Azerbaijan, March 7"})
    expect_titles({{dateline + "\n" + story, title}});
  for (const std::string dateline :
       {"ВАШИНГТОН, 7 мар – РИА Новости.", "БАКУ /Trend/.", "Bakı. Anar Həsənov – APA.",
        "МОСКВА, 14 фев - РИА Новости, Анна Петрова."})
    expect_titles({{dateline + story, title}});
  for (const char* headline : {"NAVY ORDERS WILL END JULY 1 - MINISTER", "Norway Orders Boats - Reuters",
                               "NORWAY DEBT LOWERED BY S/P", "BOATS / SHIPS", "SUMMARY OF ORDERS - MARCH 3",
                               "BOATS AND SHIPS (L-400)", "BERGEN/OSLO LINK OPENS",
                               "TCG ANADOLU SAILS ON MARCH 3", "Ankara, 15 March: what is known"})
    expect_titles({{headline + std::string("\nThe navy is glad."), headline}});
}

TEST(SplitStories, TakesNoDateOrPlaceForATitle) {
  const std::string story = "\nNorway orders six boats\nThe navy is glad.";
  for (const char* above :
       {"14 Ramazan 1445 / 24 Mart 2024 Pazar", "Jumada al-Akhirah 3, 1445, December 16, 2023",
        "Week of March 3-9, 2024", "Kyiv", "Kyiv, Ukraine", "Washington, D.C.\nMar. 3, 2024"})
    expect_titles({{above + story, "Norway orders six boats"}});
  for (const char* headline : {"Ankara, Baku Sign Deal", "Kyiv Talks", "Week of March 3 brings six boats"})
    expect_titles({{headline + story, headline}});
}

TEST(SplitStories, TakesNoBannerOrSectionForATitle) {
  const std::string story = "\nNorway orders six boats\nThe navy is glad.";
  for (const char* above :
       {"Accept all  Reject all  Manage options", "Bu web sitesi çerezleri kullanır. Kabul Et",
        "Saytımızda kukilərdən istifadə olunur.", "Ми використовуємо cookies. Погоджуюсь", "SON DAKİKA!",
        "Срочно", "Терміново", "Təcili", "Exclusive", "Home › World › Europe\nEurope", "Savunma Sanayii",
        "Армия", "Мілітарний\nНовини Статті Блоги Підтримати", "İHA | Haberler | Gündem",
        "World Politics Business Sport Culture", "News ID 197123", "Home Region", "News|Black Sea",
        "Ana Sayfa Hava Savunma Sistemleri"})
    expect_titles({{above + story, "Norway orders six boats"}});
  expect_titles({{"World\nThe navy, which has waited for them for years, is glad.", "World"}});
}

TEST(SplitStories, TakesNoMinistryForATitle) {
  const std::string story = "\n\nNorway orders six boats\n\nThe navy of Norway will get six boats, it said.";
  for (const char* ministry :
       {"Ministry of National Defence", "U.S. Department of Defense",
        "Ministry of Defence of the Republic of Azerbaijan", "T.C. Millî Savunma Bakanlığı",
        "Azərbaycan Respublikası Müdafiə Nazirliyi", "Министерство обороны Российской Федерации",
        "Генеральний штаб Збройних сил України", "Global, Land Warfare",
        "Головне управління розвідки МО України", "Azərbaycan Respublikasının Prezidenti",
        "Администрация Президента России"})
    expect_titles({{ministry + story, "Norway orders six boats"}});
  // What a ministry does is news, and of several names the first is all there is.
  expect_titles(
      {{"Ministry of Defence orders six boats" + story, "Ministry of Defence orders six boats"},
       {"Ministry of National Defence\n\nThe navy will get six boats.", "Ministry of National Defence"}});
}

TEST(SplitStories, TakesNoItemOfAMenuForATitle) {
  const std::string story = "\nNorway orders six boats\n3 May 2024\nThe navy of Norway will get six boats.";
  expect_titles({{"Features\nReaders' letters\nCoronavirus" + story, "Norway orders six boats"},
                 {"Skip to main content\nHelp our paper" + story, "Norway orders six boats"}});
  // A short title may be a pun with a line below that says what it means, or have its place and time below.
  expect_titles({{"Six of the best" + story, "Six of the best"},
                 {"Boats for Norway\nBergen yards" + story, "Boats for Norway"},
                 {"Six of the best\n3 May 2024\nBergen yards\nNorway orders new boats\nThe navy of Norway "
                  "will get six.",
                  "Six of the best"}});
}

TEST(SplitStories, TakesNoTimeForATitle) {
  const std::string story = "\nNorway orders six boats\nThe navy of Norway will get six boats.";
  for (const char* time :
       {"Politics Materials 9 March 2021 23:58 (UTC +04:00)", "15 АПР, 08:31", "Сьогодні, 14 лютого",
        "3 Mart Pazar", "=== Story 1 ===", "1 hour ago, Feb. 14, 2024"})
    expect_titles({{time + story, "Norway orders six boats"}});
  expect_titles({{"Norway remembers 9 April\nThe navy will get six.", "Norway remembers 9 April"},
                 {"Navy shows its six boats (PHOTO)" + story, "Navy shows its six boats (PHOTO)"}});
}

TEST(SplitStories, TakesTheAddressOfThePage) {
  const std::string address = "https://example.com/2021/04/15/six-boats";
  const std::string story = "\nNorway orders six boats\nThe navy of Norway will get six boats.";
  for (const std::string_view above : {"", "URL: ", "Ссылка: ", "News\nLink: "}) {
    const auto stories = split_stories(std::string(above) + address + story);
    ASSERT_THAT(stories, SizeIs(1));
    EXPECT_EQ(stories[0].url, address);
    EXPECT_EQ(stories[0].title, "Norway orders six boats");
  }
  // Of other pages, or no address alone
  for (const std::string& above :
       {"Norway orders six boats\n" + address, "Source: " + address, address + " 1/3"})
    EXPECT_EQ(split_stories(above + "\nThe navy of Norway will get six boats.")[0].url, "") << above;
}

TEST(SplitStories, TakesTheTitleFromItsLabelAndBeforeItsSite) {
  const std::string story = "\n\nThe navy of Norway, which has waited for them for years, is glad.";
  for (const char* head :
       {"From: press@mod.example\nTo: list\nDate: Tue, 12 Mar 2024 10:15:00 +0300\nSubject: Norway orders "
        "six boats",
        "---\ntitle: \"Norway orders six boats\"\ndate: 2024-03-12\n---",
        "Date: 12 March 2024\nTitle: Norway orders six boats",
        "Заголовок: Norway orders six boats\nДата: 12.03.2024", "Başlık: Norway orders six boats"})
    expect_titles({{head + story, "Norway orders six boats"}});
  expect_titles({{"Norway orders six boats | Reuters" + story, "Norway orders six boats"}});
  expect_titles({{"Six boats for Norway\n\nTitle: none was given to the paper.", "Six boats for Norway"}});
}

TEST(SplitStories, TakesNoHeadlineOfAnotherStoryForATitle) {
  const std::string story =
      "Norway orders six boats\n\nThe navy, which has waited for them for years, is glad.";
  for (const char* list :
       {"Most read\nShip sinks off Spain\nThree held in Paris\nMinister resigns\n\n",
        "Ən çox oxunan\nBakıda yağış yağacaq\n\n",
        "En çok okunan\nDolar rekor kırdı\nGenç kaptan kazandı\n\n",
        "Читайте также\nДоллар подорожал\nВ Москве снег\n\n", "Читайте також:\nДолар подорожчав\n\n",
        "MOST READ\n1. Ship sinks off Spain\n2. Three held in Paris\n",
        "Most read\n\nShip sinks off Spain\n\nThree held in Paris\n\n",
        "Most read\nShip sinks off Spain\n\nTrending\nThree held in Paris\n\n"})
    expect_titles({{list + story, "Norway orders six boats"}});
  // A section, and the story's own title below it.
  expect_titles(
      {{"Latest news\n" + story, "Norway orders six boats"},
       {"Latest news\nNorway orders six boats\nA second order may follow\n3 May 2023\nBy Jane Doe\n\n"
        "The navy, which has waited for them for years, is glad.",
        "Norway orders six boats"}});
}

TEST(SplitStories, HasNoTitleForASentenceWithoutEnd) {
  EXPECT_THAT(titles_of(std::string(5000, 'a')), ElementsAre(""));
}

TEST(SplitStories, SplitsAtEachHeader) {
  const std::string text =
      " date 2021-04-15 Norway orders six boats\nThe navy is glad.\n\n date 2021-04-16 Finland orders "
      "two\nSo is Finland.";
  const auto stories = split_stories(text);
  ASSERT_THAT(stories, SizeIs(2));
  EXPECT_EQ(stories[1].title, "Finland orders two");
  EXPECT_EQ(stories[1].date, (Date{2021, 4, 16}));
  EXPECT_EQ(stories[0].text + stories[1].text, text);
  EXPECT_TRUE(stories[1].text.starts_with(" date 2021-04-16"));
}

TEST(SplitStories, SplitsWhereATitleStandsAgainBelowItsCaptions) {
  const std::string first = "Norway orders six boats\n\nThe navy is glad.\n\n\n\n";
  const std::string caption = "A boat off Turku on a grey day in May\n";
  const std::string title = "Finland orders two boats\n";
  std::string copied_page = title;
  for (const std::string& part : {caption, caption, std::string("TT\n20\n\n"), title}) copied_page += part;
  copied_page += "\nGood.";
  for (const std::string& second : std::vector<std::string>{
           copied_page,
           "Finland orders two boats\n\nA boat off Turku. EPA/JANE DOE\n\nFinland orders two boats\n\nGood.",
           "Finland orders two boats\n\nFinland orders two boats\n\nSo is Finland.",
           "Finlandiya iki bot alıyor\nFotoğraf: AA\nFinlandiya iki bot alıyor\nFinlandiya memnun.",
           "Финляндия купит два катера\nФото: пресс-служба\nФинляндия купит два катера\nОна довольна.",
       }) {
    const auto stories = split_stories(first + second);
    ASSERT_THAT(stories, SizeIs(2)) << second;
    EXPECT_EQ(stories[0].text, first);
    EXPECT_EQ(stories[1].text, second);
    EXPECT_EQ(stories[1].title, second.substr(0, second.find('\n')));
  }
}

TEST(SplitStories, TakesATitleGivenTwiceForANewStoryBehindThreeBlankLinesAlone) {
  const std::string twice = "Finland orders two boats\nFinland orders two boats\n\nSo is Finland.";
  EXPECT_THAT(split_stories("Norway orders boats\n\nIt is glad.\n\n\n\n" + twice), SizeIs(2));
  EXPECT_THAT(split_stories("Norway orders boats\n\nIt is glad.\n\n\n" + twice), SizeIs(1));
}

TEST(SplitStories, SplitsAtASeparatorBeforeAStoryOfItsOwn) {
  EXPECT_THAT(
      titles_of(
          "# Norway orders boats\n\nThe navy is glad.\n\n---\n\n# Finland orders two\n\nSo is Finland."),
      ElementsAre("Norway orders boats", "Finland orders two"));
  EXPECT_THAT(titles_of("Norway orders boats\n\nThe navy is glad.\n\n=====\n\nFinland orders two boats\n\n"
                        "TURKU, Finland (Reuters) - The coast guard of Finland will get two boats.\n"),
              ElementsAre("Norway orders boats", "Finland orders two boats"));
}

TEST(SplitStories, SplitsAtATitleAboveADatelineOrADateAndAtALabel) {
  for (const std::string text :
       {"Norway orders boats\nOSLO - The navy is glad.\n***\nFinland orders two boats\n"
        "HELSINKI - So is Finland, and the coast guard of Finland will be.",
        "=== Story 1 ===\nNorway orders boats\nThe navy is glad.\n\n=== Story 2 "
        "===\nFinland orders two boats\nGood.",
        "Norway orders boats\n\nOSLO, May 3, 2024 (AFP) - The navy is "
        "glad.\n\n\n\nFinland orders two boats\n\n"
        "TURKU, May 4, 2024 (AFP) - So is Finland.",
        "Norway orders boats\nMay 3, 2024\nThe navy is glad.\n-----\nFinland orders "
        "two boats\nMay 4, 2024\nGood.",
        "Title: Norway orders boats\nDate: 3 May 2024\n\nThe navy is "
        "glad.\n\nTitle: Finland orders two boats\n\nGood."})
    EXPECT_THAT(titles_of(text), ElementsAre("Norway orders boats", "Finland orders two boats")) << text;
}

TEST(SplitStories, KeepsOneStoryWhole) {
  const std::string start = "Norway orders six boats\n\nThe navy is glad.\n\n";
  for (const std::string_view rest : {
           "\n\n\nA second order\n\nMore boats may follow.\n",
           "1. The boats\n\nSix.\n\n2. The crews\n\nSix.\n",
           "## The boats\n\nSix.\n\n## The crews\n\nSix.\n",
           "-----\n\nA second order\n\nMore boats may follow.\n",
           "\n\n\nA second order of boats\n\nOSLO\n\nMore boats may follow.\n",
           "\n\n\nA second order of boats\n3 May 2024\nMore boats may follow.\n",
           "Title: the king's, by birth\n\nMore boats may follow.\n",
           "***\n\nMore boats may follow.\n",
           "* * *\n\nA second order\n\n“More boats may follow,” he said.\n",
           "A second order of boats\n---\nMore boats may follow.\n",
           "=== Part 1 ===\nSix.\n=== Chapter 2 ===\nSix more.\n=== 2021 ===\nAll.\n",
           "***\n1) Six boats for Bergen\n\nSix.\n\n***\n2) Crews for six boats\n\nSix.\n",
           "The list of boats says:\ndate 2021-04-16 was the first trip\n",
           "\n\n\nNorway orders six boats\n\nThe title again at the end.\n",
           "\n\nWhat comes next now?\nMore boats, then crews.\nWhat comes next now?\nNobody knows.",
           "\n\nSechs Boote für Norwegen\nTT\n20\nMore boats may follow.\n",
       }) {
    const auto stories = split_stories(start + std::string(rest));
    ASSERT_THAT(stories, SizeIs(1)) << rest;
    EXPECT_EQ(stories[0].text, start + std::string(rest));
  }
}

TEST(SplitStories, LeavesTheTextAsItIs) {
  for (const std::string_view end : {"\n", "\r\n", "\r", "\u2028"}) {
    std::string text = " date 2021-04-15 Norway orders six boats";
    for (int i = 0; i < 2; ++i) (text += end) += end;
    text += "The navy is glad.";
    for (int i = 0; i < 2; ++i) (text += end) += end;
    text += "\t date 2021-04-16 Finland orders two";
    (text += end) += "So is Finland.\u00A0 ";
    const auto stories = split_stories(text);
    ASSERT_THAT(stories, SizeIs(2));
    EXPECT_EQ(stories[0].text + stories[1].text, text);
  }
}

TEST(SplitStories, HasNoStoryWhereNothingIsToBeSeen) {
  for (const std::string_view text : {"", " \r\n\t", "\u200B\u00A0\u2028"})
    EXPECT_THAT(split_stories(text), IsEmpty());
  EXPECT_THAT(split_stories(" . "), SizeIs(1));
}

TEST(SplitStories, TakesTimeInProportionToTheText) {
  for (const std::string_view unit : {"a", "\n", "a\n", "\n\nAn order of boats\n", ". A",
                                      " date 2021-04-15 A\n\n", "---\n\n", "=== 2 ===\n", "Boat\n"}) {
    std::string text;
    while (text.size() < 3'000'000) text += unit;
    const std::clock_t begin = std::clock();
    split_stories(text);
    EXPECT_LT(std::clock() - begin, 20 * CLOCKS_PER_SEC) << unit;
  }
}

TEST(HeaderOf, SplitsTheLine) {
  const auto header = header_of(" date 2021-04-15  Six boats ");
  ASSERT_TRUE(header);
  EXPECT_EQ(header->date, "2021-04-15");
  EXPECT_EQ(header->title, "Six boats ");
  EXPECT_TRUE(header_of("date 2021-04")->title.empty());
  EXPECT_FALSE(header_of("date"));
  EXPECT_FALSE(header_of("date 2021 was good"));
  EXPECT_FALSE(header_of("date2021-04-15 Six boats"));
}

}  // namespace
}  // namespace kartotek
