#include "indexer/writer.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "corpus/error.h"
#include "corpus/understand.h"
#include "indexer/clock.h"
#include "indexer/document.h"
#include "indexer/index_description.h"
#include "indexer/name_table.h"
#include "indexer/schema.h"
#include "indexer/source_lines.h"

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
    : path_(database),
      database_(open(database)),
      compressor_(database_.get_metadata(std::string(metadata_key::dictionary))),
      memory_(memory),
      warn_(std::move(warn)),
      changes_(memory / 8 / sizeof(ArticleChanges::Lost)),
      lines_(database_, memory / 4) {
  if (database_.get_metadata(std::string(metadata_key::schema)).empty() && database_.get_doccount() == 0) {
    describe_index(database_);
  } else {
    check_described_alike(database_, database);
  }
  word_orders_.emplace(continue_word_orders(database));
  begin_batch();
  expected_ = database_.get_doccount();
  was_cut_off_ = !database_.get_metadata(std::string(metadata_key::ungrouped)).empty();
  if (was_cut_off_) changes_.set_everything();
}

// The file of the database is gone on with. Where there is none, or a damaged one, a new one is made of the
// stored articles; where most of it is of articles that are gone, of what is left.
WordOrderWriter Writer::continue_word_orders(const std::filesystem::path& database) {
  constexpr std::size_t records_not_worth_it = 10'000;
  const std::filesystem::path path = word_order_path(database);
  const auto known = WordOrderFile::open(database, database_);
  if (known) codes_ = known->codes();
  if (known && known->record_count() <= std::size_t{2} * database_.get_doccount() + records_not_worth_it)
    return {path, known->size()};
  const std::filesystem::path scratch = path.string() + ".new";
  WordOrderWriter renewed(scratch, known ? known->common_terms() : std::string_view());
  const std::string everything;
  for (auto id = database_.postlist_begin(everything); id != database_.postlist_end(everything); ++id) {
    std::string order = known ? known->bytes_of(*id) : std::string();
    if (order.empty())
      order = word_order(stored_article(database_.get_document(*id)).article, analyzer_, codes_);
    renewed.put(*id, order);
  }
  renewed.finish(true);
  std::filesystem::rename(scratch, path);
  return renewed;
}

void Writer::begin_batch() {
  // What is not committed when something fails is to be lost, not written by the destructor.
  database_.begin_transaction();
  time_ = time_after(database_.get_metadata(std::string(metadata_key::time)));
  buffered_ = 0;
  has_new_ = false;
}

Xapian::docid Writer::find(std::string_view id) const {
  const std::string term = make_term(prefix::id, id);
  const Xapian::PostingIterator found = database_.postlist_begin(term);
  return found == database_.postlist_end(term) ? 0 : *found;
}

void Writer::put(Article&& article, Provenance&& provenance) {
  if (provenance.first_indexed.empty()) {
    provenance.first_indexed = time_;
    has_new_ = true;
  }
  const std::string source = source_term(article.source);
  understand(article, lines_.known(source));
  for (const std::string& warning : article.warnings) warn_(fmt::format("{}: {}", article.id, warning));
  const auto [document, word_order] = make_document(article, provenance, tools());
  Xapian::docid number = find(article.id);
  if (number != 0) {
    forget(number);
    database_.replace_document(number, document);
  } else {
    number = database_.add_document(document);
    ++expected_;
  }
  word_orders_->put(number, word_order);
  changes_.put(number);
  lines_.add(source, provenance.content_hash, article);
  for (std::string& name : analyzer_.take_new_names()) names_.insert(std::move(name));
  buffered_ += (article.text.size() + article.title.size()) * memory_per_byte;
  commit_if_full();
}

// Notes what is lost with a document that goes or is replaced.
void Writer::forget(Xapian::docid document) {
  const Xapian::Document known = database_.get_document(document);
  changes_.lose(document, known);
  lines_.remove(source_term(known.get_value(slot::source)), known.get_value(slot::content_hash));
}

void Writer::remove(Xapian::docid document) {
  constexpr std::size_t bytes_per_word = 6;
  forget(document);
  buffered_ += database_.get_doclength(document) * bytes_per_word * memory_per_byte;
  database_.delete_document(document);
  --expected_;
  commit_if_full();
}

void Writer::commit_if_full() {
  if (buffered_ <= memory_) return;
  mark_ungrouped();
  commit();
}

// Should the run end before finish(), the next one has to group everything.
void Writer::mark_ungrouped() { database_.set_metadata(std::string(metadata_key::ungrouped), "1"); }

void Writer::set_first_indexed(Xapian::docid document, const std::string& time) {
  Xapian::Document changed = database_.get_document(document);
  changed.add_value(slot::first_indexed, packed_time(time));
  database_.replace_document(document, changed);
}

void Writer::set_metadata(const std::string& key, const std::string& value) {
  database_.set_metadata(key, value);
}

// After a run that ended before its last commit, no sample is to be trusted.
void Writer::settle_lines() {
  const auto replace = [this](Xapian::docid number, const IndexedArticle& now, std::size_t bytes) {
    changes_.lose(number, database_.get_document(number));
    database_.replace_document(number, now.document);
    word_orders_->put(number, now.word_order);
    changes_.put(number);
    for (std::string& name : analyzer_.take_new_names()) names_.insert(std::move(name));
    buffered_ += bytes * memory_per_byte;
    commit_if_full();
  };
  LineSettler settler(database_, tools(), replace);
  lines_.write_back();
  std::set<std::string> sources = lines_.touched();
  if (was_cut_off_)
    for (std::string& source : source_terms(database_)) sources.insert(std::move(source));
  for (const std::string& source : sources) {
    SourceLines kept = read_source_lines(database_, source);
    const FrequentLines* known = kept.settled ? &kept.lines : nullptr;
    settler.settle(source, std::move(kept.sample), was_cut_off_ || !kept.settled,
                   [known](Xapian::docid) { return known; });
  }
}

void Writer::finish() {
  settle_lines();
  if (!changes_.none()) {
    const auto committed = [this] { return Xapian::Database(path_.string()); };
    const auto commit_part = [this] {
      mark_ungrouped();
      commit();
    };
    update_groups({database_, committed, commit_part, analyzer_, memory_ / 4}, changes_);
    changes_.clear();
    was_cut_off_ = false;
    lines_.forget_touched();
    database_.set_metadata(std::string(metadata_key::ungrouped), "");
  }
  commit();
}

void Writer::commit() {
  try {
    add_names(database_, {names_.begin(), names_.end()});
    names_.clear();
    if (has_new_) database_.set_metadata(std::string(metadata_key::time), time_);
    set_word_order_size(database_, word_orders_->finish(true));
    database_.commit_transaction();
    has_committed_ = true;
    begin_batch();
  } catch (const Xapian::Error& error) {
    throw Error(ErrorKind::io, fmt::format("cannot write the index: {}", error.get_description()),
                "is the disk full or read-only? the index is as it was at the last commit");
  }
  // After an error inside it Xapian may commit nothing and say that all went well.
  if (database_.get_doccount() != expected_)
    throw Error(
        ErrorKind::io,
        fmt::format("the index has {} articles where {} were put", database_.get_doccount(), expected_),
        "is the disk full? run indexer again");
}

}  // namespace kartotek
