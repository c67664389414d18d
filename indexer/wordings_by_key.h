#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "indexer/schema.h"
#include "indexer/signature.h"

namespace kartotek {

// A wording's place among all, in the order of their keys, from 0.
using WordingPlace = std::uint32_t;

// The wordings of all articles of a database that have a signature, in the order of their keys; takes some 20
// bytes for each article. Not thread-safe.
class WordingsByKey {
 public:
  // Of a database to which no change is pending.
  explicit WordingsByKey(Xapian::Database database);

  WordingPlace count() const { return static_cast<WordingPlace>(wordings_.size()); }
  std::uint64_t digest(WordingPlace place) const { return wordings_[place].digest; }
  Xapian::docid article(WordingPlace place) const { return wordings_[place].article; }  // the first of it
  // Further articles of a wording, by place.
  const std::vector<std::pair<WordingPlace, Xapian::docid>>& copies() const { return copies_; }
  const Xapian::Database& database() const { return database_; }

  // Calls take(place, signature) once for each wording, in the order of documents.
  template <typename Take>
  void each_signature(Take take) const {
    const auto end = database_.valuestream_end(slot::signature);
    for (auto value = database_.valuestream_begin(slot::signature); value != end; ++value) {
      const Xapian::docid article = value.get_docid();
      if (article >= places_.size() || places_[article] == none) continue;
      take(places_[article], *signature_from_bytes(*value));
    }
  }

 private:
  static constexpr WordingPlace none = ~WordingPlace{0};
  struct Keyed {
    std::uint32_t date = 0;
    Xapian::docid article = 0;
    std::uint64_t digest = 0;
  };
  static bool is_copy(const Keyed& a, const Keyed& b) { return a.date == b.date && a.digest == b.digest; }

  Xapian::Database database_;
  std::vector<Keyed> wordings_;
  std::vector<std::pair<WordingPlace, Xapian::docid>> copies_;
  std::vector<WordingPlace> places_;  // by document, of the first article of each wording
};

}  // namespace kartotek
