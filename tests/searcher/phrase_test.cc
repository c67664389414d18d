// Words side by side, against a look at every article.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "indexer/word_order_file.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

using Text = std::vector<std::string>;

struct Story {
  Text title;
  Text body;
};

std::string joined(const Text& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Text random_text(std::size_t most, std::mt19937& random) {
  static const Text words{"frigate", "corvette", "howitzer", "radar", "minefield"};
  Text text(1 + random() % most);
  for (std::string& word : text) word = words[random() % words.size()];
  return text;
}

bool has_phrase(const Text& text, const Text& phrase) {
  return std::search(text.begin(), text.end(), phrase.begin(), phrase.end()) != text.end();
}

// Two words at different places, so many positions apart at most.
bool has_near(const Text& text, const Text& pair, std::size_t distance) {
  for (std::size_t i = 0; i < text.size(); ++i)
    for (std::size_t j = 0; j < text.size(); ++j)
      if (i != j && text[i] == pair[0] && text[j] == pair[1] && std::max(i, j) - std::min(i, j) <= distance)
        return true;
  return false;
}

// Two words side by side, and a third of which neither is further than `distance` from the nearer one.
bool has_phrase_near(const Text& text, const Text& pair, const std::string& third, std::size_t distance) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    for (std::size_t k = 0; k < text.size(); ++k)
      if (text[i] == pair[0] && text[i + 1] == pair[1] && text[k] == third && k != i && k != i + 1 &&
          (k < i ? i - k : k - i - 1) <= distance)
        return true;
  return false;
}

class Phrases : public ::testing::Test {
 protected:
  template <class Fits>
  std::string expected(Fits fits) const {
    std::string ids;
    for (std::size_t i = 0; i < stories_.size(); ++i)
      if (fits(stories_[i])) ids += fmt::format("{} ", i);
    return ids;
  }

  std::string found(const SmallIndex& index, const std::string& query) const {
    Question question;
    question.collapse = false;
    question.limit = stories_.size();
    std::vector<std::size_t> numbers;
    for (const Hit& hit : index.ask(query, question).hits)
      numbers.push_back(std::stoul(hit.stored.article.id));
    std::sort(numbers.begin(), numbers.end());
    std::string ids;
    for (const std::size_t number : numbers) ids += fmt::format("{} ", number);
    return ids;
  }

  std::vector<Story> stories_;
};

TEST_F(Phrases, StandInOneFieldAndMeanWhatTheySay) {
  std::mt19937 random(20261127);
  std::string lines;
  for (int i = 0; i < 80; ++i) {
    const Story& story = stories_.emplace_back(Story{random_text(3, random), random_text(7, random)});
    lines += fmt::format(R"({{"id":"{}","title":"{}","body":"{}"}})"
                         "\n",
                         i, joined(story.title), joined(story.body));
  }
  SmallIndex index(lines);
  for (int round = 0; round < 60; ++round) {
    // From then on they are looked for in the stored articles.
    if (round == 40) std::filesystem::remove(word_order_path(index.generation()));
    const Text phrase = [&random] {
      Text text = random_text(3, random);
      while (text.size() < 2) text = random_text(3, random);
      return text;
    }();
    const std::string quoted = '"' + joined(phrase) + '"';
    const auto in_title = [&](const Story& story) { return has_phrase(story.title, phrase); };
    const auto in_body = [&](const Story& story) { return has_phrase(story.body, phrase); };
    EXPECT_EQ(found(index, "title:" + quoted), expected(in_title)) << quoted;
    EXPECT_EQ(found(index, "body:" + quoted), expected(in_body)) << quoted;
    EXPECT_EQ(found(index, quoted),
              expected([&](const Story& story) { return in_title(story) || in_body(story); }))
        << quoted;
    const std::size_t distance = 1 + random() % 4;
    EXPECT_EQ(found(index, fmt::format("{} NEAR/{} {}", phrase[0], distance, phrase[1])),
              expected([&](const Story& story) {
                return has_near(story.title, phrase, distance) || has_near(story.body, phrase, distance);
              }))
        << phrase[0] << " NEAR/" << distance << ' ' << phrase[1];
    const std::string third = random_text(1, random).front();
    const Text pair{phrase[0], phrase[1]};
    const std::string beside = fmt::format("\"{}\" NEAR/{} {}", joined(pair), distance, third);
    EXPECT_EQ(found(index, beside), expected([&](const Story& story) {
                return has_phrase_near(story.title, pair, third, distance) ||
                       has_phrase_near(story.body, pair, third, distance);
              }))
        << beside;
  }
}

}  // namespace
}  // namespace kartotek
