#pragma once

#include <xapian.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace kartotek {

// A set of documents of one database, a bit each.
class DocumentSet {
 public:
  explicit DocumentSet(Xapian::docid last) : words_(last / 64 + std::size_t{1}) {}

  void add(Xapian::docid document) { words_[document / 64] |= std::uint64_t{1} << (document % 64); }
  bool has(Xapian::docid document) const { return (words_[document / 64] >> (document % 64) & 1) != 0; }
  std::size_t size() const;

  // Of two sets of one database.
  DocumentSet& operator|=(const DocumentSet& other);
  DocumentSet& operator&=(const DocumentSet& other);
  DocumentSet& operator-=(const DocumentSet& other);

  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        visit(static_cast<Xapian::docid>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
  }

 private:
  std::vector<std::uint64_t> words_;
};

// Every document that matches `query`, found by walking posting lists: many times faster than a match that
// looks at each document, and without scores. `database` is a single one, not several together.
// `check` is called now and then, and may end the work by an exception.
DocumentSet matching_documents(
    const Xapian::Query& query, const Xapian::Database& database, const std::function<void()>& check = [] {});

}  // namespace kartotek
