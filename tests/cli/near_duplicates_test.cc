#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/compression.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "indexer/wording.h"
#include "tests/cli/shared_data.h"

// A thousand edited copies among real wire stories, where the shared data is there.

namespace kartotek {
namespace {

using Words = std::vector<std::string>;

Words words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

// Without one of its paragraphs, which begin with four blanks on the wire; "" where there is only one.
std::string cut(const std::string& body, std::mt19937& random) {
  std::vector<std::string> paragraphs;
  std::size_t begin = 0;
  while (begin < body.size()) {
    const std::size_t end = std::min(body.find("\n    ", begin), body.size());
    paragraphs.push_back(body.substr(begin, end - begin));
    begin = end + 5;
  }
  if (paragraphs.size() < 2) return {};
  paragraphs.erase(paragraphs.begin() + static_cast<std::ptrdiff_t>(random() % paragraphs.size()));
  return joined(paragraphs);
}

std::string with_agency_line(const std::string& body, std::mt19937& random) {
  return random() % 2 == 0 ? "ANKARA, (Anatolian Agency) - " + body
                           : body + "\n(Reporting by our correspondents; editing by the night desk)\n";
}

// One word in twenty replaced by one of another article.
std::string reworded(const std::string& body, const std::string& other, std::mt19937& random) {
  Words words = words_of(body);
  const Words others = words_of(other);
  for (std::size_t i = 0; i < std::max<std::size_t>(1, words.size() / 20); ++i)
    words[random() % words.size()] = others[random() % others.size()];
  return joined(words);
}

std::string renamed(std::string body) {
  for (std::size_t at = 0; (at = body.find("Turkey", at)) != std::string::npos;)
    body.replace(at, 6, "Türkiye");
  return body;
}

// Articles with a text of their own, short as they may be.
std::vector<Json> stories_of(const std::vector<Json>& articles) {
  std::vector<Json> stories;
  std::copy_if(articles.begin(), articles.end(), std::back_inserter(stories), [](const Json& article) {
    return words_of(article["body"]).size() >= 20 &&
           article["body"].get<std::string>().find("lah blah") == std::string::npos;
  });
  return stories;
}

std::string edited(const std::vector<Json>& stories, std::size_t place, std::size_t kind,
                   std::mt19937& random) {
  const std::string body = stories[place]["body"];
  if (body.find("Turkey") != std::string::npos) return renamed(body);
  if (kind == 0) {
    const std::string shorter = cut(body, random);
    if (!shorter.empty()) return shorter;
  }
  if (kind == 1) return with_agency_line(body, random);
  return reworded(body, stories[random() % stories.size()]["body"], random);
}

double shared_of(const Wording& a, const Wording& b) {
  std::vector<std::uint64_t> shared;
  std::set_intersection(a.shingles.begin(), a.shingles.end(), b.shingles.begin(), b.shingles.end(),
                        std::back_inserter(shared));
  return static_cast<double>(shared.size());
}

// By the definition, whatever the program's rules are on top.
bool are_alike(const Wording& a, const Wording& b) {
  const double shared = shared_of(a, b);
  const auto sizes =
      std::minmax({static_cast<double>(a.shingles.size()), static_cast<double>(b.shingles.size())});
  return shared >= 0.6 * (sizes.first + sizes.second - shared) || shared >= 0.8 * sizes.first;
}

class NearDuplicatesOfReuters : public ProgramTest {
 protected:
  struct Member {
    std::string id;
    Wording wording;
  };
  std::map<std::string, std::vector<Member>> groups() const {
    Analyzer analyzer;
    const Xapian::Database database(index_ + "/current");
    know_dictionary(database.get_metadata(std::string(metadata_key::dictionary)));
    std::map<std::string, std::vector<Member>> groups;
    const auto end = database.valuestream_end(slot::group);
    for (auto value = database.valuestream_begin(slot::group); value != end; ++value) {
      const Article article = stored_article(database.get_document(value.get_docid())).article;
      groups[*value].push_back({article.id, wording_of(article, analyzer)});
    }
    return groups;
  }
};

TEST_F(NearDuplicatesOfReuters, AreFoundAndNothingElse) {
  SKIP_WITHOUT("corpora/reuters-dev.jsonl.gz");
  std::string input = unpacked("reuters-dev");
  std::vector<Json> articles;
  for (const std::string& line : lines_of(input)) articles.push_back(Json::parse(line));
  std::vector<Json> stories = stories_of(articles);
  std::mt19937 random(20130406);
  std::shuffle(stories.begin(), stories.end(), random);
  constexpr std::size_t edits = 1000;
  ASSERT_GT(stories.size(), edits);
  for (std::size_t i = 0; i < edits; ++i) {
    Json copy = stories[i];
    copy["id"] = stories[i]["id"].get<std::string>() + " edited";
    copy["body"] = edited(stories, i, i % 3, random);
    input += copy.dump() + "\n";
  }
  take(input);
  std::map<std::string, std::string> group_of;
  std::size_t pairs = 0;
  std::size_t right = 0;
  for (const auto& [group, members] : groups()) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      group_of[members[i].id] = group;
      for (std::size_t k = 0; k < i; ++k) {
        ++pairs;
        right += are_alike(members[i].wording, members[k].wording) ? 1U : 0U;
      }
    }
  }
  std::size_t found = 0;
  for (std::size_t i = 0; i < edits; ++i) {
    const auto original = group_of.find(stories[i]["id"]);
    const auto copy = group_of.find(stories[i]["id"].get<std::string>() + " edited");
    found +=
        original != group_of.end() && copy != group_of.end() && original->second == copy->second ? 1U : 0U;
  }
  const double recall = static_cast<double>(found) / static_cast<double>(edits);
  const double precision = static_cast<double>(right) / static_cast<double>(pairs);
  std::printf("near-duplicates: recall %.3f, precision %.3f of %zu pairs\n", recall, precision, pairs);
  EXPECT_GE(recall, 0.95);
  EXPECT_GE(precision, 0.98);
}

}  // namespace
}  // namespace kartotek
