#include "corpus/read_json.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace kartotek {
namespace {

// What became of a file: titles of articles, and "position: reason" of rejects, in order.
std::vector<std::string> read(const std::string& json) {
  std::vector<std::string> taken;
  read_json(
      bytes_of(json), {"", "file.json", "wire", "file.json"},
      [&](Article&& article) { taken.push_back(article.title + " " + article.id); },
      [&](Reject&& reject) { taken.push_back(reject.position + ": " + reject.reason); });
  return taken;
}
using Taken = std::vector<std::string>;

TEST(JsonArray, GivesWhatIsWholeOfOneThatIsCutOff) {
  const Taken whole = {"a file.json#1", "b file.json#2"};
  const auto with = [&](const std::string& last) {
    Taken all = whole;
    all.push_back(last);
    return all;
  };
  const std::string two = R"([{"title":"a"},{"title":"b"})";
  EXPECT_EQ(read(two + "]"), whole);
  EXPECT_EQ(read(two), with("after element 2: not valid JSON: an array that does not end"));
  EXPECT_EQ(read(two + ","), with("after element 2: not valid JSON: an array that does not end"));
  EXPECT_EQ(
      read(two + R"(,{"title":"c\"]},)"),
      with("element 3: not valid JSON: a string that does not end (the file ends in the middle of it)"));
  EXPECT_EQ(read(two + R"(,{"title")"),
            with("element 3: not valid JSON: an object or array that does not end (the file ends in "
                 "the middle of it)"));
}

TEST(JsonArray, LosesNoMoreThanTheElementThatIsWrong) {
  const auto between = [](const std::string& wrong) {
    const Taken taken = read(R"([{"title":"a"},)" + wrong + R"(,{"title":"z"}])");
    EXPECT_EQ(taken.size(), 3U) << wrong;
    EXPECT_EQ(taken.front(), "a file.json#1") << wrong;
    EXPECT_TRUE(taken.back().starts_with("z ")) << wrong;
    return taken.at(1);
  };
  EXPECT_EQ(between("{\"title\":\"b\tc\"}"),
            "element 2: not valid JSON: a control character in a string that is not escaped");
  EXPECT_EQ(between(R"({"title":"b"} {"title":"c"})"), "element 2: something follows the object at byte 14");
  EXPECT_EQ(between(R"({"title":"b"}})"), "element 2: something follows the object at byte 13");
  for (const char* wrong :
       {R"({"title":"b","x":[1,2})", R"({"title":"b","x":[1,2}})", R"({"title":"b","x":{"y":1]})",
        R"({"title":"b","x":[1,2},"y":[{"z":3},{}],"title":"c"})", R"({"title":"b"])",
        R"({"title":"b","x":[{"y":[1,2},3]})", R"({"title":"b","x":[[[[[1,2})"})
    EXPECT_TRUE(between(wrong).starts_with("element 2: ")) << wrong;
  EXPECT_EQ(between(""), "after element 1: not valid JSON: nothing beside a comma");
}

TEST(JsonArray, BeginsAnewBehindAStringThatDoesNotEnd) {
  for (const std::string comma : {",", ",\n ", "\n,\n"}) {
    const auto with = [&](const std::vector<std::string>& elements) {
      std::string all = "[" + elements[0];
      for (std::size_t i = 1; i < elements.size(); ++i) all += comma + elements[i];
      return read(all + "]");
    };
    const std::string a = R"({"title":"a","body":"x"})";
    const std::string open = R"({"title":"b","body":"x})";
    const Taken one = with({a, open, a, a});
    ASSERT_EQ(one.size(), 4U) << comma;
    EXPECT_TRUE(one[1].starts_with("element 2: not valid JSON")) << one[1];
    EXPECT_EQ(one[3], "a file.json#4");
    const Taken two = with({open, a, a, open, a, open});
    ASSERT_EQ(two.size(), 6U) << comma;
    EXPECT_EQ(two[1], "a file.json#2");
    EXPECT_EQ(two[2], "a file.json#3");
    EXPECT_EQ(two[4], "a file.json#5");
    EXPECT_TRUE(two[5].starts_with("element 6: not valid JSON")) << two[5];
  }
  // What is well-formed may quote such a thing.
  EXPECT_EQ(read(R"([{"title":"a","body":"{x},{\"y\"},{"}, {"title":"b"}])"),
            (Taken{"a file.json#1", "b file.json#2"}));
}

TEST(JsonLines, TellALineThatIsCutOffFromOneThatIsOnlyWrong) {
  const auto reason_of = [](const std::string& lines) {
    std::string reason;
    read_json_lines(
        bytes_of(lines), {"", "file.jsonl", "wire", "file.jsonl"}, [](Article&&) {},
        [&](Reject&& reject) { reason = reject.reason; });
    return reason;
  };
  const std::string cut = "(the file ends in the middle of it)";
  EXPECT_NE(reason_of(R"({"title":"a","bo)").find(cut), std::string::npos);
  EXPECT_EQ(reason_of(R"({"title":"a","bo)"
                      "\n")
                .find(cut),
            std::string::npos);
  const std::string element = reason_of(R"({"title":"a"},)");  // of an array that was taken apart
  EXPECT_NE(element, "");
  EXPECT_EQ(element.find(cut), std::string::npos);
}

TEST(JsonArray, CountsNoBracketsInStringsAsDepth) {
  EXPECT_EQ(read(R"([{"title":"a","note":{"marks":")" + std::string(300, '[') + R"("}}])"),
            (Taken{"a file.json#1"}));
  EXPECT_EQ(read(R"([{"title":"a","note":)" + std::string(300, '[') + std::string(300, ']') + "}]"),
            (Taken{"element 1: nested more than 128 deep"}));
}

TEST(JsonArray, TakesTimeInProportionToWhatIsWrong) {
  std::string json = "[";
  while (json.size() < 2'000'000) json += R"({"},{"x{)";
  EXPECT_GT(read(json).size(), 0U);
  json = "[";
  for (int i = 0; i < 30'000; ++i) json += R"({"title":{"b":"c},)";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_GT(read(json).size(), 0U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
}

TEST(JsonArray, SaysWhatFollowsIt) {
  EXPECT_EQ(read(R"([{"title":"a"}] x)"),
            (Taken{"a file.json#1", "after element 1: not valid JSON: something follows the array"}));
  EXPECT_EQ(read(R"([{"title":"a"},])"),
            (Taken{"a file.json#1", "after element 1: not valid JSON: nothing beside a comma"}));
}

}  // namespace
}  // namespace kartotek
