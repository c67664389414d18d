#include "indexer/verify.h"

#include <fmt/format.h>
#include <xapian.h>

#include <string>

#include "corpus/error.h"
#include "indexer/compression.h"
#include "indexer/document.h"
#include "indexer/holdings.h"
#include "indexer/index_description.h"
#include "indexer/schema.h"
#include "indexer/source_lines.h"
#include "indexer/word_order_file.h"

namespace kartotek {
namespace {

Error unsound(const std::filesystem::path& database, const std::string& what) {
  return {ErrorKind::index, fmt::format("{} is damaged: {}", database.string(), what),
          "run indexer --rebuild with all its sources, or --rollback to the generation before"};
}

// Xapian's errors while `look` looks are what is wrong.
template <class Look>
auto looking_at(const std::filesystem::path& database, Look look) {
  try {
    if (const std::size_t errors = Xapian::Database::check(database.string(), 0, nullptr))
      throw unsound(database, fmt::format("Xapian finds {} errors", errors));
    const Xapian::Database opened(database.string());
    know_dictionary(opened.get_metadata(std::string(metadata_key::dictionary)));
    return look(opened);
  } catch (const Xapian::Error& error) {
    throw unsound(database, error.get_description());
  }
}

// That the article of a document is whole, and found by its id and its file.
void check_article(const std::filesystem::path& database, const Xapian::Database& opened,
                   const Xapian::Document& document) {
  const StoredArticle stored = stored_article(document);
  for (const std::string& term :
       {make_term(prefix::id, stored.article.id), make_term(prefix::file, provenance_of(document).file)}) {
    auto found = opened.postlist_begin(term);
    if (found != opened.postlist_end(term)) found.skip_to(document.get_docid());
    if (found == opened.postlist_end(term) || *found != document.get_docid())
      throw unsound(database, fmt::format("the article {} is not found by {}", stored.article.id, term));
  }
  if (opened.get_termfreq(make_term(prefix::id, stored.article.id)) != 1)
    throw unsound(database, fmt::format("there are two articles {}", stored.article.id));
}

// That the word orders, if there are any, are whole and of all articles.
void check_word_orders(const std::filesystem::path& database, const Xapian::Database& opened) {
  const auto word_orders = WordOrderFile::open(database, opened);
  if (!word_orders) return;  // the next run makes them anew
  if (!word_orders->is_sound())
    throw unsound(database, fmt::format("{} is not as it was written", word_order_path(database).string()));
  const std::string everything;
  for (auto id = opened.postlist_begin(everything); id != opened.postlist_end(everything); ++id)
    if (!word_orders->of(*id))
      throw unsound(database, fmt::format("the order of words of document {} is missing", *id));
}

// Asks for the words of some article in each part of the database: it must be among the answers.
void probe(const std::filesystem::path& database, const Xapian::Database& opened) {
  constexpr Xapian::docid probes = 20;
  const Xapian::docid step = opened.get_lastdocid() / probes + 1;
  const std::string everything;
  auto document = opened.postlist_begin(everything);
  while (document != opened.postlist_end(everything)) {
    const Xapian::Document found = opened.get_document(*document);
    check_article(database, opened, found);
    Xapian::Query words = Xapian::Query::MatchAll;
    for (auto term = found.termlist_begin(); term != found.termlist_end(); ++term)
      words = {Xapian::Query::OP_FILTER, words, Xapian::Query(*term)};
    Xapian::Enquire enquire(opened);
    enquire.set_query(words);
    bool is_found = false;
    const Xapian::MSet answers = enquire.get_mset(0, opened.get_doccount());
    for (auto answer = answers.begin(); answer != answers.end(); ++answer) is_found |= *answer == *document;
    if (!is_found) throw unsound(database, fmt::format("document {} is not found by its words", *document));
    document.skip_to(*document + step);
  }
}

}  // namespace

void verify_new(const std::filesystem::path& database, std::size_t articles) {
  looking_at(database, [&](const Xapian::Database& opened) {
    check_described_alike(opened, database);
    if (opened.get_doccount() != articles)
      throw unsound(database, fmt::format("{} articles where {} were put", opened.get_doccount(), articles));
    check_word_orders(database, opened);
    probe(database, opened);
  });
}

std::size_t verify_all(const std::filesystem::path& database) {
  return looking_at(database, [&](const Xapian::Database& opened) -> std::size_t {
    check_described_alike(opened, database);
    const std::string everything;
    for (auto id = opened.postlist_begin(everything); id != opened.postlist_end(everything); ++id)
      check_article(database, opened, opened.get_document(*id));
    const std::string states(metadata_key::file);
    for (auto key = opened.metadata_keys_begin(states); key != opened.metadata_keys_end(states); ++key)
      FileState::from_bytes(opened.get_metadata(*key));
    check_source_lines(opened);
    check_word_orders(database, opened);
    probe(database, opened);
    return opened.get_doccount();
  });
}

}  // namespace kartotek
