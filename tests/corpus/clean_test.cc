#include "corpus/clean.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "tests/corpus/marked_text.h"

namespace kartotek {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(FindBody, LeavesOutNotices) {
  expect_rows({
      with_prose("[[We use cookies to give you the best service on our website.]]\n", ""),
      with_prose(
          "[[This site stores cookies. If you agree, we remember your preferences; see our privacy policy.]]",
          ""),
      with_prose("", "\n[[error: Content is protected !!]]"),
      with_prose("", "\n[[© 2024 The Harbour Post. All rights reserved.]]"),
      with_prose("", "[[Copyright (c) 2023 Harbour Post]]"),
      with_prose("", "[[(This story has not been edited by our staff and comes from a feed.)]]"),
      with_prose("", "[[(With inputs from agencies.)]]"),
      with_prose("", "[[(Reporting by Jane Doe in Riga; Editing by John Roe)]]"),
      with_prose("", "[[The post Boats for the coast guard appeared first on Harbour Post.]]"),
      with_prose("[[Web sitemizde size daha iyi hizmet sunmak için çerez kullanıyoruz.]]", ""),
      with_prose("[[Bu sitede çerezler vardır. Devam ederek gizlilik koşullarını kabul etmiş olursunuz.]]",
                 ""),
      with_prose("", "[[Tüm hakları saklıdır.]]"),
      with_prose("[[Saytımız kukilər saxlayır: razılıq verirsinizsə, məxfilik qaydalarını qəbul edin.]]", ""),
      with_prose("", "[[Müəllif hüquqları qorunur.]]"),
      with_prose(
          "[[Наш сайт хранит файлы cookie. Оставаясь, вы соглашаетесь с их использованием, как и с политикой "
          "конфиденциальности.]]",
          ""),
      with_prose("", "[[Все права защищены. При использовании материалов ссылка обязательна.]]"),
      with_prose("[[Цей сайт використовує файли cookie.]]", ""),
      with_prose("", "[[Усі права захищено.]]"),
  });
}

TEST(FindBody, KeepsStoriesAboutSuchThings) {
  expect_rows({
      "The court ruled that a site must ask before it sets cookies in a browser, the ministry said.",
      "“We use cookies to track visitors of the fair,” the manager of the drone maker told reporters.",
      "Copyright law does not cover the design of a rifle stock, the judge said.",
      "All rights of the minority will be respected, the president said.",
      "Download figures of the air defence app doubled in a week.",
      "Mahkeme, çerez kullanımı nedeniyle şirkete ceza verdi.",
      "Суд оштрафовал компанию за файлы cookie, собранные без ведома военных.",
      "Суд визнав, що файли cookie збирали без дозволу.",
      "Məhkəmə kuki fayllarına görə şirkəti cərimələdi.",
  });
}

TEST(FindBody, LooksForNoticesInTheFirstFiveAndTheLastEightLines) {
  const std::string notice = "We use cookies to give you the best service on our website.\n";
  const auto lines = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "Boat " + std::to_string(i) + " left the bay.\n";
    return text;
  };
  expect_rows({
      lines(4) + "[[" + notice + "]]" + lines(9),
      lines(9) + "[[" + notice + "]]" + lines(7),
      lines(5) + notice + lines(8),
  });
}

TEST(FindBody, LeavesOutPromptsAndButtons) {
  expect_rows({
      with_prose("[[Share on Facebook\nTweet\nWhatsApp\nPrint\nEmail]]", ""),
      with_prose("[[Facebook Twitter WhatsApp Email]]", ""),
      with_prose("[[Share this article]]", "[[Subscribe to our newsletter for a daily digest.]]"),
      with_prose("[[3 min read]]", "[[Advertisement]]\nThe boats are built in Tallinn."),
      with_prose("", "[[Follow us on Telegram]]\n[[Leave a comment]]"),
      with_prose("", "[[Download our app]]"),
      with_prose("[[TT\n20]]", ""),
      with_prose("[[Paylaş\nTweetle\nYazdır]]", "[[Yorum yap]]"),
      with_prose("[[Okuma süresi: 2 dakika]]", "[[Bizi takip edin: @liman]]"),
      with_prose("[[Reklam]]", "[[Telegram kanalımıza abone olun]]"),
      with_prose("[[Paylaşın\nÇap]]", "[[Bizi Telegram kanalında izləyin]]"),
      with_prose("[[Время чтения: 3 мин]]", "[[Подписывайтесь на наш канал]]"),
      with_prose("[[Поделиться\nПечать]]", "[[Нашли ошибку? Сообщите нам]]"),
      with_prose("[[Поділитися\nДрук]]", "[[Підписуйтесь на наш канал]]"),
      with_prose("[[Реклама]]", "[[Залишити коментар]]"),
      with_prose("[[Accept all\nReject\nManage preferences]]", "[[Back to top]]"),
      with_prose("[[Menü\nGiriş yap]]", "[[Tümünü gör]]"),
      with_prose("[[Принять все\nНастроить]]", "[[Наверх]]"),
  });
}

