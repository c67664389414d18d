#include "searcher/part_reader.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <numeric>
#include <vector>

namespace kartotek {
namespace {

Xapian::Database database() { return Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY); }

// A part elsewhere, and how often it was connected to once more.
class Elsewhere {
 public:
  // Reads 400 articles; how many were had. `is_closed`: whether further connections fail.
  std::size_t read(bool is_closed) {
    std::vector<Xapian::docid> articles(400);
    std::iota(articles.begin(), articles.end(), 1);
    std::map<Xapian::docid, int> kept;
    const auto failures =
        reader_.read(articles, kept, [&](const PartReader::Lane& lane, Xapian::docid article) {
          if (is_closed && lane.database.get_metadata("further") == "yes")
            throw Xapian::NetworkError("closed");
          return static_cast<int>(article);
        });
    EXPECT_TRUE(failures.empty());
    return kept.size();
  }
  int connections() const { return connections_; }

 private:
  std::optional<Xapian::Database> connect_again() {
    ++connections_;
    Xapian::WritableDatabase further("", Xapian::DB_BACKEND_INMEMORY);
    further.set_metadata("further", "yes");
    return further;
  }
  std::atomic<int> connections_ = 0;
  PartReader reader_{{database()}, [this](std::size_t) { return connect_again(); }};
};

TEST(PartReader, ConnectsAgainAfterConnectionsWereClosed) {
  Elsewhere elsewhere;
  EXPECT_EQ(elsewhere.read(false), 400U);
  const int once = elsewhere.connections();
  EXPECT_GT(once, 0);
  EXPECT_EQ(elsewhere.read(false), 400U);
  EXPECT_EQ(elsewhere.connections(), once) << "they are kept";
  EXPECT_EQ(elsewhere.read(true), 400U) << "by the first";
  EXPECT_EQ(elsewhere.connections(), once) << "not while they fail";
  EXPECT_EQ(elsewhere.read(false), 400U);
  EXPECT_EQ(elsewhere.connections(), 2 * once);
}

}  // namespace
}  // namespace kartotek
