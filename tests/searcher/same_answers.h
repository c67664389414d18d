#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "searcher/parse_query.h"
#include "searcher/search.h"

namespace kartotek {

// A question whose answer has all that matches, one by one, and their exact number.
inline Question all_about(const std::string& words) {
  Question question;
  question.query = parse_query(words);
  question.limit = 0;
  question.collapse = false;
  question.exact_total = true;
  return question;
}

// What an answer says of its hits, but their scores.
inline std::string hits_of(const Page& page) {
  std::string text;
  for (const Hit& hit : page.hits) {
    text += fmt::format("{} {} +{} {} | {} | {}", hit.rank, hit.stored.article.id, hit.duplicates,
                        hit.stored.article.title, hit.stored.article.path, hit.snippet);
    for (const auto& [begin, end] : hit.highlights) text += fmt::format(" {}-{}", begin, end);
    text += '\n';
  }
  return text;
}

inline std::string facets_of(const Page& page) {
  std::string text;
  for (const Facet& facet : page.facets) {
    text += fmt::format("{}:", to_string(facet.kind));
    for (const FacetRow& row : facet.rows) text += fmt::format(" {}={}", row.value, row.count);
    text += '\n';
  }
  return text;
}

// How the query was understood.
inline std::string understanding_of(const Page& page) {
  std::string text =
      fmt::format("{} | {} | {}\n", page.understood, page.suggestion, fmt::join(page.feedback, " "));
  for (const Expansion& expansion : page.expansions)
    text += fmt::format("{} -> {}\n", expansion.from, fmt::join(expansion.to, " "));
  return text;
}

inline constexpr double score_tolerance = 1e-9;

// Two answers are one: the same hits in the same order with the same scores, total (where it is no estimate),
// facets and snippets.
inline void expect_same_answer(const Page& one, const Page& other, const std::string& question) {
  EXPECT_EQ(hits_of(one), hits_of(other)) << question;
  EXPECT_EQ(facets_of(one), facets_of(other)) << question;
  EXPECT_EQ(understanding_of(one), understanding_of(other)) << question;
  if (one.total_is_exact && other.total_is_exact) {
    EXPECT_EQ(one.total, other.total) << question;
  }
  for (std::size_t i = 0; i < std::min(one.hits.size(), other.hits.size()); ++i)
    EXPECT_NEAR(one.hits[i].score, other.hits[i].score, score_tolerance) << question << ", hit " << i + 1;
}

}  // namespace kartotek
