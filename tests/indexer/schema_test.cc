#include "indexer/schema.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

TEST(Schema, PutsThePrefixBeforeTheValue) {
  EXPECT_EQ(make_term(prefix::country, "TR"), "XCTR");
  EXPECT_EQ(make_term(prefix::word, "drone"), "drone");
  EXPECT_EQ(make_term(prefix::id, ""), "Q");
}

TEST(Schema, HasAnExampleOfEveryKindOfTerm) {
  std::set<std::string_view> prefixes;
  for (const TermKind& kind : term_kinds) {
    EXPECT_TRUE(kind.example.starts_with(kind.prefix)) << kind.example;
    EXPECT_FALSE(kind.description.empty()) << kind.example;
    EXPECT_TRUE(prefixes.insert(kind.prefix).second) << kind.prefix << " is there twice";
  }
}

// A NUL takes two bytes in Xapian's keys, of which there are 245.
TEST(Schema, CutsLongValuesSoThatXapianTakesThem) {
  for (const std::string& unit :
       {std::string("a"), std::string("ə"), std::string("🚁"), std::string(1, '\0')}) {
    std::string value;
    while (value.size() < 5000) value += unit;
    const std::string term = make_term(prefix::title_only, make_term(prefix::exact, value));
    EXPECT_TRUE(is_valid_utf8(term));
    for (const char* before : {"", "a", "ab", "abc"})
      EXPECT_TRUE(is_valid_utf8(make_term({}, before + value)));
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::Document document;
    document.add_term(term);
    EXPECT_NO_THROW(database.add_document(document));
    std::size_t key = 0;
    for (const char c : term) key += c == '\0' ? 2 : 1;
    EXPECT_LE(key, 245U);
  }
}

TEST(Schema, TellsLongValuesApartThatBeginAlike) {
  const std::string start(3000, 'x');
  EXPECT_NE(make_term(prefix::id, start + "1"), make_term(prefix::id, start + "2"));
  EXPECT_EQ(make_term(prefix::id, start), make_term(prefix::id, start));
}

TEST(Schema, HasAStemPrefixForEachLanguageWithStems) {
  std::set<std::string_view> prefixes;
  for (const char* code : {"en", "tr", "az", "ru", "uk"}) {
    EXPECT_TRUE(stem_prefix(code).starts_with(prefix::stem)) << code;
    EXPECT_TRUE(prefixes.insert(stem_prefix(code)).second) << code;
  }
  EXPECT_EQ(stem_prefix("de"), "");
  EXPECT_EQ(stem_prefix(""), "");
}

TEST(Schema, GivesTheAnalysisOneFingerprint) {
  EXPECT_EQ(analysis_fingerprint(), analysis_fingerprint());
  EXPECT_EQ(analysis_fingerprint().size(), 16U);
}

}  // namespace
}  // namespace kartotek