TEST(FindBody, LeavesOutTheMarksOfHeadings) {
  expect_rows({
      with_prose("[[## ]]Boats for Norway\n", "[[### ]]Engines\nThey come from Finland."),
      with_prose("", "#boats and # 3 of seven are words."),
  });
}

TEST(FindBody, KeepsAButtonThatStandsAlone) {
  expect_rows({
      with_prose("Telegram", "Facebook\nThe network removed the channel of the brigade."),
      with_prose("", "Print\nThe daily sold out within an hour."),
      with_prose("", "Facebook Twitter\nBoth networks removed the channel of the brigade."),
      "Rounds fired per gun:\n\n12\n\n15\n\n20\n\nThe battery then moved.",
  });
}

TEST(FindBody, LeavesOutListsOfOtherStories) {
  expect_rows({
      with_prose("",
                 "[[ALSO READ\nNavy Buys Six Boats\nU.S. Envoy Arrives in Oslo\nFleet Grows, Says U.S.]]"),
      with_prose("", "[[- READ MORE ON:\n- navy\n- Oslo]]\nThe talks go on."),
      with_prose("",
                 "[[RELATED\nNavy buys six boats\nEnvoy arrives]]\n\nThe boats will reach the port in May."),
      with_prose("", "[[Also read: Navy buys six boats]]\nThe boats will reach the port in May."),
      with_prose("", "[[İLGİLİ HABERLER\nDonanma altı bot alıyor\nElçi Oslo'ya geldi]]"),
      with_prose("", "[[Bunu da okuyun: Donanma altı bot alıyor]]"),
      with_prose("", "[[Həmçinin oxuyun\nDonanma altı qayıq alır]]"),
      with_prose("", "[[Читайте также:\nФлот купит шесть катеров\nПосол прибыл в Осло]]"),
      with_prose("", "[[Читайте також:\nФлот купить шість катерів]]\n\nКатери прибудуть у травні."),
      with_prose("[[- Country:\n- Norway]]", ""),
      with_prose("[[- Ülke:\n- Norveç]]", ""),
      with_prose("[[- Страна:\n- Норвегия\n- Литва]]", ""),
      with_prose("", "[[Tags: navy, boats, Oslo]]"),
      with_prose("", "[[Etiketler: donanma, bot]]"),
      with_prose("", "[[Теги: флот, катера]]"),
  });
}

TEST(FindBody, LeavesOutTheTitleBehindItsLabel) {
  expect_rows({"[[Title: Six boats]]\nDate of the order: May\nThe boats are old."}, "Six boats");
}

TEST(FindBody, EndsListsWhereTheStoryGoesOn) {
  expect_rows({
      with_prose(
          "",
          "[[ALSO READ\n\nNavy buys six boats\n\nEnvoy arrives in Oslo for talks with the crown prince]]"
          "\n\nA second order\n\nThe boats will reach the port in May, he said."),
      with_prose(
          "", "[[Read more\n\nNavy buys six boats]]\n\n2. The price\n\nNo figure was given by the ministry."),
      with_prose("[[Most read\n1. Navy buys six boats\n2. Envoy arrives in Oslo]]\nWhat the boats can do",
                 ""),
      with_prose("", "[[Most read\n\nNavy buys six boats\n\nEnvoy arrives]]\n\n[[Print]]\n\n[[Share]]"),
      with_prose("Related\nThe ministers are related by marriage, a fact both mention often.", ""),
      "Targets met this year:\n- six boats\n- two hangars\n\nThe rest will follow.",
      "- Country of origin: Norway\n- Crew: six\n- Range: 300 km\nThe boat is small.",
  });
}

