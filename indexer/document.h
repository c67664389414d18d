#pragma once

#include <xapian.h>

#include <string_view>

#include "corpus/article.h"
#include "indexer/analyzer.h"

namespace kartotek {

// The Xapian document of an understood article: terms, values and stored text as schema.h lists them.
// Every term is short enough for Xapian. `first_indexed` is ISO 8601, UTC.
Xapian::Document make_document(const Article& article, Analyzer& analyzer, std::string_view first_indexed);

// XXH3 of all that a reader gave for the article: equal where the article needs no new document.
std::string content_hash(const Article& article);

}  // namespace kartotek
