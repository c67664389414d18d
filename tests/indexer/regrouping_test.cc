#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "indexer/schema.h"
#include "tests/searcher/small_index.h"

// What becomes of a group of near-duplicates when a run changes one of them.

namespace kartotek {
namespace {

const std::string report =
    "The yard in Tallinn handed over the third of six patrol boats to the coast guard on Monday, a year "
    "behind "
    "its plan. The boats have two engines from Finland and a crew of nine, and are to watch over the shallow "
    "waters between the islands, where larger ships cannot go. The ministry said that it would order four "
    "more "
    "if the parliament agrees to the budget in autumn, and that the old boats would be sold.";
const std::string other =
    "A harvest festival was held in the valley, with music until the morning and more visitors than ever "
    "before. Farmers showed their best apples, and a jury of children chose the winner.";

std::string article(const std::string& id, const std::string& body) {
  return fmt::format(R"({{"id":"{}","title":"Note","date":"2024-05-01","body":"{}"}})", id, body) + '\n';
}

std::vector<std::string> groups(const SmallIndex& index) {
  const Xapian::Database database = index.database();
  const std::string all(prefix::group);
  return {database.allterms_begin(all), database.allterms_end(all)};
}

TEST(Regrouping, LeavesNoGroupOfOne) {
  const std::string copy = report + " (Wire)";
  const SmallIndex index(article("a", report) + article("b", copy));
  ASSERT_EQ(groups(index).size(), 1U);
  index.change_to(article("a", report) + article("b", other));
  EXPECT_TRUE(groups(index).empty());
  index.change_to(article("a", report) + article("b", copy));
  EXPECT_EQ(groups(index).size(), 1U);
  index.change_to(article("a", other) + article("b", copy));
  EXPECT_TRUE(groups(index).empty()) << "the one that the group was named after went";
}

}  // namespace
}  // namespace kartotek
