#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/parse_query.h"

namespace kartotek {

// What a query is understood as: its canonical text.
struct Understood {
  std::string_view typed, canonical;
};

inline void expect_understood(const std::vector<Understood>& rows) {
  for (const auto& [typed, canonical] : rows) {
    SCOPED_TRACE(typed);
    try {
      const Query query = parse_query(typed);
      EXPECT_EQ(to_string(query), canonical);
      EXPECT_EQ(parse_query(to_string(query)), query);
    } catch (const QueryError& error) {
      ADD_FAILURE() << error.code() << " at " << error.at() << ": " << error.what();
    }
  }
}

// How a query is refused: QueryError::code() and at().
struct Refused {
  std::string_view typed, code;
  std::size_t at;
};

inline void expect_refused(const std::vector<Refused>& rows) {
  for (const auto& [typed, code, at] : rows) {
    SCOPED_TRACE(typed);
    try {
      ADD_FAILURE() << "understood as " << to_string(parse_query(typed));
    } catch (const QueryError& error) {
      EXPECT_EQ(error.code(), code) << error.what();
      EXPECT_EQ(error.at(), at) << error.what();
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_STRNE(error.what(), "");
      EXPECT_NE(error.hint(), "");
    }
  }
}

inline std::string hint_of(std::string_view typed) {
  try {
    parse_query(typed);
  } catch (const QueryError& error) {
    return error.hint();
  }
  return "(understood)";
}

}  // namespace kartotek
