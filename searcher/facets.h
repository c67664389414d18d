#pragma once

#include <xapian.h>

#include <memory>
#include <vector>

#include "searcher/search.h"

namespace kartotek {

// Counts facets while Xapian matches. Exact when every match is seen (check_at_least = all).
class FacetCounter {
 public:
  explicit FacetCounter(const std::vector<FacetKind>& kinds);
  // To be called before get_mset(); the counter must outlive it.
  void attach(Xapian::Enquire& enquire);
  std::vector<Facet> facets() const;

 private:
  std::vector<FacetKind> kinds_;
  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies_;  // one for each kind
};

}  // namespace kartotek
