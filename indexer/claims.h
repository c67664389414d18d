#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/holdings.h"
#include "indexer/id_set.h"

namespace kartotek {

// Which file had an id in this run, for runs whose articles cannot be looked up as they are put: builds of a
// new database, and dry runs. Some 25 bytes an id.
class Claims {
 public:
  // The last claim of `id`: without content_hash and first_indexed; `document` as it was given.
  std::optional<Holding> find(std::string_view id) const;
  void claim(std::string_view id, std::string_view origin, std::string_view file, Xapian::docid document);

 private:
  struct Claim {
    std::uint32_t origin = 0;  // places in the two lists
    std::uint32_t file = 0;
    Xapian::docid document = 0;
  };

  IdMap<Claim> claims_;
  std::vector<std::string> origins_;
  std::vector<std::string> files_;
};

}  // namespace kartotek
