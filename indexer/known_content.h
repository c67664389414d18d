#pragma once

#include <xapian.h>

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace kartotek {

// Some documents by what they hold, so that an article that is as it was is known without a look into the
// index. 16 bytes a document. Contents are told apart by a hash of 64 bits.
class KnownContent {
 public:
  void reserve(std::size_t documents) { documents_.reserve(documents); }
  // All documents are to be added before the first is looked for.
  void add(std::string_view content_hash, Xapian::docid document);
  void seal();

  // The document of that content_hash(); 0 where there is none.
  Xapian::docid find(std::string_view content_hash) const;

 private:
  std::vector<std::pair<std::uint64_t, Xapian::docid>> documents_;  // ascending, once sealed
};

}  // namespace kartotek
