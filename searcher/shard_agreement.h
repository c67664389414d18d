#pragma once

#include <cstddef>
#include <vector>

#include "indexer/shards.h"

namespace kartotek {

// Whether shards, each from where it was to be had, are those of one moment of one build: a rebuild puts new
// ones in the place of the old one by one, and a replica gets what is committed later than its master.
struct ShardAgreement {
  std::size_t lacking = 0;          // shards that there should be beside them, of all sets
  bool is_twice = false;            // one of them is
  std::vector<std::size_t> behind;  // by their place in what was looked at: see ShardSet
};
// Databases that are of no set agree with everything.
ShardAgreement agreement_of(const std::vector<ShardSet>& shards);

// Whether `shard` is that of the moment that `moment`, of the same set or another, was committed at.
bool is_of_moment(const ShardSet& shard, const ShardSet& moment);

}  // namespace kartotek
