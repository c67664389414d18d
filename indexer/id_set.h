#pragma once

#include <xxhash.h>

#include <cstdint>
#include <sparsehash/sparse_hash_map>
#include <sparsehash/sparse_hash_set>
#include <string_view>

namespace kartotek {

// Ids are told apart by their hash: among ten million, two are taken for one with a chance of three in a
// million.
using IdHash = std::uint64_t;
inline IdHash hash_of_id(std::string_view id) { return XXH3_64bits(id.data(), id.size()); }

// Tables of millions of them, which take little more than what is in them.
struct IdHashing {
  std::size_t operator()(IdHash hash) const { return hash; }
};
using IdSet = google::sparse_hash_set<IdHash, IdHashing>;
template <typename Value>
using IdMap = google::sparse_hash_map<IdHash, Value, IdHashing>;

}  // namespace kartotek
