#include "indexer/source_lines.h"

#include <map>
#include <utility>

#include "corpus/understand.h"
#include "corpus/unicode.h"
#include "indexer/document.h"
#include "indexer/packing.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

std::string key_of(const std::string& source) { return std::string(metadata_key::lines) + source; }

SourceLines from_bytes(const std::string& bytes) {
  Unpacker unpacker(bytes, "the record of a source's frequent lines");
  SourceLines kept;
  kept.settled = unpacker.number() != 0;
  kept.lines = FrequentLines::from_bytes(unpacker.text());
  kept.sample = LineSample::from_bytes(unpacker.text());
  if (!unpacker.done()) unpacker.fail();
  return kept;
}

}  // namespace

std::string source_term(std::string_view source) { return make_term(prefix::source, fold(source)); }

std::vector<std::string> source_terms(const Xapian::Database& database) {
  const std::string all(prefix::source);
  return {database.allterms_begin(all), database.allterms_end(all)};
}

SourceLines read_source_lines(const Xapian::Database& database, const std::string& source) {
  const std::string bytes = database.get_metadata(key_of(source));
  if (!bytes.empty()) return from_bytes(bytes);
  SourceLines none;
  none.settled = !database.term_exists(source);
  return none;
}

void keep_source_lines(Xapian::WritableDatabase& database, const std::string& source,
                       const SourceLines& kept) {
  Packer packer;
  packer.number(kept.settled ? 1 : 0);
  packer.text(kept.lines.serialise());
  packer.text(kept.sample.serialise());
  database.set_metadata(key_of(source), packer.out);
}

void check_source_lines(const Xapian::Database& database) {
  const std::string keys(metadata_key::lines);
  for (auto key = database.metadata_keys_begin(keys); key != database.metadata_keys_end(keys); ++key)
    from_bytes(database.get_metadata(*key));
}

void LineSettler::settle(const std::string& source, LineSample sample, bool anew, const Known& known) {
  const std::vector<Xapian::docid> documents(database_.postlist_begin(source),
                                             database_.postlist_end(source));
  if (documents.empty()) return database_.set_metadata(key_of(source), "");
  if (anew) sample = {};
  if (anew || sample.is_short()) complete(sample, documents);
  const FrequentLines lines = sample.frequent();
  SourceLines kept{std::move(sample), lines, false};
  std::map<const FrequentLines*, FrequentLines> changed;  // since each that was known
  for (const Xapian::docid document : documents) {
    const FrequentLines* before = known(document);
    auto since = changed.find(before);
    if (since == changed.end()) {
      since = changed.emplace(before, before ? FrequentLines::changed(*before, lines) : lines).first;
      // Before the first article is put, which may commit.
      if (!before || !since->second.empty()) keep_source_lines(database_, source, kept);
    }
    if (!before || !since->second.empty())
      understand_again(document, lines, before ? &since->second : nullptr);
  }
  kept.settled = true;
  keep_source_lines(database_, source, kept);
}

// Reads the articles that belong into the sample.
void LineSettler::complete(LineSample& sample, const std::vector<Xapian::docid>& documents) {
  std::vector<LineSample::Candidate> articles;
  articles.reserve(documents.size());
  auto value = database_.valuestream_begin(slot::content_hash);
  const auto end = database_.valuestream_end(slot::content_hash);
  for (const Xapian::docid document : documents) {
    if (value == end) break;
    value.skip_to(document);
    if (value == end || value.get_docid() != document) continue;
    articles.push_back(LineSample::candidate(*value, document));
  }
  for (const Xapian::docid number : sample.top_up_from(std::move(articles))) {
    const Xapian::Document document = database_.get_document(number);
    sample.add(document.get_value(slot::content_hash), stored_article(document).article);
  }
}

// If there is one of the `changed` lines in it, or they are not known.
void LineSettler::understand_again(Xapian::docid document, const FrequentLines& lines,
                                   const FrequentLines* changed) {
  const Xapian::Document before = database_.get_document(document);
  Article article = stored_article(before).article;
  if (changed && !holds_any(article, *changed)) return;
  understand_anew(article, lines);
  replace_(document, make_document(article, provenance_of(before), tools_),
           article.title.size() + article.text.size());
}

}  // namespace kartotek