TEST(FindBody, LeavesOutMenusAndHeadlinesAboveTheTitle) {
  expect_rows(
      {
          "[[Cinema]]\n[[War in Ukraine]]\n[[Readers' letters]]\n[[Six boats]]\nThe navy will get them.",
          "[[• Ukraine war: drones hit a depot]]\n[[• Israel strikes]]\n[[• Oil]]\n[[Six boats]]\nThe navy "
          "is glad.",
          "[[Cinema]]\n[[Theatre]]\nOSLO\nMinistry of Defence\n[[Six boats]]\nThe navy will get them.",
          // What one line above the title says may belong to the story, and a sentence does.
          "Karabakh war\n[[Six boats]]\nThe navy will get them.",
          "The navy is glad.\nSo are we\nAnd you\nAll of you\n[[Six boats]]\nThe navy will get them.",
      },
      "Six boats");
}

TEST(FindBody, LeavesOutTheTitleWhereItStands) {
  expect_rows(
      {
          "[[Norway Orders Six Boats]]\n\nThe navy of Norway will get six boats.",
          "[[# Norway  Orders Six Boats]]\n\nThe navy of Norway will get six boats.",
          "[[ date 2023-05-03 Norway Orders Six Boats]]\nThe navy of Norway will get six boats.",
          "[[We use cookies on our website.]]\n[[date 2023-05-03 Norway Orders Six Boats]]\nSix boats.",
          "[[NORWAY ORDERS SIX BOATS]]\nThe navy of Norway will get six boats.\n[[Norway orders six boats]]",
          "Norway Orders Six Boats, and Finland Two\n\nThe navy of Norway will get six boats.",
      },
      "Norway Orders Six Boats");
}

TEST(FindBody, KeepsTextsOfEveryShape) {
  expect_rows({
      "Boats.",
      "A line without an end",
      "ALL BOATS RETURNED TO PORT ON SUNDAY\nTHE CREWS ARE WELL",
      "Three boats\nleft the bay\none came home",
      "1. Six boats\n2. Two hangars\n3. One pier",
      "• Six boats\n• Two hangars",
      "ANKARA\nThe minister left for Oslo.",
      "Net 5 mln vs 3 mln\nRevs 20 mln vs 19 mln\nNote: the year ended in March",
      "The price is a < b, and b > c, he wrote; shares of <NORB> rose.",
      "Gemiler limana döndü.\u2028Mürettebat iyi.",
      "Qayıqlar limana qayıtdı.\r\nHeyət sağdır.\rHamı evdədir.",
      "Катера вернулись в порт.\n\n\n\nЭкипажи живы.",
      "Катери повернулися в порт.\n\tЕкіпажі живі.\u00A0",
  });
}

TEST(FindBody, KeepsEverythingWhereNothingElseIsThere) {
  expect_rows(
      {
          "ALSO READ\nNavy buys six boats",
          "(AP Photo/Jane Doe)",
          "Subscribe to our newsletter",
          "All rights reserved.",
          "Norway Orders Six Boats",
          "Navy (Reuters)\n[[Advertisement]]",
          "[[Norway Orders Six Boats]]\nSubscribe to our newsletter",
          "[[date 2023-05-03 ]]Norway Orders Six Boats",
      },
      "Norway Orders Six Boats");
}

TEST(FindBody, TakesOnlyTheNameFromASourceLabel) {
  expect_rows({
      "[[SOURCE: PTI]] The navy will get six boats.",
      "[[SOURCE: PTI]] US Navy ships will visit.",
      "[[SOURCE: JANE DOE / DESK / HARBOUR.ORG.]] The navy will get six boats.",
      "[[SOURCE: JANE DOE / DESK / HARBOUR.ORG]] HAL will build six boats.",
      "[[SOURCE: HARBOUR]] HAL will build six boats.",
      "[[KAYNAK: LİMAN]] Donanma altı bot alacak.",
      "[[ИСТОЧНИК: ТАСС]] Флот получит шесть катеров.",
      "[[SOURCE: Harbour Post]] The navy will get six boats.",
      "[[SOURCE: HARBOUR]] Today, the navy will get six boats.",
      "[[SOURCE: HARBOUR NEWS NETWORK]] Following the order, the navy will get six boats.",
      "[[SOURCE : reuters]] The navy will get six boats.",
      "[[Source: Anadolu Agency]] The navy will get six boats.",
      "[[Kaynak: Liman Gazetesi]] Donanma altı bot alacak.",
      "SOURCE: Jane Doe The navy will get six boats.",
      "Source of the leak: NAVY staff, the paper wrote.",
      "The source: PTI is not to be trusted, he said.",
  });
}

