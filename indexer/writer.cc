#include "indexer/writer.h"

#include <fmt/format.h>

#include <utility>

#include "corpus/error.h"
#include "corpus/understand.h"
#include "indexer/document.h"
#include "indexer/index_description.h"
#include "indexer/name_table.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

Xapian::WritableDatabase open(const std::filesystem::path& path) {
  // Xapian would commit by the number of documents; here it is by bytes.
  ::setenv("XAPIAN_FLUSH_THRESHOLD", "4000000000", 1);  // NOLINT(concurrency-mt-unsafe): before any thread
  try {
    return Xapian::WritableDatabase(path.string(), Xapian::DB_CREATE_OR_OPEN);
  } catch (const Xapian::DatabaseLockError&) {
    throw Error(ErrorKind::locked,
                fmt::format("another indexer is at work on {}", path.parent_path().string()),
                "wait for it to end");
  }
}

}  // namespace

Writer::Writer(const std::filesystem::path& database, std::size_t memory, OnWarning warn)
    : database_(open(database)), memory_(memory), warn_(std::move(warn)) {
  if (database_.get_metadata(std::string(metadata_key::schema)).empty() && database_.get_doccount() == 0) {
    describe_index(database_);
  } else if (!is_described_alike(database_)) {
    throw Error(ErrorKind::index, fmt::format("{} was written by another version", database.string()),
                "run indexer --rebuild");
  }
  // What is not committed when something fails is to be lost, not written by the destructor.
  database_.begin_transaction();
  expected_ = database_.get_doccount();
  changes_.everything = !database_.get_metadata(std::string(metadata_key::ungrouped)).empty();
}

Xapian::docid Writer::find_document(std::string_view id) const {
  const std::string term = make_term(prefix::id, id);
  const Xapian::PostingIterator found = database_.postlist_begin(term);
  return found == database_.postlist_end(term) ? 0 : *found;
}

std::optional<Provenance> Writer::find(std::string_view id) const {
  const Xapian::docid known = find_document(id);
  if (known == 0) return std::nullopt;
  const Xapian::Document document = database_.get_document(known);
  return Provenance{.first_indexed = document.get_value(slot::first_indexed),
                    .origin = document.get_value(slot::origin),
                    .file = document.get_value(slot::file),
                    .content_hash = document.get_value(slot::content_hash)};
}

void Writer::put(Article&& article, Provenance&& provenance) {
  understand(article);
  for (const std::string& warning : article.warnings) warn_(fmt::format("{}: {}", article.id, warning));
  const Xapian::Document document = make_document(article, analyzer_, provenance);
  if (const Xapian::docid known = find_document(article.id)) {
    changes_.gone.push_back(database_.get_document(known).get_value(slot::signature));
    database_.replace_document(known, document);
    changes_.put.push_back(known);
  } else {
    changes_.put.push_back(database_.add_document(document));
    ++expected_;
  }
  for (std::string& name : analyzer_.take_new_names()) names_.insert(std::move(name));
  buffered_ += (article.text.size() + article.title.size()) * memory_per_byte;
  if (buffered_ > memory_) {
    // Should the run end before finish(), the next one has to group everything.
    database_.set_metadata(std::string(metadata_key::ungrouped), "1");
    commit();
  }
}

void Writer::set_metadata(const std::string& key, const std::string& value) {
  database_.set_metadata(key, value);
}

void Writer::finish() {
  update_groups(database_, analyzer_, changes_);
  changes_ = {};
  database_.set_metadata(std::string(metadata_key::ungrouped), "");
  commit();
}

void Writer::commit() {
  try {
    add_names(database_, {names_.begin(), names_.end()});
    names_.clear();
    database_.commit_transaction();
    database_.begin_transaction();
  } catch (const Xapian::Error& error) {
    throw Error(ErrorKind::io, fmt::format("cannot write the index: {}", error.get_description()),
                "is the disk full or read-only? the index is as it was at the last commit");
  }
  buffered_ = 0;
  // After an error inside it Xapian may commit nothing and say that all went well.
  if (database_.get_doccount() != expected_)
    throw Error(
        ErrorKind::io,
        fmt::format("the index has {} articles where {} were put", database_.get_doccount(), expected_),
        "is the disk full? run indexer again");
}

}  // namespace kartotek
