// A walk through postings against Xapian's own match. (That articles and phrases are found alike is in
// fast_paths_test.cc; its index lies in a single window.)
#include "searcher/posting_walk.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "searcher/ranking.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;
using Query = Xapian::Query;

constexpr Xapian::docid last = 3 * window_size + 100;
constexpr int words = 12;

// Documents over several windows, in each of which every word is half as frequent as the one before it; the
// rarest stand in the last window alone, and a stretch longer than a window has none of the documents.
class PostingWalk : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::mt19937 random(20261127);
    folder_ = fs::temp_directory_path() / fmt::format("kartotek-walk-{}", getpid());
    Xapian::WritableDatabase writer(folder_.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    for (Xapian::docid number = 1; number <= last; ++number) {
      if (number > window_size / 2 && number < 2 * window_size) continue;
      Xapian::Document document;
      for (int word = 0; word < words; ++word)
        if (random() % (2U << word) == 0 && (word < words - 2 || number > last - 100))
          document.add_term(fmt::format("w{}", word), static_cast<Xapian::termcount>(1 + random() % 5));
      document.add_term("filler", static_cast<Xapian::termcount>(random() % 200));
      writer.replace_document(number, document);
    }
    writer.commit();
    writer.close();
    write_columns(folder_);
    database_ = std::make_unique<Xapian::Database>(folder_.string());
    columns_ = std::make_unique<Columns>(*Columns::open(folder_, *database_));
  }
  static void TearDownTestSuite() {
    columns_.reset();
    database_.reset();
    fs::remove_all(folder_);
  }

  static std::optional<WalkFound> walk(
      const Query& query, const WalkWanted& wanted, const std::function<void()>& check = [] {}) {
    return walk_postings(query, {{*database_, *columns_}}, Ranking().weights_for(3),
                         database_->get_avlength(), wanted, check);
  }

  static Xapian::MSet match(const Query& query, Xapian::doccount wanted) {
    Xapian::Enquire enquire(*database_);
    enquire.set_weighting_scheme(Ranking().weighting(3));
    enquire.set_query(query);
    return enquire.get_mset(0, wanted, last);
  }

  static inline fs::path folder_;
  static inline std::unique_ptr<Xapian::Database> database_;
  static inline std::unique_ptr<Columns> columns_;
};

class RandomQueries {
 public:
  Query query(int depth) {
    const Query a = depth == 0 ? word() : query(depth - 1);
    switch (random_() % (depth == 0 ? 2 : 8)) {
      case 0:
        return a;
      case 1:
        return as_one();
      case 2:
      case 3:
        return {Query::OP_OR, a, query(depth - 1)};
      case 4:
        return {Query::OP_AND, a, query(depth - 1)};
      case 5:
        return {Query::OP_AND_NOT, a, query(depth - 1)};
      case 6:
        return {Query::OP_AND_MAYBE, a, query(depth - 1)};
      default:
        return {Query::OP_FILTER, a, query(depth - 1)};
    }
  }

 private:
  Query term() { return Query(fmt::format("w{}", random_() % (words + 1))); }  // one is in no document
  Query weighed(const Query& query) {
    return {Query::OP_SCALE_WEIGHT, query, 0.1 + static_cast<double>(random_() % 1000) / 77};
  }
  Query word() { return weighed(term()); }
  Query as_one() {
    std::vector<Query> choices{term(), term()};
    if (random_() % 2 == 0) choices.emplace_back(Query::OP_AND, term(), term());
    return weighed(Query(Query::OP_SYNONYM, choices.begin(), choices.end()));
  }

  std::mt19937 random_{20261128};
};

TEST_F(PostingWalk, FindsAndScoresAsXapianDoes) {
  RandomQueries queries;
  for (int i = 0; i < 120; ++i) {
    const Query query = queries.query(i % 4);
    const auto found = walk(query, {.best = 50, .every = true});
    ASSERT_TRUE(found) << query.get_description();
    const Xapian::MSet expected = match(query, 50);
    EXPECT_EQ(found->total, expected.get_matches_estimated()) << query.get_description();
    EXPECT_EQ(found->total, found->matches.front().size());
    ASSERT_EQ(found->best.size(), expected.size()) << query.get_description();
    for (Xapian::doccount rank = 0; rank < expected.size(); ++rank) {
      EXPECT_EQ(found->best[rank].id, *expected[rank]) << query.get_description();
      EXPECT_EQ(found->best[rank].score, expected[rank].get_weight()) << query.get_description();
    }
  }
}

TEST_F(PostingWalk, NumbersDocumentsOfSeveralPartsAsXapianDoes) {
  const Query query("w3");
  const auto found = walk_postings(query, {{*database_, *columns_}, {*database_, *columns_}},
                                   Ranking().weights_for(3), database_->get_avlength(), {.best = 20}, [] {});
  ASSERT_TRUE(found);
  Xapian::Database twice;
  twice.add_database(*database_);
  twice.add_database(*database_);
  Xapian::Enquire enquire(twice);
  enquire.set_weighting_scheme(Ranking().weighting(3));
  enquire.set_query(query);
  const Xapian::MSet expected = enquire.get_mset(0, 20);
  ASSERT_EQ(found->best.size(), expected.size());
  for (Xapian::doccount rank = 0; rank < expected.size(); ++rank)
    EXPECT_EQ(found->best[rank].id, *expected[rank]);
}

TEST_F(PostingWalk, SaysWhereItCannotWalk) {
  const Query range(Query::OP_VALUE_GE, 1, "a");
  EXPECT_FALSE(walk(Query(Query::OP_FILTER, Query("w1"), range), {.best = 10}));
  EXPECT_TRUE(
      walk(Query(Query::OP_FILTER, Query("w1"), range), {.every = true}));  // by a match without scores
}

TEST_F(PostingWalk, EndsWhereItsCheckThrows) {
  EXPECT_THROW(walk(Query("w0"), {.best = 10}, [] { throw std::runtime_error("late"); }), std::runtime_error);
}

}  // namespace
}  // namespace kartotek
