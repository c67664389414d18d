#include "indexer/stars.h"

#include <algorithm>
#include <numeric>

namespace kartotek {

std::vector<std::size_t> star_centres(const std::vector<StarNode>& nodes,
                                      const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
  std::vector<std::vector<std::size_t>> neighbours(nodes.size());
  std::vector<std::size_t> size(nodes.size());  // of the whole star around a node, in articles
  for (std::size_t i = 0; i < nodes.size(); ++i) size[i] = nodes[i].weight;
  for (const auto& [a, b] : edges) {
    neighbours[a].push_back(b);
    neighbours[b].push_back(a);
    size[a] += nodes[b].weight;
    size[b] += nodes[a].weight;
  }
  std::vector<std::size_t> order(nodes.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return size[a] != size[b] ? size[a] > size[b] : nodes[a].name < nodes[b].name;
  });
  const std::size_t none = nodes.size();
  std::vector<std::size_t> centres(nodes.size(), none);
  for (const std::size_t centre : order) {
    if (centres[centre] != none) continue;
    centres[centre] = centre;
    for (const std::size_t satellite : neighbours[centre])
      if (centres[satellite] == none) centres[satellite] = centre;
  }
  return centres;
}

}  // namespace kartotek
