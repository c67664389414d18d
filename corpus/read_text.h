#pragma once

#include "corpus/reader.h"

namespace kartotek {

// read_articles() for Format::text: a text file in any encoding decode() knows, holding the stories
// that split_stories() finds in it.
void read_text(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject);

}  // namespace kartotek
