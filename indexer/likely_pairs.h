#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "indexer/signature.h"

namespace kartotek {

// The pairs among signatures[members] that are worth a look at the texts, as places in `members`, the lesser
// first; in no order, each once. Of up to a thousand members all that are alike. A larger group is one of
// reports by one template, or connected by chance: there a pair has to share a stretch of four values with
// few others (95 % of pairs with a Jaccard coefficient of 0.75 do), so that the work stays linear.
std::vector<std::pair<std::size_t, std::size_t>> likely_pairs(const std::vector<Signature>& signatures,
                                                              const std::vector<std::size_t>& members);

}  // namespace kartotek
