#pragma once

#include <cstdio>

#include "corpus/expansion_limit.h"
#include "corpus/reader.h"

namespace kartotek {

// read_articles() for Format::gzip: one file, of the kind its name has without ".gz". Where it is
// damaged, what came before is taken (whole lines of JSON Lines, nothing of other kinds), and the rest
// is one reject.
void read_gzip(const ByteSource& bytes, const SourceFile& file, ExpansionLimit& limit,
               const OnArticle& on_article, const OnReject& on_reject);

// read_articles() for Format::archive: tar or zip, by what it is and not by its name, in gzip or not. A
// member x is read as a file of its kind, with "!/x" behind id prefix and path. Members of no such kind,
// hidden ones, and folders are passed over. Rejects are those of the members, and
//   members that lie outside of the archive ("../x", "/x"), links, encrypted ones, archives
//   a member that is damaged, of a compression that is not known, or too large for its kind
//   the rest of the archive where it is damaged or a bomb: position "after x", as far as it was readable
//   an archive in which there is nothing to read.
// `from`, where it is not null, is the file that the bytes come from: see Archive.
void read_archive(const ByteSource& bytes, std::FILE* from, const SourceFile& file, ExpansionLimit& limit,
                  const OnArticle& on_article, const OnReject& on_reject);

}  // namespace kartotek
