#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/search.h"

namespace kartotek {

// A question as options or URL parameters give it, all but the query: nothing is checked yet.
struct QuestionText {
  std::string from;
  std::string to;
  bool include_undated = false;
  std::vector<std::string> countries;  // names or codes
  std::vector<std::string> mentions;
  std::vector<std::string> languages;
  std::vector<std::string> sources;
  std::string added_since;
  std::string duplicates_of;
  std::string sort = "relevance";
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::vector<std::string> facets;
  bool exact = false;
  bool no_collapse = false;
  std::string recency;  // a half-life: 90d
  std::size_t snippet = Question().snippet_length;
  bool related = false;
  bool explain = false;
};

// Throws Error(usage) for a date, country, language, order or facet that there is not. `dashes` stands before
// the names of dates in messages: "--" where they are options, "" where they are parameters.
Question question_of(const QuestionText& text, std::string_view dashes);

}  // namespace kartotek
