#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "corpus/article.h"
#include "indexer/analyzer.h"
#include "indexer/provenance.h"
#include "indexer/stored.h"
#include "indexer/word_codes.h"

namespace kartotek {

struct IndexedArticle {
  Xapian::Document document;  // terms, values and stored text as schema.h lists them
  std::string word_order;     // what phrases are checked against: see word_order.h
};

// What an index has of an understood article. Every term is short enough for Xapian. `codes`: those of the
// index.
IndexedArticle make_document(const Article& article, Analyzer& analyzer, const WordCodes& codes,
                             const Provenance& provenance);

// The word order alone, of an article as it is stored or put.
std::string word_order(const Article& article, Analyzer& analyzer, const WordCodes& codes);

// The article that make_document() made `document` of, its data compressed since or not. Throws Error(index)
// where it is damaged.
StoredArticle stored_article(const Xapian::Document& document);

Provenance provenance_of(const Xapian::Document& document);

// Two XXH3 hashes, 16 hexadecimal digits each, of what a reader gave for the article, before understand().
// The whole is equal where the article needs no new document; what text_hash() takes of it, where only the
// name of the article (id, path, source) may have changed.
std::string content_hash(const Article& article);
std::string text_hash(std::string_view content_hash);

// Tells the files of all sources apart: a hash of Source::origin and SourceFile::id_prefix.
std::string file_key(std::string_view origin, std::string_view file);

}  // namespace kartotek
