#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace kartotek {

// The words of a database in its metadata, packed: its terms without a prefix and those of prefix::exact. For
// searchers on other machines that look for words spelt alike, to which Xapian would send each term by a
// message of its own: of 18,000 words that took a second, and takes 15 milliseconds so. A word stays when the
// last article that has it goes.
//
// They are in pieces, each sorted by itself; a commit adds one with the words that are new, and puts them
// together where there are many.

// Says that a database keeps its words, of which it has none yet.
void begin_vocabulary(Xapian::WritableDatabase& database);
// Gives one that was just built the words of its terms.
void keep_vocabulary(Xapian::WritableDatabase& database);

// Gathers the words of documents that are put into a database, and adds what is new to those that it keeps.
class NewWords {
 public:
  void add(const Xapian::Document& document);
  // What add() has gathered takes some 64 bytes a word.
  std::size_t count() const { return words_.size(); }
  // Of a database that keeps no words, which an earlier program has made, nothing is known but these: it goes
  // on without.
  void flush(Xapian::WritableDatabase& database);

 private:
  std::unordered_set<std::string> words_;
};

// The words that the database keeps, sorted; nothing where it keeps none. Throws Error(index) where they are
// damaged, and what Xapian throws.
std::optional<std::vector<std::string>> vocabulary_of(const Xapian::Database& database);

}  // namespace kartotek
