#include "indexer/stored.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "corpus/error.h"

namespace kartotek {
namespace {

Article full_article() {
  Article article;
  article.id = "baku/2021-06-15.txt#2";
  article.source = "Baku Wire";
  article.path = "archive.zip!/2021-06-15.txt";
  article.title = "Şuşa Declaration signed";
  article.text = std::string(500, 'x') + "\nİlham Əliyev\0 and others" + std::string(1, '\0');
  article.url = "https://example.org/1?a=b";
  article.lang = "en";
  article.extra = R"({"author":"A. B."})";
  article.body = {{0, 0}, {3, 200}, {200, 501}, {510, article.text.size()}};
  article.date = {2021, 6, 15};
  article.date_source = DateSource::dateline;
  article.countries = {"AZ", "TR"};
  article.mentions = {"AM"};
  article.evidence = {"country AZ: title", "date: dateline"};
  article.given_date = "15 June";
  article.given_countries = {"Azerbaijan", "TR"};
  article.lang_is_detected = true;
  article.given_date_source = DateSource::meta;
  article.given_body = {{0, 501}, {501, article.text.size()}};
  return article;
}

void expect_same(const Article& a, const Article& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.path, b.path);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.url, b.url);
  EXPECT_EQ(a.lang, b.lang);
  EXPECT_EQ(a.extra, b.extra);
  EXPECT_EQ(a.body, b.body);
  EXPECT_EQ(a.date, b.date);
  EXPECT_EQ(a.date_source, b.date_source);
  EXPECT_EQ(a.countries, b.countries);
  EXPECT_EQ(a.mentions, b.mentions);
  EXPECT_EQ(a.evidence, b.evidence);
  EXPECT_EQ(a.given_date, b.given_date);
  EXPECT_EQ(a.given_countries, b.given_countries);
  EXPECT_EQ(a.lang_is_detected, b.lang_is_detected);
  EXPECT_EQ(a.given_date_source, b.given_date_source);
  EXPECT_EQ(a.given_body, b.given_body);
}

TEST(Stored, GivesBackEveryField) { expect_same(restore(store(full_article())), full_article()); }

TEST(Stored, GivesBackAnEmptyArticle) { expect_same(restore(store({})), {}); }

TEST(Stored, GivesBackDatesAsPreciseAsTheyWere) {
  for (const Date date : {Date{}, Date{2021, 0, 0}, Date{2021, 4, 0}, Date{1, 1, 1}, Date{9999, 12, 31}}) {
    Article article;
    article.date = date;
    EXPECT_EQ(restore(store(article)).date, date) << to_string(date);
  }
}

TEST(Stored, KeepsTextsOfAnyLength) {
  for (const std::size_t size : {127U, 128U, 16'383U, 16'384U, 3'000'000U}) {
    Article article;
    article.text.assign(size, 'x');
    article.body = {{size - 1, size}};
    expect_same(restore(store(article)), article);
  }
}

TEST(Stored, RefusesDataThatIsCutOff) {
  const std::string data = store(full_article());
  for (std::size_t size = 0; size < data.size(); ++size) {
    try {
      restore(std::string_view(data).substr(0, size));
      FAIL() << "taken at " << size << " of " << data.size() << " bytes";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::index);
      EXPECT_NE(error.hint(), "");
    }
  }
}

TEST(Stored, RefusesMoreThanWasStored) { EXPECT_THROW(restore(store(full_article()) + "x"), Error); }

TEST(Stored, NeverGivesSpansOutsideTheTextForDamagedData) {
  const std::string sound = store(full_article());
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string data = sound;
    for (std::size_t changes = 1 + random() % 3; changes > 0; --changes)
      data[random() % data.size()] = static_cast<char>(random());
    try {
      const Article article = restore(data);
      std::size_t behind = 0;
      for (const Span& span : article.body) {
        ASSERT_LE(behind, span.begin);
        ASSERT_LE(span.begin, span.end);
        ASSERT_LE(span.end, article.text.size());
        behind = span.end;
      }
      ASSERT_LE(article.date_source, DateSource::inferred);
    } catch (const Error& error) {
      ASSERT_EQ(error.kind(), ErrorKind::index);
    }
  }
}

}  // namespace
}  // namespace kartotek
