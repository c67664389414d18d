#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "corpus/article.h"
#include "indexer/analyzer.h"
#include "indexer/word_order.h"

namespace kartotek {

// What near-duplicates are told by: the words of an article as they follow each other, one a position (see
// each_position()), hashed (XXH3).
struct Wording {
  std::vector<std::uint64_t> shingles;  // every three words in a row, in body and title; ascending, each once
  std::vector<std::uint64_t> numbers;   // the words that begin with a digit; ascending, each once
  Date date;
  std::uint64_t digest = 0;  // of all words in their order and the date; 0 where there are no words
};

// Makes a Wording from the tokens of the title and then the body; one list after the other, since an Analyzer
// holds one at a time. An article of fewer words than tell one notice from the next day's gets a single
// shingle, shared only with articles of the same words, date and countries.
class WordingBuilder {
 public:
  void add(const std::vector<Token>& tokens);
  Wording build(const Article& article) &&;

 private:
  Wording wording_;
  std::vector<std::uint64_t> words_;  // of all lists, 0 after each
};

// The wording of an understood article.
Wording wording_of(const Article& article, Analyzer& analyzer);

// The shingles of an article as its word order tells them, without a look at its text: other hashes than
// those of its Wording, that are equal where those are, but for a few collisions of WordCodes. None where it
// has so few words that it takes more to tell.
std::vector<std::uint64_t> shingles_of(const WordOrder& order);

// Is one an edited, cut or extended copy of the other? They must share_shingles(), and of their numbers
// enough: see share_enough_numbers().
bool is_near_duplicate(const Wording& a, const Wording& b);

// Do they share a Jaccard coefficient of 0.6, or 0.8 of the shorter and more than half of the longer? More
// than half of a text that puts several stories together is at most one of them, so that it does not make the
// others one.
bool share_shingles(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

// Are `shared` of the `fewer` numbers that one of two articles has enough? More than half; on different days
// four fifths: daily rates, prices and earnings have their words in common and are different reports.
bool share_enough_numbers(std::size_t shared, std::size_t fewer, bool on_other_days);

}  // namespace kartotek
