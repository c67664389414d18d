#include "indexer/builder.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "corpus/understand.h"
#include "indexer/analyzer.h"
#include "indexer/at_once.h"
#include "indexer/batch_queue.h"
#include "indexer/columns.h"
#include "indexer/compression.h"
#include "indexer/document.h"
#include "indexer/duplicates.h"
#include "indexer/id_set.h"
#include "indexer/index_description.h"
#include "indexer/lines_so_far.h"
#include "indexer/name_table.h"
#include "indexer/new_database.h"
#include "indexer/schema.h"
#include "indexer/shard_in_making.h"
#include "indexer/shards.h"
#include "indexer/source_lines.h"
#include "indexer/stored.h"
#include "indexer/vocabulary.h"
#include "indexer/word_codes.h"
#include "indexer/word_order_file.h"
#include "indexer/writer.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

// Parts of more articles pack the postings of a term better: of 300,000 wire stories 302 MB with parts of
// 5,000, 269 with these, for which a build takes 100 MB more.
constexpr std::size_t articles_of_part = 15'000;
constexpr std::size_t largest_part = std::size_t{16} << 20;  // bytes of text
constexpr std::size_t smallest_part = std::size_t{1} << 14;  // the same
constexpr std::size_t largest_analyzer = std::size_t{80}
                                         << 20;             // bytes of words; no language has more in use
constexpr std::size_t smallest_split = 100;                 // articles worth a part of their own
constexpr std::size_t most_sampled = std::size_t{4} << 20;  // bytes the dictionary is trained on
constexpr std::size_t memory_for_merging = 32;              // part of all the memory
// Bytes that an article which waits takes for a byte of its text.
constexpr std::size_t waiting_per_byte = 4;

Error disk_error(const fs::path& generation, const std::string& what) {
  return {ErrorKind::io, fmt::format("cannot build the index {}: {}", generation.string(), what),
          "is the disk full or read-only?"};
}

}  // namespace

class Builder::Crew {
 public:
  Crew(fs::path generation, std::size_t shards, unsigned jobs, std::size_t memory, OnWarning warn)
      : generation_(std::move(generation)),
        memory_(memory),
        warn_(std::move(warn)),
        jobs_(jobs),
        lines_(memory / 4),
        queue_(std::size_t{jobs} + 1) {
    for (const fs::path& database : shard_paths(generation_, shards))
      shards_.emplace_back(database, fmt::format("{}.parts-{}", generation_.string(), shards_.size()),
                           memory / memory_for_merging);
    next_.resize(shards);
    // A third is for the batches that wait, are worked on and grow, one for the postings of parts, and one
    // for the words that are remembered.
    const std::size_t third = memory / 3;
    batch_bytes_ =
        std::clamp(third / (2 * jobs + 1 + shards) / waiting_per_byte, smallest_part, largest_part);
    analyzer_bytes_ = std::min(third / jobs, largest_analyzer);
    try {
      for (unsigned i = 0; i < jobs; ++i) workers_.emplace_back([this] { work(); });
    } catch (...) {  // the system has no more threads
      end_workers(true);
      throw;
    }
  }

  ~Crew() { end_workers(true); }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  void put(Article&& article, Provenance&& provenance) {
    if (!ids_.insert(hash_of_id(article.id)).second) again_.insert(article.id);
    if (!trained_) learn(article);
    lines_.add(article, provenance.content_hash);
    const std::size_t shard = place_in_shards(++put_, shards_.size()).shard;
    Batch& next = next_[shard];
    next.bytes += article.title.size() + article.text.size();
    next.articles.push_back({std::move(article), std::move(provenance)});
    if (next.articles.size() >= articles_of_part || next.bytes >= batch_bytes_) send(shard);
  }

  void set_metadata(const std::string& key, const std::string& value) { metadata_[key] = value; }

  void finish() {
    send_rest();
    if (!trained_) train();
    end_workers(false);
    queue_.rethrow_failure();
    try {
      ids_ = IdSet();  // all have come
      merge_shards();
      finish_merged();
      for (const fs::path& shard : shards_of(generation_)) write_columns(shard);
    } catch (const Xapian::Error& error) {
      leave_nothing();
      throw disk_error(generation_, error.get_description());
    } catch (...) {
      leave_nothing();
      throw;
    }
  }

  std::size_t article_count() const { return article_count_; }

 private:
  // When they have done what waits, or `drop` it.
  void end_workers(bool drop) {
    queue_.end(drop);
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
  }

