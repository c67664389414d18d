#include "indexer/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "indexer/clock.h"
#include "indexer/schema.h"
#include "indexer/stored.h"
#include "indexer/word_order.h"

namespace kartotek {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

Article small_article() {
  Article article;
  article.id = "baku/1.txt";
  article.source = "Baku Wire";
  article.path = "news/1.txt";
  article.title = "Şuşa road";
  article.text = "Drones over the kıl, kil";
  article.body = {{0, article.text.size()}};
  article.lang = "en";
  article.date = {2021, 4, 15};
  article.date_source = DateSource::header;
  article.countries = {"AZ", "TR"};
  article.mentions = {"AM"};
  return article;
}

IndexedArticle made_of(const Article& article) {
  Analyzer analyzer;
  Compressor compressor("");
  return make_document(article,
                       {.first_indexed = "2026-11-01T03:00:00.250Z",
                        .origin = "wire",
                        .file = file_key("wire", "a.txt"),
                        .content_hash = content_hash(article)},
                       {analyzer, compressor, WordCodes()});
}

Xapian::Document document_of(const Article& article) { return made_of(article).document; }

std::vector<std::string> terms_of(const Article& article) {
  const Xapian::Document document = document_of(article);
  return {document.termlist_begin(), document.termlist_end()};
}

// Where a term stands in a part of the word order.
std::vector<std::uint32_t> positions_in(std::string_view part, const std::string& term) {
  WordOrderReader::Wanted wanted;
  wanted.add(WordCodes().of(term));
  std::vector<std::uint32_t> positions;
  for (WordOrderReader reader(part, wanted); reader.next();)
    if (reader.code() == WordCodes().of(term)) positions.push_back(reader.position());
  return positions;
}

Xapian::termcount frequency_of(const Xapian::Document& document, const std::string& term) {
  for (auto found = document.termlist_begin(); found != document.termlist_end(); ++found)
    if (*found == term) return found.get_wdf();
  return 0;
}

TEST(Document, HasATermForEachThingThatIsSearched) {
  EXPECT_THAT(terms_of(small_article()),
              IsSupersetOf({"drones", "over",    "the",         "kil",   "susa",    "road",     "Ssusa",
                            "Sroad",  "ZEdrone", "Eşuşa",       "Ekıl",  "Ekil",    "XEkil",    "XEsusa",
                            "XTsusa", "XTroad",  "Qbaku/1.txt", "XCAZ",  "XCTR",    "XNAZ",     "XNTR",
                            "XNAM",   "Len",     "Hbaku wire",  "Y2021", "M202104", "D20210415"}));
  EXPECT_THAT(terms_of(small_article()), Not(Contains("XCAM")));
  EXPECT_THAT(terms_of(small_article()), Not(Contains("XTdrones")));
  EXPECT_THAT(terms_of(small_article()), Not(Contains("XU")));
}

TEST(Document, KeepsTheOrderOfBodyAndTitleApart) {
  const std::string bytes = made_of(small_article()).word_order;
  const WordOrder order = parts_of(bytes);
  EXPECT_THAT(positions_in(order.body, "drones"), ElementsAre(1));
  EXPECT_THAT(positions_in(order.body, "kil"), ElementsAre(4, 5));
  EXPECT_THAT(positions_in(order.body, "Ekıl"), ElementsAre(4));
  EXPECT_THAT(positions_in(order.title, "road"), ElementsAre(2));
  EXPECT_THAT(positions_in(order.body, "road"), IsEmpty());
}

TEST(Document, HasItsWordOrderInWhatIsStored) {
  const IndexedArticle made = made_of(small_article());
  Analyzer analyzer;
  EXPECT_EQ(word_order(stored_article(made.document).article, analyzer, WordCodes()), made.word_order);
}

TEST(Document, CountsTitleWordsForMore) {
  Article article = small_article();
  article.title = "Drones";
  const Xapian::Document document = document_of(article);
  EXPECT_EQ(frequency_of(document, "drones"), 1 + title_weight);
  EXPECT_EQ(frequency_of(document, "over"), 1U);
  EXPECT_EQ(frequency_of(document, "XCTR"), 0U);
}

TEST(Document, MarksWordsThatOnlyTheTitleHas) {
  Article article = small_article();
  article.title = "Drones return";
  EXPECT_THAT(terms_of(article), IsSupersetOf({"Sdrones", "XTreturn"}));
  EXPECT_THAT(terms_of(article), Not(Contains("XTdrones")));
}

TEST(Document, HasTheValuesOfTheSchema) {
  const Xapian::Document document = document_of(small_article());
  EXPECT_EQ(document.get_value(slot::date), "20210415");
  EXPECT_EQ(document.get_value(slot::oldest_first), "20210415");
  EXPECT_EQ(document.get_value(slot::countries), "AZTR");
  EXPECT_EQ(document.get_value(slot::named), "AZTRAM");
  EXPECT_EQ(document.get_value(slot::language), "en");
  EXPECT_EQ(document.get_value(slot::source), "Baku Wire");
  EXPECT_EQ(unpacked_time(document.get_value(slot::first_indexed)), "2026-11-01T03:00:00.250Z");
  EXPECT_EQ(document.get_value(slot::origin), "wire");
  EXPECT_EQ(provenance_of(document).file, file_key("wire", "a.txt"));
  EXPECT_EQ(document.get_value(slot::content_hash), content_hash(small_article()));
}

TEST(Document, KeepsTheArticleItself) {
  const StoredArticle stored = stored_article(document_of(small_article()));
  EXPECT_EQ(stored.article.id, "baku/1.txt");
  EXPECT_EQ(stored.article.text, small_article().text);
  EXPECT_EQ(stored.first_indexed, "2026-11-01T03:00:00.250Z");
}

TEST(Document, DatesAnArticleAsPreciselyAsKnown) {
  Article article = small_article();
  article.date = {2021, 4, 0};
  EXPECT_THAT(terms_of(article), IsSupersetOf({"Y2021", "M202104", "D202104"}));
  EXPECT_EQ(document_of(article).get_value(slot::date), "20210400");
  article.date = {2021, 0, 0};
  EXPECT_THAT(terms_of(article), IsSupersetOf({"Y2021", "M2021", "D2021"}));
  EXPECT_EQ(document_of(article).get_value(slot::date), "20210000");
  article.date = {};
  EXPECT_THAT(terms_of(article), Contains("XU"));
  EXPECT_THAT(terms_of(article), Not(Contains(::testing::StartsWith("Y"))));
  EXPECT_EQ(document_of(article).get_value(slot::date), "");
  EXPECT_EQ(document_of(article).get_value(slot::oldest_first), "99999999");
}

TEST(Document, SearchesTheStoryOnly) {
  Article article = small_article();
  article.text = "Also read: tanks. Drones attack. Copyright";
  article.body = {{18, 32}};
  EXPECT_THAT(terms_of(article), Contains("attack"));
  EXPECT_THAT(terms_of(article), Not(Contains("tanks")));
  EXPECT_THAT(terms_of(article), Not(Contains("copyright")));
}

TEST(Document, MakesNoPhraseAcrossPartsOfTheStory) {
  Article article = small_article();
  article.text = "drones [advertisement] attack";
  article.body = {{0, 6}, {23, 29}};
  const std::string bytes = made_of(article).word_order;
  EXPECT_THAT(positions_in(parts_of(bytes).body, "attack"), ElementsAre(2));
}

// Xapian takes 245 bytes, and counts a NUL for two.
TEST(Document, HasNoTermThatXapianRefuses) {
  for (const std::string& unit : {std::string("a"), std::string("ə"), std::string("1a"), std::string("x-"),
                                  std::string("a.b@"), std::string(1, '\0'), std::string("ж1")}) {
    std::string longest;
    while (longest.size() < 3000) longest += unit;
    Article article = small_article();
    article.id = article.source = longest;
    article.title = "Ş" + longest;
    article.text = "ş" + longest + " " + longest;
    article.body = {{0, article.text.size()}};
    for (const std::string& term : terms_of(article)) {
      std::size_t bytes = 0;
      for (const char c : term) bytes += c == '\0' ? 2 : 1;
      EXPECT_LE(bytes, 245U) << term.substr(0, 40);
    }
  }
}

TEST(Document, TakesAnEmptyArticle) { EXPECT_THAT(terms_of({}), IsSupersetOf({"Q", "XU"})); }

TEST(ContentHash, ChangesWithEveryFieldThatWasRead) {
  const std::vector<std::function<void(Article&)>> changes{[](Article& a) { a.id += 'x'; },
                                                           [](Article& a) { a.title += 'x'; },
                                                           [](Article& a) { a.text += 'x'; },
                                                           [](Article& a) { a.source += 'x'; },
                                                           [](Article& a) { a.path += 'x'; },
                                                           [](Article& a) { a.url += 'x'; },
                                                           [](Article& a) { a.lang = "tr"; },
                                                           [](Article& a) { a.extra = "{}"; },
                                                           [](Article& a) { a.given_date = "1"; },
                                                           [](Article& a) { a.given_countries = {"x"}; },
                                                           [](Article& a) { std::swap(a.title, a.text); }};
  std::set<std::string> hashes{content_hash(small_article())};
  for (const std::function<void(Article&)>& change : changes) {
    Article article = small_article();
    change(article);
    EXPECT_TRUE(hashes.insert(content_hash(article)).second) << hashes.size();
    EXPECT_EQ(content_hash(article), content_hash(article));
  }
}

TEST(ContentHash, KnowsAnArticleByItsTextWhateverItIsCalled) {
  Article renamed = small_article();
  renamed.id = renamed.path = renamed.source = "other";
  EXPECT_EQ(text_hash(content_hash(renamed)), text_hash(content_hash(small_article())));
  Article edited = small_article();
  edited.text += 'x';
  EXPECT_NE(text_hash(content_hash(edited)), text_hash(content_hash(small_article())));
}

TEST(FileKey, TellsSourcesAndFilesApart) {
  const std::set<std::string> keys{file_key("a", "b"), file_key("ab", ""), file_key("", "ab"),
                                   file_key("b", "a")};
  EXPECT_EQ(keys.size(), 4U);
}

TEST(ContentHash, KnowsWhereAFieldEnds) {
  Article a;
  a.title = "ab";
  a.text = "c";
  Article b;
  b.title = "a";
  b.text = "bc";
  EXPECT_NE(content_hash(a), content_hash(b));
}

}  // namespace
}  // namespace kartotek
