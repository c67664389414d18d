#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace kartotek {

// How a term's occurrences in an article score: BM25.
Xapian::BM25Weight ranking();

// The two factors of what Xapian scores by ranking(), where terms count as one (OP_SYNONYM): what they weigh
// by their rarity, and the share of it by how often they stand in an article of that length, in average
// lengths.
double bm25_weight(const std::vector<std::string>& terms, const Xapian::Database& database);
double bm25_share(double occurrences, double length);

}  // namespace kartotek
