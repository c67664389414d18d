#pragma once

#include "corpus/reader.h"

namespace kartotek {

// read_articles() for Format::html: one article a page. Its `text` is all that is to be seen on the page,
// menus too, and `body` the parts of it that tell the story (see find_main_text), which find_body() then
// cleans. Where the page has less text than its JSON-LD tells (pages made by scripts), or none but a
// description, that text stands behind the rest and is the body. Title, date, url and language are those
// of find_page_facts(); a language the text itself contradicts is not believed. `extra` has site_name,
// author and description.
void read_html(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject);

}  // namespace kartotek
