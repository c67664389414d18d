#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "corpus/article.h"
#include "indexer/analyzer.h"
#include "indexer/compression.h"
#include "indexer/new_document.h"
#include "indexer/provenance.h"
#include "indexer/stored.h"
#include "indexer/word_codes.h"

namespace kartotek {

struct PostedArticle {
  NewDocument document;    // terms, values and stored text as schema.h lists them
  std::string word_order;  // what phrases are checked against: see word_order.h
};

struct IndexedArticle {
  Xapian::Document document;
  std::string word_order;
};

// What makes documents of one index.
struct DocumentTools {
  Analyzer& analyzer;
  Compressor& compressor;  // by the dictionary of the index
  const WordCodes& codes;  // of the index
};

// What an index has of an understood article. Every term is short enough for Xapian.
PostedArticle post_article(const Article& article, const Provenance& provenance, const DocumentTools& tools);
// The same as a document of Xapian.
IndexedArticle make_document(const Article& article, const Provenance& provenance,
                             const DocumentTools& tools);

// The word order alone, of an article as it is stored or put.
std::string word_order(const Article& article, Analyzer& analyzer, const WordCodes& codes);

// The article that make_document() made `document` of. Throws Error(index) where it is damaged.
StoredArticle stored_article(const Xapian::Document& document);

Provenance provenance_of(const Xapian::Document& document);

// Two XXH3 hashes, eight bytes each, of what a reader gave for the article, before understand().
// The whole is equal where the article needs no new document; what text_hash() takes of it, where only the
// name of the article (id, path, source) may have changed.
std::string content_hash(const Article& article);
std::string text_hash(std::string_view content_hash);

// Tells the files of all sources apart: 16 hexadecimal digits, a hash of Source::origin and
// SourceFile::id_prefix.
std::string file_key(std::string_view origin, std::string_view file);

}  // namespace kartotek
