#include "indexer/plain_text.h"

#include <gtest/gtest.h>

namespace kartotek {
namespace {

std::string_view original(std::string_view text, std::string_view visible) {
  const PlainText stripped(text);
  const std::size_t begin = stripped.text().find(visible);
  const Span span = stripped.original({begin, begin + visible.size()});
  return text.substr(span.begin, span.end - span.begin);
}

TEST(PlainText, LeavesOutWhatCannotBeSeen) {
  EXPECT_EQ(PlainText("Azer\u00ADbai\u200Bjan\uFEFF").text(), "Azerbaijan");
  EXPECT_EQ(PlainText("\u2060\u200E").text(), "");
  EXPECT_EQ(PlainText("x\U000E0001y").text(), "xy");
}

TEST(PlainText, DoesNotCopyWhereNothingIsLeftOut) {
  const std::string text = "“Əliyev” — Å ‘x’";
  const PlainText same(text);
  EXPECT_TRUE(same.is_original());
  EXPECT_EQ(same.text().data(), text.data());
}

TEST(PlainText, KnowsWhereItsBytesWere) {
  const std::string_view text = "\uFEFFSee Azer\u00ADbai\u200B\u200Bjan\u00AD, Baku";
  EXPECT_EQ(original(text, "See"), "See");
  EXPECT_EQ(original(text, "Azerbaijan"), "Azer\u00ADbai\u200B\u200Bjan");
  EXPECT_EQ(original(text, "jan"), "jan");
  EXPECT_EQ(original(text, "Baku"), "Baku");
}

TEST(PlainText, MakesFullWidthNarrow) {
  EXPECT_EQ(PlainText("Ｓ－４００ （ＮＡＴＯ） ア").text(), "S-400 (NATO) ア");
  EXPECT_EQ(original("x Ｓ－４\u200B００ y", "S-400"), "Ｓ－４\u200B００");
  EXPECT_EQ(original("x Ｓ－４００ y", "400"), "４００");
  EXPECT_EQ(original("ＮＡＴＯ'ş yz", "ş"), "ş");
}

TEST(PlainText, TakesIllFormedText) {
  EXPECT_EQ(PlainText("\xE2\x80").text(), "\xE2\x80");
  EXPECT_EQ(PlainText("\xE2\u00AD\x80x").text(), "\xE2\x80x");
}

}  // namespace
}  // namespace kartotek
