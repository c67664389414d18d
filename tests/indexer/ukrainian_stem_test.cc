#include "indexer/ukrainian_stem.h"

#include <gtest/gtest.h>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

std::string stem(const char* word) { return ukrainian_stem(fold(word)); }

TEST(UkrainianStem, JoinsTheFormsOfAWord) {
  const std::vector<std::vector<const char*>> words{
      {"безпілотник", "безпілотники", "безпілотників", "безпілотником", "безпілотниками", "безпілотниках"},
      {"ракета", "ракети", "ракету", "ракетою", "ракетами", "ракетах", "ракетам"},
      {"угода", "угоди", "угоду", "угодою", "угодами"},
      {"військовий", "військового", "військовому", "військові", "військових", "військовими", "військова"},
      {"міністр", "міністра", "міністром", "міністри", "міністрів"},
      {"корабель", "корабелі"},
      {"змагатися", "змагаються", "змагалися", "змагалась"},
  };
  for (const auto& forms : words)
    for (const char* form : forms) EXPECT_EQ(stem(form), stem(forms.front())) << form;
}

TEST(UkrainianStem, KeepsDifferentWordsApart) {
  for (const auto& [one, other] : {std::pair{"мир", "міна"}, {"уряд", "урок"}, {"війна", "військо"}})
    EXPECT_NE(stem(one), stem(other)) << one << ' ' << other;
}

TEST(UkrainianStem, LeavesThreeLetters) {
  for (const char* word : {"дія", "оса", "вами", "ями", "нею"})
    EXPECT_GE(count_code_points(stem(word)), 3U) << word;
}

}  // namespace
}  // namespace kartotek
