#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/columns.h"
#include "searcher/document_set.h"
#include "searcher/search.h"

namespace kartotek {

// Counts facets while Xapian matches. Exact when every match is seen (check_at_least = all).
class FacetCounter {
 public:
  explicit FacetCounter(const std::vector<FacetKind>& kinds);
  // To be called before get_mset(); the counter must outlive it.
  void attach(Xapian::Enquire& enquire);
  // Counts the matches of `query` in a match of its own, of which it returns what there is of totals. (Of
  // hits that come from a remote part Xapian 1.4.22 counts some twice.)
  Xapian::MSet count(const Xapian::Query& query, const Xapian::Database& database);
  std::vector<Facet> facets() const;

 private:
  std::vector<FacetKind> kinds_;
  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies_;  // one for each kind
};

// The same counts from columns: what rows a facet may have, and which of them each value of a column counts
// for. Immutable; thread-safe.
class FacetTable {
 public:
  // `columns` of every database that is searched; they must outlive it.
  FacetTable(FacetKind kind, const std::vector<Columns>& columns);

  // Of the matches in each database.
  Facet count(const std::vector<DocumentSet>& matches) const;

 private:
  struct Part {
    const Column* column;
    std::vector<std::uint32_t> row_of;  // by the number of the value
  };

  FacetKind kind_;
  std::vector<FacetRow> rows_;  // by value, without counts
  std::vector<Part> parts_;
};

}  // namespace kartotek
