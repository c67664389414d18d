#include "searcher/shard_agreement.h"

#include <algorithm>
#include <map>
#include <utility>

namespace kartotek {

ShardAgreement agreement_of(const std::vector<ShardSet>& shards) {
  std::map<std::pair<std::string, std::size_t>, std::vector<std::size_t>> sets;
  for (std::size_t i = 0; i < shards.size(); ++i)
    if (!shards[i].set.empty()) sets[{shards[i].set, shards[i].count}].push_back(i);
  ShardAgreement agreement;
  for (const auto& [set, members] : sets) {
    std::vector<ShardSet> places;
    std::vector<bool> is_there(shards[members.front()].count);
    for (const std::size_t member : members) {
      places.push_back(shards[member]);
      agreement.is_twice |= is_there[places.back().number];
      is_there[places.back().number] = true;
    }
    agreement.lacking += static_cast<std::size_t>(std::count(is_there.begin(), is_there.end(), false));
    const std::vector<std::size_t> last = last_commits(places);
    for (const std::size_t member : members)
      if (shards[member].last_commit() < last[shards[member].number]) agreement.behind.push_back(member);
  }
  return agreement;
}

bool is_of_moment(const ShardSet& shard, const ShardSet& moment) {
  return shard.set == moment.set && shard.count == moment.count &&
         shard.last_commit() == moment.commits[shard.number];
}

}  // namespace kartotek
