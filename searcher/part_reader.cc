#include "searcher/part_reader.h"

namespace kartotek {
namespace {

constexpr std::size_t most_lanes = 4;
// For fewer it is not worth while to connect.
constexpr std::size_t least_for_further_lanes = 64;

}  // namespace

PartReader::PartReader(const std::vector<Xapian::Database>& parts, ConnectAgain connect_again)
    : lanes_(parts.size()), are_open_(parts.size()), connect_again_(std::move(connect_again)) {
  for (std::size_t part = 0; part < parts.size(); ++part) lanes_[part].push_back({parts[part]});
}

PartReader::Shares PartReader::shared_out(const std::vector<Xapian::docid>& articles) {
  std::vector<std::vector<Xapian::docid>> by_part(lanes_.size());
  for (const Xapian::docid article : articles) by_part[part_of(article)].push_back(article);
  at_once(by_part.size(), [&](std::size_t part) {
    if (by_part[part].size() >= least_for_further_lanes) open_further_lanes(part);
  });
  Shares shares;
  for (std::size_t part = 0; part < by_part.size(); ++part) {
    const std::vector<Xapian::docid>& wanted = by_part[part];
    const std::size_t lanes = wanted.size() < least_for_further_lanes ? 1 : lanes_[part].size();
    for (std::size_t lane = 0; lane < std::min(lanes, wanted.size()); ++lane) {
      const auto at = [&](std::size_t n) {
        return wanted.begin() + static_cast<std::ptrdiff_t>(wanted.size() * n / lanes);
      };
      shares.push_back({{part, lane}, {at(lane), at(lane + 1)}});
    }
  }
  return shares;
}

void PartReader::open_further_lanes(std::size_t part) {
  if (are_open_[part] != 0 || !connect_again_) return;
  are_open_[part] = 1;
  while (lanes_[part].size() < most_lanes) {
    std::optional<Xapian::Database> further = connect_again_(part);
    if (!further) return;
    lanes_[part].push_back({*std::move(further)});
  }
}

void PartReader::give_up_further_lanes(std::size_t part) {
  lanes_[part].erase(lanes_[part].begin() + 1, lanes_[part].end());
}

}  // namespace kartotek
