#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/query.h"
#include "searcher/scoring.h"

namespace kartotek {

// A word of the query and what it was widened to.
struct Expansion {
  std::string from;
  std::vector<std::string> to;  // as found in the index, folded
  bool operator==(const Expansion&) const = default;
};

// What a snippet marks: single index terms, and phrases of which every place has one of several terms. What
// one word or phrase of the query was widened to shares a concept, numbered from 0.
struct Highlights {
  struct Phrase {
    std::vector<std::unordered_set<std::string>> places;
    unsigned concept_number = 0;
  };
  std::unordered_map<std::string, unsigned> terms;
  std::vector<Phrase> phrases;
  unsigned concepts = 0;
};

// The highlight term of a word that is written without diacritics.
std::string plain_term(const std::string& word_term);

struct CompiledQuery {
  Xapian::Query query;
  Highlights highlights;
  std::vector<Expansion> expansions;
  unsigned plain_words = 0;  // words of the longest ranked group that have neither a sign nor an operator
  bool ranked = false;       // whether any part of it scores; else the newest article comes first
};

// Turns a query into Xapian's. `exact`: no variants of spelling and no stems; case and diacritics still
// fold. Throws QueryError where the query asks for too much (a prefix that thousands of words begin with)
// or has no word in it.
CompiledQuery compile_query(const Query& query, const Scoring& scoring, Analyzer& analyzer, bool exact);

// The articles dated within [from, to], an unknown end being open.
Xapian::Query compile_date_range(const Date& from, const Date& to, const Xapian::Database& database);

}  // namespace kartotek
