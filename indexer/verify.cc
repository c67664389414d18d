#include "indexer/verify.h"

#include <fmt/format.h>
#include <xapian.h>

#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/compression.h"
#include "indexer/document.h"
#include "indexer/holdings.h"
#include "indexer/index_description.h"
#include "indexer/schema.h"
#include "indexer/shards.h"
#include "indexer/source_lines.h"
#include "indexer/word_order_file.h"

namespace kartotek {
namespace {

Error unsound(const std::filesystem::path& generation, const std::string& what) {
  return {ErrorKind::index, fmt::format("{} is damaged: {}", generation.string(), what),
          "run indexer --rebuild with all its sources, or --rollback to the generation before"};
}

// That the word orders of a shard, if it was committed with any, are whole and of all its articles.
void check_word_orders(const std::filesystem::path& shard, const Xapian::Database& opened) {
  const auto word_orders = WordOrderFile::open(shard, opened);
  if (!word_orders && opened.get_metadata(std::string(metadata_key::word_order)).empty()) return;
  const std::string file = word_order_path(shard).string();
  if (!std::filesystem::exists(file)) throw unsound(shard, fmt::format("{} is missing", file));
  if (!word_orders || !word_orders->is_sound())
    throw unsound(shard, fmt::format("{} is not as it was written", file));
  constexpr Xapian::docid some = 10'000;  // the words of which are in memory at a time
  const std::string everything;
  for (auto id = opened.postlist_begin(everything); id != opened.postlist_end(everything); ++id) {
    if (!word_orders->of(*id))
      throw unsound(shard, fmt::format("the order of words of document {} is missing", *id));
    if (*id % some == 0) word_orders->release();
  }
}

// That the article of a document is whole, and found by its id and its file. `path`: what is looked at.
void check_article(const std::filesystem::path& path, const Xapian::Database& opened, Xapian::docid number) {
  const Xapian::Document document = opened.get_document(number);
  const StoredArticle stored = stored_article(document);
  for (const std::string& term :
       {make_term(prefix::id, stored.article.id), make_term(prefix::file, provenance_of(document).file)}) {
    auto found = opened.postlist_begin(term);
    if (found != opened.postlist_end(term)) found.skip_to(number);
    if (found == opened.postlist_end(term) || *found != number)
      throw unsound(path, fmt::format("the article {} is not found by {}", stored.article.id, term));
  }
  if (opened.get_termfreq(make_term(prefix::id, stored.article.id)) != 1)
    throw unsound(path, fmt::format("there are two articles {}", stored.article.id));
}

// Asks for the words of some article in each part of a shard: it must be among the answers.
void probe(const std::filesystem::path& shard, const Xapian::Database& opened) {
  constexpr Xapian::docid probes = 20;
  const Xapian::docid step = opened.get_lastdocid() / probes + 1;
  const std::string everything;
  auto document = opened.postlist_begin(everything);
  while (document != opened.postlist_end(everything)) {
    check_article(shard, opened, *document);
    const Xapian::Document found = opened.get_document(*document);
    Xapian::Query words = Xapian::Query::MatchAll;
    for (auto term = found.termlist_begin(); term != found.termlist_end(); ++term)
      words = {Xapian::Query::OP_FILTER, words, Xapian::Query(*term)};
    Xapian::Enquire enquire(opened);
    enquire.set_query(words);
    bool is_found = false;
    const Xapian::MSet answers = enquire.get_mset(0, opened.get_doccount());
    for (auto answer = answers.begin(); answer != answers.end(); ++answer) is_found |= *answer == *document;
    if (!is_found) throw unsound(shard, fmt::format("document {} is not found by its words", *document));
    document.skip_to(*document + step);
  }
}

// Opens a shard once Xapian has checked every block of it.
Xapian::Database checked(const std::filesystem::path& shard) {
  if (const std::size_t errors = Xapian::Database::check(shard.string(), 0, nullptr))
    throw unsound(shard, fmt::format("Xapian finds {} errors", errors));
  Xapian::Database opened(shard.string());
  check_described_alike(opened, shard);
  know_dictionary(opened.get_metadata(std::string(metadata_key::dictionary)));
  check_word_orders(shard, opened);
  probe(shard, opened);
  return opened;
}

// Looks at the shards one by one, and lets `look` look at the whole. Xapian's errors meanwhile are what is
// wrong.
template <class Look>
auto looking_at(const std::filesystem::path& generation, Look look) {
  try {
    std::vector<Xapian::Database> shards;
    for (const std::filesystem::path& shard : shards_of(generation)) shards.push_back(checked(shard));
    check_shards(shards, generation);
    return look(as_one(shards));
  } catch (const Xapian::Error& error) {
    throw unsound(generation, error.get_description());
  }
}

}  // namespace

void verify_new(const std::filesystem::path& generation, std::size_t articles) {
  looking_at(generation, [&](const Xapian::Database& opened) {
    if (opened.get_doccount() != articles)
      throw unsound(generation,
                    fmt::format("{} articles where {} were put", opened.get_doccount(), articles));
  });
}

std::size_t verify_all(const std::filesystem::path& generation) {
  return looking_at(generation, [&](const Xapian::Database& opened) -> std::size_t {
    const std::string everything;
    for (auto id = opened.postlist_begin(everything); id != opened.postlist_end(everything); ++id)
      check_article(generation, opened, *id);
    const std::string states(metadata_key::file);
    for (auto key = opened.metadata_keys_begin(states); key != opened.metadata_keys_end(states); ++key)
      FileState::from_bytes(opened.get_metadata(*key));
    check_source_lines(opened);
    return opened.get_doccount();
  });
}

}  // namespace kartotek