  void leave_nothing() const {
    std::error_code ignored;  // who asked for the generation tries again
    fs::remove_all(generation_, ignored);
  }

  // The first articles, before any is written, are what the dictionary and the common words are learnt from.
  void learn(const Article& article) {
    samples_.push_back(store(article));
    texts_.push_back(article.text);
    sampled_ += samples_.back().size();
    if (sampled_ >= most_sampled) train();
  }

  void train() {
    dictionary_ = train_dictionary(samples_);
    const std::string common_terms = learn_common_terms(texts_);
    codes_ = WordCodes(common_terms);
    for (ShardInMaking& shard : shards_) shard.begin_word_orders(common_terms);
    samples_ = {};
    texts_ = {};
    trained_ = true;
    for (Batch& batch : held_) hand_over(std::move(batch));
    held_.clear();
  }

  void send(std::size_t shard) {
    Batch batch = std::exchange(next_[shard], {});
    batch.shard = shard;
    if (trained_) {
      hand_over(std::move(batch));
    } else {
      held_.push_back(std::move(batch));
    }
  }

  // What is left in as many batches as there are threads, or more.
  void send_rest() {
    std::size_t left = 0;
    for (const Batch& next : next_) left += next.articles.size();
    const std::size_t each = std::max(smallest_split, left / workers_.size() + 1);
    for (std::size_t shard = 0; shard < next_.size(); ++shard) {
      std::vector<Batch::Piece> rest = std::move(next_[shard].articles);
      next_[shard].articles = {};
      for (Batch::Piece& piece : rest) {
        next_[shard].articles.push_back(std::move(piece));
        if (next_[shard].articles.size() == each) send(shard);
      }
      if (!next_[shard].articles.empty()) send(shard);
    }
  }

  // Comes by all batches of a shard in their order, which is that of its documents.
  void hand_over(Batch&& batch) {
    ShardInMaking& shard = shards_[batch.shard];
    batch.number = shard.next_part();
    batch.first_document = shard.number_documents(batch.articles.size(), handed_over_ + 1);
    for (Batch::Piece& piece : batch.articles) piece.lines = lines_.lines_for(piece.article, ++handed_over_);
    queue_.put(std::move(batch));
  }

  void work() {
    try {
      Analyzer analyzer(analyzer_bytes_);
      analyzer.remember_names();
      std::optional<Compressor> compressor;
      for (Batch batch; queue_.take(batch);) {
        if (!compressor) compressor.emplace(dictionary_);
        write(batch, analyzer, *compressor);
        shards_[batch.shard].parts().finished(batch.number);
      }
    } catch (const Xapian::Error& error) {
      queue_.fail(std::make_exception_ptr(disk_error(generation_, error.get_description())));
    } catch (...) {
      queue_.fail(std::current_exception());
    }
  }

