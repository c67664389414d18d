#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/frequent_lines.h"
#include "indexer/document.h"

namespace kartotek {

// What an index keeps of each source, so that the lines frequent in it are known as its articles come and
// go: see corpus/frequent_lines.h. A source is named by its term; its articles are sampled by their
// slot::content_hash, which depends on the article alone and is known of one that goes.
struct SourceLines {
  LineSample sample;
  FrequentLines lines;
  bool settled = true;  // all its articles are understood with `lines`
};

// The term of schema.h for an Article::source.
std::string source_term(std::string_view source);
// Those of all sources of a database.
std::vector<std::string> source_terms(const Xapian::Database& database);

// As keep_source_lines() kept it. Of a source that is in the index without: not settled. Throws Error(index)
// where it is damaged.
SourceLines read_source_lines(const Xapian::Database& database, const std::string& source);
void keep_source_lines(Xapian::WritableDatabase& database, const std::string& source,
                       const SourceLines& kept);
// All that were kept, for a check.
void check_source_lines(const Xapian::Database& database);

// Brings sources to where all articles are understood with the lines that are frequent now.
class LineSettler {
 public:
  // Puts `now` in place of the document of that number; both are of one article, of so many bytes of text.
  using Replace = std::function<void(Xapian::docid, const IndexedArticle& now, std::size_t bytes)>;
  // The lines that a document was understood with; nullptr where that is not known. What it points to
  // outlives settle().
  using Known = std::function<const FrequentLines*(Xapian::docid)>;

  LineSettler(Xapian::WritableDatabase& database, const DocumentTools& tools, Replace replace)
      : database_(database), tools_(tools), replace_(std::move(replace)) {}

  // Takes the sample as it is, or where it is short or `anew` completes it, and keeps it in the index with
  // the lines. Should the run end on the way, the source is found not settled. Throws what Xapian and
  // restore() throw.
  void settle(const std::string& source, LineSample sample, bool anew, const Known& known);

 private:
  void complete(LineSample& sample, const std::vector<Xapian::docid>& documents);
  void understand_again(Xapian::docid document, const FrequentLines& lines, const FrequentLines* changed);

  Xapian::WritableDatabase& database_;
  DocumentTools tools_;
  Replace replace_;
};

}  // namespace kartotek
