#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/at_once.h"

namespace kartotek {

// A part of a collection that failed, by its place.
struct PartFailure {
  std::size_t part;
  std::exception_ptr error;  // a Xapian::Error
};

// One more connection to what a part has come to; nothing where there is none to be had. Called for different
// parts at the same time.
using ConnectAgain = std::function<std::optional<Xapian::Database>(std::size_t part)>;

// Reads articles from the parts of a collection: from all of them at the same time and, where much is wanted
// of one elsewhere, by several connections to it, since each answer is waited for. Not thread-safe.
class PartReader {
 public:
  PartReader() = default;
  PartReader(const std::vector<Xapian::Database>& parts, ConnectAgain connect_again);

  // What articles are read by.
  struct Lane {
    Xapian::Database database;
    std::unique_ptr<Analyzer> analyzer{};  // of this lane alone, once it was needed
  };

  // Reads of each article what read_one(a lane to its part, its number there) gives, and keeps it. That is
  // called by several threads, each with a lane of its own. The parts that fail are told of; some articles of
  // the others may be lacking then, too.
  template <typename Kept, typename Read>
  std::vector<PartFailure> read(const std::vector<Xapian::docid>& articles, Kept& kept, Read read_one) {
    struct Share {
      Place place{};
      std::vector<Xapian::docid> wanted{};
      std::vector<std::pair<Xapian::docid, typename Kept::mapped_type>> found{};
      std::exception_ptr failure{};
    };
    std::vector<Share> shares;
    for (auto& [place, wanted] : shared_out(articles)) shares.push_back({place, std::move(wanted)});
    at_once(shares.size(), [&](std::size_t i) {
      Share& share = shares[i];
      Lane& lane = lanes_[share.place.part][share.place.lane];
      try {
        for (const Xapian::docid article : share.wanted)
          share.found.emplace_back(article, read_one(lane, number_of(article)));
      } catch (const Xapian::Error&) {
        share.failure = std::current_exception();
      }
    });
    std::vector<PartFailure> failures;
    std::vector<Xapian::docid> left;
    std::vector<std::size_t> given_up;
    for (Share& share : shares) {
      for (auto& [article, what] : share.found) kept.insert_or_assign(article, std::move(what));
      if (!share.failure) continue;
      if (share.place.lane == 0) {
        failures.push_back({share.place.part, share.failure});
        continue;
      }
      left.insert(left.end(), share.wanted.begin() + std::ssize(share.found), share.wanted.end());
      given_up.push_back(share.place.part);
    }
    for (const std::size_t part : given_up) give_up_further_lanes(part);
    if (!left.empty() && failures.empty()) failures = read(left, kept, read_one);  // by the first lanes
    // They may have been closed for want of work, and are opened again the next time.
    for (const std::size_t part : given_up) are_open_[part] = 0;
    return failures;
  }

 private:
  struct Place {
    std::size_t part;
    std::size_t lane;
  };
  using Shares = std::vector<std::pair<Place, std::vector<Xapian::docid>>>;

  Shares shared_out(const std::vector<Xapian::docid>& articles);
  void open_further_lanes(std::size_t part);
  void give_up_further_lanes(std::size_t part);
  std::size_t part_of(Xapian::docid article) const { return (article - 1) % lanes_.size(); }
  Xapian::docid number_of(Xapian::docid article) const {
    return static_cast<Xapian::docid>((article - 1) / lanes_.size() + 1);
  }

  std::vector<std::vector<Lane>> lanes_;  // of each part; the first is the part itself
  std::vector<char> are_open_;            // whether further ones were asked for
  ConnectAgain connect_again_;
};

}  // namespace kartotek