  // Writes a batch as a part of its own. A crash may ruin it: it is scratch until all is merged.
  void write(Batch& batch, Analyzer& analyzer, Compressor& compressor) {
    ShardInMaking& shard = shards_[batch.shard];
    NewDatabase part(shard.parts().path_of(batch.number));
    const DocumentTools tools{analyzer, compressor, codes_};
    WordOrderSegment word_orders;
    Xapian::docid number = batch.first_document;
    for (auto& [article, provenance, lines] : batch.articles) {
      understand(article, *lines);
      for (const std::string& warning : article.warnings) warn_(fmt::format("{}: {}", article.id, warning));
      auto [document, word_order] = post_article(article, provenance, tools);
      part.add(document);
      word_orders.put(number++, word_order);
    }
    part.finish();
    std::vector<std::string> names = analyzer.take_new_names();
    const std::scoped_lock lock(mutex_);
    names_.insert(std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
    shard.word_orders().append(word_orders);
  }

  // Each thread takes the next shard that nobody has taken.
  void merge_shards() {
    std::atomic<std::size_t> taken = 0;
    at_once(std::min(jobs_, shards_.size()), [&](std::size_t) {
      for (std::size_t shard = taken++; shard < shards_.size(); shard = taken++) shards_[shard].merge();
    });
  }

  // What is to be done with all shards together.
  void finish_merged() {
    std::vector<Xapian::WritableDatabase> merged;
    for (const fs::path& shard : shards_of(generation_)) {
      auto& database = merged.emplace_back(shard.string(), Xapian::DB_OPEN | Xapian::DB_DANGEROUS);
      describe_index(database);
      database.set_metadata(std::string(metadata_key::dictionary), dictionary_);
    }
    describe_shards(merged);
    Xapian::WritableDatabase database = as_one(merged);
    remove_replaced(database);
    Analyzer analyzer(analyzer_bytes_);
    analyzer.remember_names();
    settle_lines(database, analyzer);
    for (std::size_t i = 0; i < merged.size(); ++i) shards_[i].place_word_orders(merged[i]);
    add_names(database, {names_.begin(), names_.end()});
    group_all(database, analyzer);
    for (Xapian::WritableDatabase& shard : merged) keep_vocabulary(shard);
    for (const auto& [key, value] : metadata_) database.set_metadata(key, value);
    database.commit();
    article_count_ = database.get_doccount();
    database.close();
  }

  // Of several articles of one id the last is kept; parts are merged in the order of articles.
  void remove_replaced(Xapian::WritableDatabase& database) {
    for (const std::string& id : again_) {
      const std::string term = make_term(prefix::id, id);
      std::vector<Xapian::docid> documents(database.postlist_begin(term), database.postlist_end(term));
      documents.pop_back();
      for (const Xapian::docid document : documents) database.delete_document(document);
    }
  }

  // Articles were understood with the lines known when they came.
  void settle_lines(Xapian::WritableDatabase& database, Analyzer& analyzer) {
    Compressor compressor(dictionary_);
    LineSettler settler(database, {analyzer, compressor, codes_},
                        [&](Xapian::docid number, const IndexedArticle& now, std::size_t) {
                          database.replace_document(number, now.document);
                          const ShardPlace place = place_in_shards(number, shards_.size());
                          shards_[place.shard].word_orders().put(place.document, now.word_order);
                        });
    for (const std::string& source : source_terms(database))
      settler.settle(source, {}, true,
                     [&](Xapian::docid document) { return lines_.given_for(source, ordinal_of(document)); });
    for (std::string& name : analyzer.take_new_names()) names_.insert(std::move(name));
  }

  // Which of all documents that were handed over.
  Xapian::docid ordinal_of(Xapian::docid document) const {
    const ShardPlace place = place_in_shards(document, shards_.size());
    return shards_[place.shard].ordinal_of(place.document);
  }

  void group_all(Xapian::WritableDatabase& database, Analyzer& analyzer) const {
    ArticleChanges changes(0);
    changes.set_everything();
    const auto commit = [&database] { database.commit(); };
    update_groups({database, generation_, commit, analyzer, memory_ / 3, {}, jobs_}, changes);
  }

  fs::path generation_;
  std::size_t memory_;
  OnWarning warn_;
  std::size_t jobs_;
  std::deque<ShardInMaking> shards_;
  std::size_t batch_bytes_ = 0;
  std::size_t analyzer_bytes_ = 0;

  // Of the thread that puts.
  Xapian::docid put_ = 0;    // articles
  std::vector<Batch> next_;  // by shard
  IdSet ids_;
  std::set<std::string> again_;  // ids that came more than once
  std::map<std::string, std::string> metadata_;
  std::size_t article_count_ = 0;
  LinesSoFar lines_;
  Xapian::docid handed_over_ = 0;     // articles, in batches
  std::vector<std::string> samples_;  // of what is stored
  std::vector<std::string> texts_;    // of the same articles
  std::size_t sampled_ = 0;           // bytes
  bool trained_ = false;              // on them
  std::vector<Batch> held_;           // till then

  // Of all threads, once the first batch is handed over.
  std::string dictionary_;
  WordCodes codes_;

  std::mutex mutex_;  // guards what follows
  std::unordered_set<std::string> names_;

  BatchQueue queue_;
  std::vector<std::thread> workers_;
};

Builder::Builder(fs::path generation, std::size_t shards, unsigned jobs, std::size_t memory, OnWarning warn)
    : crew_(std::make_unique<Crew>(std::move(generation), shards,
                                   jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency()),
                                   memory, std::move(warn))) {}
Builder::~Builder() = default;

void Builder::put(Article&& article, Provenance&& provenance) {
  crew_->put(std::move(article), std::move(provenance));
}
void Builder::set_metadata(const std::string& key, const std::string& value) {
  crew_->set_metadata(key, value);
}
void Builder::finish() { crew_->finish(); }
std::size_t Builder::article_count() const { return crew_->article_count(); }

}  // namespace kartotek
