#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace kartotek {

struct StarNode {
  std::size_t weight = 1;  // articles it stands for
  std::uint64_t name = 0;  // decides between equals, so that the order of the nodes does not matter
};

// Divides a graph of similar nodes into stars (Aslam, Pelekhov and Rus, The star clustering algorithm, 2004):
// the node with most neighbours and all of these are one, and so on with the nodes left. Every member is then
// itself similar to the centre; in a chain of ever new versions, the first and the last need not be together.
// Returns the centre of every node: itself where it is one. `edges` are unordered pairs, each there once.
std::vector<std::size_t> star_centres(const std::vector<StarNode>& nodes,
                                      const std::vector<std::pair<std::size_t, std::size_t>>& edges);

}  // namespace kartotek
