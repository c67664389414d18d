#include "searcher/sentences.h"

#include <gtest/gtest.h>

#include <string>

namespace kartotek {
namespace {

// The sentences, divided by bars; a double bar where one does not follow the one before.
std::string split(const std::string& text, const std::vector<std::size_t>& gaps = {}) {
  std::string all;
  for (const Sentence& sentence : sentences_of(text, gaps)) {
    if (!all.empty()) all += sentence.follows ? "|" : "||";
    all += text.substr(sentence.span.begin, sentence.span.end - sentence.span.begin);
  }
  return all;
}

TEST(Sentences, EndAtMarks) {
  EXPECT_EQ(split("One came. Two left! Did three? Four"), "One came.|Two left!|Did three?|Four");
  EXPECT_EQ(split("He said: \"It works.\" Then he left (at noon.) She stayed..."),
            "He said: \"It works.\"|Then he left (at noon.)|She stayed...");
  EXPECT_EQ(split("“Bitti.” Dedi ki"), "“Bitti.”|Dedi ki");
  EXPECT_EQ(split(""), "");
  EXPECT_EQ(split(" \n "), "");
}

TEST(Sentences, GoOnBehindAbbreviationsInitialsAndOrdinals) {
  for (const char* one :
       {"He met U.S. President J. Biden there.", "Gen. Smith saw Lt. Col. Brown of No. 5 Wing.",
        "On Sept. 3 it flew.", "5. Filo ve 15. Kolordu geldi.", "Prof. Dr. Ali Demir geldi.",
        "Это сказал ген. Иванов, т.е. командир.", "It left at 5 p.m. on Monday.", "\"Really?\" he asked.",
        "It has 2.5 km to go."})
    EXPECT_EQ(split(one), one);
  EXPECT_EQ(split("It was sold in 2021. The buyer paid."), "It was sold in 2021.|The buyer paid.");
  EXPECT_EQ(split("See mod.gov.tr. The site is down."), "See mod.gov.tr.|The site is down.");
}

TEST(Sentences, EndAtTheMarksOfOtherScripts) {
  EXPECT_EQ(split("他来了。他走了！"), "他来了。|他走了！");
  EXPECT_EQ(split("वह आया। वह गया।"), "वह आया।|वह गया।");
  EXPECT_EQ(split("هل جاء؟ نعم"), "هل جاء؟|نعم");
  EXPECT_EQ(split("Նա եկավ։ Նա գնաց։"), "Նա եկավ։|Նա գնաց։");
}

TEST(Sentences, AreNotEndedByWrappedLines) {
  EXPECT_EQ(split("One line\nof two. Next\r\n  line"), "One line\nof two.|Next\r\n  line");
  EXPECT_EQ(split("HEADING\n\nText"), "HEADING|Text");
  EXPECT_EQ(split("Ended:\nText"), "Ended:|Text");
}

TEST(Sentences, EndWhereSomethingWasLeftOut) {
  EXPECT_EQ(split("One\ntwo three", {4}), "One||two three");
  EXPECT_EQ(split("One. Two", {}), "One.|Two");
}

TEST(Sentences, DoNotEndAtASpaceThatCarriesAMark) { EXPECT_EQ(split("One. \u0301Two"), "One. \u0301Two"); }

}  // namespace
}  // namespace kartotek
