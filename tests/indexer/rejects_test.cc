#include "indexer/rejects.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

using RejectsFileTest = ScratchFolder;

std::vector<nlohmann::json> lines_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<nlohmann::json> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

TEST_F(RejectsFileTest, HasALineOfJsonForEachReject) {
  const std::filesystem::path file = folder() / "rejects.jsonl";
  RejectsFile rejects(file);
  rejects.add(
      {.path = "a.jsonl", .position = "line 17", .reason = "no \"title\"\nand no text", .bytes = "{}"},
      "2026-11-01T03:00:00Z");
  rejects.add({.path = "b.txt", .position = {}, .reason = "empty file", .bytes = {}}, "2026-11-01T03:00:00Z");
  rejects.close();
  rejects.publish();
  const std::vector<nlohmann::json> lines = lines_of(file);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("path"), "a.jsonl");
  EXPECT_EQ(lines[0].at("position"), "line 17");
  EXPECT_EQ(lines[0].at("reason"), "no \"title\"\nand no text");
  EXPECT_EQ(lines[0].at("bytes_base64"), "e30=");
  EXPECT_EQ(lines[0].at("time"), "2026-11-01T03:00:00Z");
  EXPECT_EQ(lines[0].size(), 5U);
  EXPECT_EQ(lines[1].at("position"), "");
  EXPECT_EQ(lines[1].at("bytes_base64"), "");
}

TEST_F(RejectsFileTest, WritesBytesAsRfc4648Does) {
  const std::filesystem::path file = folder() / "rejects.jsonl";
  const std::vector<std::pair<std::string, std::string>> vectors{
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {std::string("\x00\xFF\xFB\xEF\xBE", 5), "AP/7774="}};
  RejectsFile rejects(file);
  for (const auto& [bytes, encoded] : vectors)
    rejects.add({.path = {}, .position = {}, .reason = {}, .bytes = bytes}, "2026-11-01T03:00:00Z");
  rejects.close();
  rejects.publish();
  const std::vector<nlohmann::json> lines = lines_of(file);
  ASSERT_EQ(lines.size(), vectors.size());
  for (std::size_t i = 0; i < vectors.size(); ++i)
    EXPECT_EQ(lines[i].at("bytes_base64"), vectors[i].second) << vectors[i].first;
}

TEST_F(RejectsFileTest, TakesPathsThatAreNoUtf8) {
  const std::filesystem::path file = folder() / "rejects.jsonl";
  RejectsFile rejects(file);
  rejects.add({.path = "caf\xE9.txt", .position = {}, .reason = "dangling link", .bytes = {}},
              "2026-11-01T03:00:00Z");
  rejects.close();
  rejects.publish();
  EXPECT_EQ(lines_of(file).at(0).at("path"), "caf\uFFFD.txt");
}

TEST_F(RejectsFileTest, ReplacesTheOldFileOnlyWhenItIsWhole) {
  const std::filesystem::path file = folder() / "rejects.jsonl";
  write("rejects.jsonl", "{\"path\":\"old\"}\n");
  RejectsFile rejects(file);
  EXPECT_EQ(lines_of(file).at(0).at("path"), "old");
  rejects.close();
  rejects.publish();
  EXPECT_TRUE(lines_of(file).empty());
  EXPECT_FALSE(std::filesystem::exists(file.string() + ".new"));
}

TEST_F(RejectsFileTest, SaysWhenItCannotBeMade) {
  try {
    RejectsFile rejects(folder() / "missing" / "rejects.jsonl");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
  }
}

}  // namespace
}  // namespace kartotek
