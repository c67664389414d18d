#pragma once

#include "corpus/reader.h"

namespace kartotek {

// read_articles() for Format::text: a text file in any encoding decode() knows, holding the stories
// that split_stories() finds in it. A page saved as text is read as read_html() does; a text that begins with
// a tag of HTML is read as the piece of a page it is, and kept as it was in `extra` of its first story.
void read_text(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject);

}  // namespace kartotek
