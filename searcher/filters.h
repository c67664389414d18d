#pragma once

#include <xapian.h>

#include "searcher/search.h"

namespace kartotek {

// `query` with the question's filters on top.
Xapian::Query filtered(Xapian::Query query, const Question& question, const Xapian::Database& database);

}  // namespace kartotek
