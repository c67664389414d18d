#pragma once

#include "corpus/reader.h"

namespace kartotek {

// read_articles() for Format::html: one article a page.
void read_html(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject);

}  // namespace kartotek
