#include "indexer/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "corpus/error.h"
#include "indexer/clock.h"
#include "indexer/document.h"
#include "indexer/file_state.h"
#include "indexer/index_description.h"
#include "indexer/name_table.h"
#include "indexer/packing.h"
#include "indexer/schema.h"
#include "indexer/shards.h"
#include "indexer/source_lines.h"
#include "indexer/write_behind.h"

namespace kartotek {
namespace {

constexpr const char* is_marked = "1";

std::vector<Xapian::WritableDatabase> open(const std::vector<std::filesystem::path>& shards,
                                           const std::filesystem::path& generation) {
  // Xapian would commit by the number of documents; here it is by bytes.
  ::setenv("XAPIAN_FLUSH_THRESHOLD", "4000000000", 1);  // NOLINT(concurrency-mt-unsafe): before any thread
  const int how = shards.size() == 1 ? Xapian::DB_CREATE_OR_OPEN : Xapian::DB_OPEN;
  try {
    std::vector<Xapian::WritableDatabase> opened;
    opened.reserve(shards.size());
    for (const std::filesystem::path& shard : shards) opened.emplace_back(shard.string(), how);
    return opened;
  } catch (const Xapian::DatabaseLockError&) {
    throw Error(ErrorKind::locked,
                fmt::format("another indexer is at work on {}", generation.parent_path().string()),
                "wait for it to end");
  }
}

}  // namespace

Writer::Writer(const std::filesystem::path& generation, std::size_t memory, OnWarning warn, unsigned jobs)
    : generation_(generation),
      shards_(open(shards_of(generation), generation)),
      database_(as_one(shards_)),
      holdings_(database_),
      analyzer_(memory / 4),
      compressor_(database_.get_metadata(std::string(metadata_key::dictionary))),
      memory_(memory),
      warn_(std::move(warn)),
      new_words_(shards_.size()),
      changes_(memory / 8 / sizeof(ArticleChanges::Lost)),
      lines_(database_, memory / 8),
      waiting_(jobs, memory / 8, database_.get_metadata(std::string(metadata_key::dictionary))) {
  if (database_.get_metadata(std::string(metadata_key::schema)).empty() && database_.get_doccount() == 0) {
    describe_index(database_);
  } else {
    for (const Xapian::WritableDatabase& shard : shards_) check_described_alike(shard, generation);
    check_shards({shards_.begin(), shards_.end()}, generation);
  }
  word_orders_.emplace(shards_of(generation), shards_, analyzer_);
  analyzer_.remember_names();
  begin_batch();
  note_shards_behind();
  expected_ = database_.get_doccount();
  was_cut_off_ = !database_.get_metadata(std::string(metadata_key::ungrouped)).empty();
  is_ungrouped_ = was_cut_off_;
  if (was_cut_off_) {
    changes_.set_everything();
    distrust_files();
  }
  distrust_lines();
}

// A run that ended before its last commit may have changed or removed articles of any file, and told of it
// nowhere: all files are to be read again, though they look as they did.
void Writer::distrust_files() {
  const std::string states(metadata_key::file);
  const std::vector<std::string> keys(database_.metadata_keys_begin(states),
                                      database_.metadata_keys_end(states));
  for (const std::string& key : keys) {
    FileState state = FileState::from_bytes(database_.get_metadata(key));
    if (!std::exchange(state.settled, false)) continue;
    database_.set_metadata(key, state.serialise());
  }
}

// Of articles that a commit to several shards has left half done it is not known which lines they were
// understood with.
void Writer::distrust_lines() {
  const std::string half_done = database_.get_metadata(std::string(metadata_key::half_done));
  if (half_done.empty()) return;
  for (const std::string& source : Unpacker(half_done, "the record of a commit").list()) {
    SourceLines kept = read_source_lines(database_, source);
    kept.settled = false;
    keep_source_lines(database_, source, kept);
  }
}

void Writer::begin_batch() {
  // What is not committed when something fails is to be lost, not written by the destructor.
  for (Xapian::WritableDatabase& shard : shards_) shard.begin_transaction();
  time_ = time_after(database_.get_metadata(std::string(metadata_key::time)));
  buffered_ = 0;
  has_new_ = false;
  has_changed_ = false;
  removed_.clear();
  changed_shards_.clear();
}

// A commit that was cut off may have told of shards that it then did not come to; what this run finds to be
// done in them, which may be nothing, is what they are behind by.
void Writer::note_shards_behind() {
  if (shards_.size() == 1) return;
  std::vector<ShardSet> places;
  for (const Xapian::WritableDatabase& shard : shards_) places.push_back(shard_set(shard));
  last_commits_ = kartotek::last_commits(places);
  for (std::size_t i = 0; i < shards_.size(); ++i)
    if (places[i].last_commit() < last_commits_[i]) changed_shards_.insert(i);
}

void Writer::note_change(Xapian::docid article) {
  has_changed_ = true;
  changed_shards_.insert(place_in_shards(article, shards_.size()).shard);
}

// Has each shard that the commit changes, and shard 0, know of it.
void Writer::number_commit() {
  if (shards_.size() == 1 || changed_shards_.empty()) return;
  changed_shards_.insert(0);
  const std::size_t number = *std::max_element(last_commits_.begin(), last_commits_.end()) + 1;
  for (const std::size_t shard : changed_shards_) last_commits_[shard] = number;
  for (const std::size_t shard : changed_shards_) {
    ShardSet place = shard_set(shards_[shard]);
    place.commits = last_commits_;
    describe_shard(shards_[shard], place);
  }
}

std::optional<Holding> Writer::find(std::string_view id) const {
  const std::optional<Holding> waiting = waiting_.find(id);
  return waiting ? waiting : holdings_.find(id);
}

// An id that went in this batch, and comes again from another SOURCE, stays in its shard: else a run that is
// killed between the commits of two would leave it in both, or in none.
Xapian::docid Writer::number_for_new(const std::string& id_term) const {
  const auto removed = removed_.find(id_term);
  if (removed != removed_.end()) return removed->second;
  return std::max(database_.get_lastdocid(), waiting_.last_number()) + 1;
}

void Writer::put(Article&& article, Provenance&& provenance) {
  if (provenance.first_indexed.empty()) {
    provenance.first_indexed = time_;
    has_new_ = true;
  }
  if (waiting_.find(article.id)) write_waiting();
  const std::string id_term = make_term(prefix::id, article.id);
  const Xapian::PostingIterator known = database_.postlist_begin(id_term);
  Xapian::docid number = 0;
  if (known != database_.postlist_end(id_term)) {
    number = *known;
    forget(number);
  } else {
    number = number_for_new(id_term);
    ++expected_;
  }
  changes_.put(number);
  buffered_ += (article.text.size() + article.title.size()) * memory_per_byte + article.extra.size();
  waiting_.add(number, std::move(article), std::move(provenance));
  if (waiting_.bytes() * memory_per_byte > memory_ / 8) write_waiting();
  commit_if_full();
}

void Writer::take_names() {
  for (std::string& name : analyzer_.take_new_names()) names_.insert(std::move(name));
  for (std::string& name : waiting_.take_new_names()) names_.insert(std::move(name));
}

void Writer::make_waiting() {
  const auto lines = [this](const std::string& source) -> const FrequentLines& {
    return lines_.known(source);
  };
  waiting_.make(tools(), lines, [this](const WaitingArticles::Waiting& waiting) {
    const Article& article = waiting.article;
    for (const std::string& warning : article.warnings) warn_(fmt::format("{}: {}", article.id, warning));
    lines_.add(waiting.source, waiting.provenance.content_hash, article);
  });
  take_names();
}

void Writer::write_waiting() {
  if (waiting_.empty()) return;
  make_waiting();
  for (auto& [number, waiting] : waiting_.made()) {
    const IndexedArticle made = std::exchange(waiting.made, {});
    replace(number, made.document);
    note_words(number, made.document);
    word_orders_->put(number, made.word_order);
  }
  waiting_.clear();
}

void Writer::replace(Xapian::docid number, const Xapian::Document& document) {
  database_.replace_document(number, document);
  note_change(number);
}

void Writer::note_words(Xapian::docid number, const Xapian::Document& document) {
  constexpr std::size_t most_words = 50'000;
  const std::size_t shard = place_in_shards(number, shards_.size()).shard;
  new_words_[shard].add(document);
  if (new_words_[shard].count() > most_words) new_words_[shard].flush(shards_[shard]);
}

// Notes what is lost with a document that goes or is replaced. Xapian holds as much of it as of one that
// comes.
void Writer::forget(Xapian::docid document) {
  constexpr std::size_t bytes_per_word = 6;
  buffered_ += database_.get_doclength(document) * bytes_per_word * memory_per_byte;
  const Xapian::Document known = database_.get_document(document);
  changes_.lose(document, known);
  lines_.remove(source_term(known.get_value(slot::source)), known.get_value(slot::content_hash));
}

void Writer::remove(Xapian::docid document) {
  write_waiting();
  forget(document);
  auto id_term = database_.termlist_begin(document);
  id_term.skip_to(std::string(prefix::id));
  removed_[*id_term] = document;
  database_.delete_document(document);
  note_change(document);
  --expected_;
  commit_if_full();
}

void Writer::commit_if_full() {
  if (buffered_ <= memory_ / 2) return;
  commit_part();
}

// Should the run end before finish(), the next one has to group everything.
void Writer::commit_part() {
  is_ungrouped_ = true;
  commit();
}

void Writer::set_first_indexed(Xapian::docid document, const std::string& time) {
  write_waiting();
  Xapian::Document changed = database_.get_document(document);
  changed.add_value(slot::first_indexed, packed_time(time));
  replace(document, changed);
}

void Writer::set_metadata(const std::string& key, const std::string& value) {
  if (shards_.size() == 1) return database_.set_metadata(key, value);
  buffered_ += key.size() + value.size();
  metadata_[key] = value;
}

// After a run that ended before its last commit, no sample is to be trusted.
void Writer::settle_lines() {
  const auto replace_article = [this](Xapian::docid number, const IndexedArticle& now, std::size_t bytes) {
    changes_.lose(number, database_.get_document(number));
    replace(number, now.document);
    note_words(number, now.document);
    word_orders_->put(number, now.word_order);
    changes_.put(number);
    take_names();
    buffered_ += bytes * memory_per_byte;
    commit_if_full();
  };
  LineSettler settler(database_, tools(), replace_article);
  lines_.write_back();
  for (const std::string& source : changed_sources()) {
    SourceLines kept = read_source_lines(database_, source);
    if (are_settled(kept)) continue;
    write_waiting();
    const FrequentLines* known = kept.settled ? &kept.lines : nullptr;
    settler.settle(source, std::move(kept.sample), was_cut_off_ || !kept.settled,
                   [known](Xapian::docid) { return known; });
  }
}

// Whether all articles of the source are understood with the lines that are frequent now.
bool Writer::are_settled(const SourceLines& kept) const {
  return kept.settled && !was_cut_off_ && kept.sample.size() > 0 && !kept.sample.is_short() &&
         kept.sample.frequent() == kept.lines;
}

void Writer::group() {
  if (changes_.none()) return;
  std::map<Xapian::docid, Xapian::Document> waiting;
  for (const auto& [number, article] : waiting_.made()) waiting.emplace(number, article.made.document);
  has_changed_ = true;
  update_groups({.database = database_,
                 .generation = generation_,
                 .commit =
                     [&] {
                       commit_part();
                       waiting.clear();
                     },
                 .analyzer = analyzer_,
                 .memory = memory_ / 4,
                 .changed = [this](Xapian::docid article) { note_change(article); },
                 .waiting = &waiting},
                changes_);
  is_ungrouped_ = false;
}

void Writer::finish() {
  make_waiting();
  settle_lines();
  group();
  commit();
  changes_.clear();
  was_cut_off_ = false;
  lines_.forget_touched();
}

// The sources whose articles this run has changed, or may have.
std::set<std::string> Writer::changed_sources() const {
  std::set<std::string> sources = lines_.touched();
  if (was_cut_off_)
    for (std::string& source : source_terms(database_)) sources.insert(std::move(source));
  return sources;
}

// Several shards cannot be committed at one moment. Before the first of the others is, shard 0 comes to say
// that a run is on its way and what of, and to have every file that articles may be of, as one to be read
// again; the files as they are now, and the time, it has only after the last. Should the run end in between,
// the next one finds all that this one should have done still to be done.
void Writer::announce_changes() {
  if (shards_.size() == 1 || !has_changed_) return;
  database_.set_metadata(std::string(metadata_key::ungrouped), is_marked);
  const std::set<std::string> sources = changed_sources();
  Packer half_done;
  half_done.list({sources.begin(), sources.end()});
  database_.set_metadata(std::string(metadata_key::half_done), half_done.out);
  for (const auto& [key, value] : metadata_) {
    if (!key.starts_with(metadata_key::file) || value.empty()) continue;
    FileState state = FileState::from_bytes(value);
    state.settled = false;
    database_.set_metadata(key, state.serialise());
  }
  shards_.front().commit_transaction();
  shards_.front().begin_transaction();
}

// What is to be committed last, with shard 0.
void Writer::set_last_metadata() {
  for (const auto& [key, value] : metadata_) database_.set_metadata(key, value);
  metadata_.clear();
  if (has_new_) database_.set_metadata(std::string(metadata_key::time), time_);
  const std::string half_done(metadata_key::half_done);
  if (!database_.get_metadata(half_done).empty()) database_.set_metadata(half_done, "");
  const std::string mark(metadata_key::ungrouped);
  if (database_.get_metadata(mark).empty() == is_ungrouped_)
    database_.set_metadata(mark, is_ungrouped_ ? is_marked : "");
}

void Writer::commit() {
  try {
    const WriteBehind write_behind(table_files(generation_));
    write_waiting();
    add_names(database_, {names_.begin(), names_.end()});
    names_.clear();
    for (std::size_t i = 0; i < shards_.size(); ++i) new_words_[i].flush(shards_[i]);
    word_orders_->finish(shards_);
    announce_changes();
    number_commit();
    for (std::size_t i = 1; i < shards_.size(); ++i) shards_[i].commit_transaction();
    set_last_metadata();
    shards_.front().commit_transaction();
    has_committed_ = true;
    begin_batch();
  } catch (const Xapian::Error& error) {
    throw Error(ErrorKind::io, fmt::format("cannot write the index: {}", error.get_description()),
                shards_.size() == 1
                    ? "is the disk full or read-only? the index is as it was at the last commit"
                    : "is the disk full or read-only? some shards may have been written: run indexer again");
  }
  // After an error inside it Xapian may commit nothing and say that all went well.
  if (database_.get_doccount() != expected_)
    throw Error(
        ErrorKind::io,
        fmt::format("the index has {} articles where {} were put", database_.get_doccount(), expected_),
        "is the disk full? run indexer again");
}

}  // namespace kartotek