TEST(FindBody, CutsDisclaimersOffTheLastLine) {
  expect_rows({
      "Donanma altı bot alacak  [[Devamı için tıklayınız]]",
      "The navy will get six boats. [[Continue reading at the Harbour Post]]",
      "The boats are old. [[Disclaimer: The author is a guest and speaks for himself. No copies.]]",
      "The boats are old. [[(With inputs from agencies)]]",
      "Botlar eski… [[Devamı için tıklayınız]]",
      "Катера старые. [[Все права защищены.]]",
      "The post was closed. It first appeared on a map in 1920.",
      "Botlar eski\u00A0\u00A0[[Devamı için tıklayınız]]",
      "Жители СССР читать полностью такие романы не любили.",
  });
}

TEST(FindBody, LeavesOutLinesWithoutALetterOrDigit) {
  expect_rows({with_prose("The yard\n[[-------]]", "[[* * *]]\n12\nThe boats follow.")});
}

TEST(FindBody, LeavesOutTheSignOffOfAnAgency) {
  expect_rows(
      {"The boats are old.\n[[ REUTER]]", "The boats are old.\n[[Reuter]]\n", "Reuters\nThe agency is old."});
}

TEST(FindBody, LeavesMarkupOutOfTheSpans) {
  Article article;
  article.text =
      "<p>Six <b>boats</b> left.</p><script>var boats = 7;</script><!-- eight --><img alt=\"nine\"/>Home.";
  find_body(article);
  std::vector<std::string> parts;
  for (const Span& span : article.body)
    parts.push_back(article.text.substr(span.begin, span.end - span.begin));
  EXPECT_THAT(parts, ElementsAre("Six ", "boats", " left.", "Home."));
}

// As of a page, of which the reader has told what is no part of the story.
TEST(FindBody, FindsBoilerplateBetweenWhatTheReaderLeftOut) {
  Article article;
  article.text = "Six boats left the bay.\nMenu\nAdvertisement\nMenu\nThe crews are well.";
  for (const std::string_view told : {"Six boats left the bay.", "Advertisement", "The crews are well."})
    article.body.push_back({article.text.find(told), article.text.find(told) + told.size()});
  EXPECT_EQ(body_of(article), "Six boats left the bay. The crews are well.");
}

TEST(FindBody, FindsBoilerplateBetweenTags) {
  expect_rows(
      {"[[<div>]]Six boats left the bay.[[</div><p>The post <a href=\"x\">Boats</a> appeared first on "
       "Harbour.</p>]]",
       "[[<p>Advertisement</p>\n<p>]]Six boats left the bay.[[</p>]]"});
}

TEST(FindBody, LooksThroughDecompositionAndOddSpaces) {
  expect_rows({
      with_prose("[[I\u0307LGI\u0307LI\u0307 HABERLER\nDonanma altı bot alıyor]]\n", ""),
      with_prose("[[\u00A0\tAdvertisement\u200B]]", ""),
      with_prose("[[Читайте\u00A0также:\nФлот купит катера]]\n", ""),
  });
}

TEST(FindBody, KeepsTheLinesAboveATitleThatNoProseFollows) {
  expect_rows({"Tanks: 12\nDrones over the bay: 120\nGuns: 9\n[[Six boats]]\nThe staff"}, "Six boats");
}

TEST(FindBody, KeepsAnswersThatBeginAsALinkToAStory) {
  expect_rows({
      with_prose("", "— Смотрите: катеров осталось шесть, и чинить их нечем.\nSo he said."),
      with_prose("", "[[Смотрите: флот купит катера]]\nSo he said."),
  });
}

TEST(FindBody, LeavesLinesOfHardWrappedTextAlone) {
  expect_rows({
      "The agency said it would publish the report its members\nshare\nprint\nand sell in spring.",
      "Shares rose after the board of the company said\nrelated costs of the boats would fall\nnext year.",
  });
}

TEST(FindBody, HasNoSpansForATextWithoutCharacters) {
  Article article;
  article.text = " \n\u200B\n";
  find_body(article);
  EXPECT_THAT(article.body, IsEmpty());
}

TEST(FindBody, TakesTimeInProportionToTheText) {
  for (const std::string_view unit :
       {"a", "\n", "a\n", "<a \"", "<p>", "( ", ". A", "TT\n", "ALSO READ\n", "é ", "- x:\n"}) {
    Article article;
    while (article.text.size() < 3'000'000) article.text += unit;
    const std::clock_t begin = std::clock();
    find_body(article);
    EXPECT_LT(std::clock() - begin, 20 * CLOCKS_PER_SEC) << unit;
  }
}

}  // namespace
}  // namespace kartotek
