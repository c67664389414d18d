#include "searcher/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "corpus/error.h"
#include "indexer/compression.h"
#include "indexer/generation.h"
#include "indexer/index_description.h"
#include "indexer/schema.h"
#include "searcher/at_once.h"
#include "searcher/cluster_file.h"

namespace kartotek {
namespace {

constexpr std::chrono::seconds time_to_recover{10};  // of a replica that is down
constexpr std::chrono::seconds longest_connection{5};

// How Xapian's errors call a remote database.
bool is_named(const RemoteAddress& address, const std::string& context) {
  return context.find(address.by_ssh ? address.host + " xapian-progsrv " + address.path + ")"
                                     : "(" + address.shown + ")") != std::string::npos;
}

}  // namespace

Parts::Parts(const std::vector<std::string>& locations, AnswerTimeout timeout) : timeout_(timeout) {
  for (const std::string& location : locations) {
    for (const Place& place : places_of(location)) {
      Source& source = sources_.emplace_back();
      for (const std::string& replica : place.replicas) {
        if (std::optional<RemoteAddress> address = parse_remote(replica)) {
          source.replicas.push_back({.address = *std::move(address)});
        } else {
          source.location = replica;
        }
      }
      are_local_ &= source.replicas.empty();
    }
  }
}

void Parts::open_local(Source& source, std::size_t number, std::vector<Opened>& opened) {
  last_location_ = source.location;
  source.generation = live_generation(source.location);
  for (IndexPart& part : open_location(source.location, source.generation))
    opened.push_back({.part = std::move(part), .source = number, .shard = std::nullopt});
}

// Nothing where it does not answer.
std::optional<Parts::Opened> Parts::open_replica(Replica& replica, std::size_t number) const {
  if (Clock::now() < replica.down_until) return std::nullopt;
  try {
    const Xapian::Database database = open_remote(replica.address, timeout_);
    if (!is_described_alike(database))
      throw Error(
          ErrorKind::index,
          fmt::format("the index at {} was written by another version of indexer", replica.address.shown),
          "build it anew there with the version that searches it");
    return Opened{.part = {.database = database, .directory = {}},
                  .source = number,
                  .shard = shard_set(database),
                  .replica = &replica};
  } catch (const Xapian::NetworkError&) {
    replica.down_until = Clock::now() + time_to_recover;
    return std::nullopt;
  }
}

std::optional<Parts::Opened> Parts::open_first_replica(std::size_t number) {
  for (Replica& replica : sources_[number].replicas)
    if (std::optional<Opened> opened = open_replica(replica, number)) return opened;
  return std::nullopt;
}

// The shards of one set have one dictionary. Whether it is there; else the part fails.
bool Parts::know_dictionary_of(const Opened& opened) {
  const Xapian::Database& database = opened.part.database;
  const std::string name = opened.shard->set.empty() ? database.get_uuid() : opened.shard->set;
  if (known_.contains(name)) return true;
  try {
    know_dictionary(database.get_metadata(std::string(metadata_key::dictionary)));
  } catch (const Xapian::NetworkError&) {
    opened.replica->down_until = Clock::now() + time_to_recover;
    return false;
  }
  known_.insert(name);
  return true;
}

namespace {

// How many shards there should be beside those that are there, of all sets. Nothing where one is there twice.
template <typename Opened>
std::optional<std::size_t> count_lacking(const std::vector<Opened>& opened) {
  std::map<std::string, std::set<std::size_t>> numbers;
  std::map<std::string, std::size_t> counts;
  for (const Opened& each : opened) {
    if (!each.shard || each.shard->set.empty()) continue;
    if (!numbers[each.shard->set].insert(each.shard->number).second) return std::nullopt;
    counts[each.shard->set] = each.shard->count;
  }
  std::size_t lacking = 0;
  for (const auto& [set, count] : counts) lacking += count - numbers[set].size();
  return lacking;
}

}  // namespace

// Those opened, but with the replicas that are of a set of shards, where there are any.
std::vector<Parts::Opened> Parts::with_set(const std::string& set, const std::vector<Opened>& opened) {
  std::vector<Opened> other = opened;
  for (Opened& each : other) {
    if (!each.shard || each.shard->set == set) continue;
    for (Replica& replica : sources_[each.source].replicas) {
      std::optional<Opened> one = open_replica(replica, each.source);
      if (one && one->shard->set == set) {
        each = *std::move(one);
        break;
      }
    }
  }
  return other;
}

// Sees to it that no more shards lack than parts are missing: else some are of one build and some of another,
// as where a rebuild is just being put in its place.
void Parts::make_agree(std::vector<Opened>& opened, std::size_t missing) {
  const auto agree = [missing](const std::vector<Opened>& all) {
    const std::optional<std::size_t> lacking = count_lacking(all);
    return lacking && *lacking <= missing;
  };
  if (agree(opened)) return;
  std::set<std::string> sets;
  for (const Opened& each : opened)
    if (each.shard)
      for (Replica& replica : sources_[each.source].replicas)
        if (const std::optional<Opened> one = open_replica(replica, each.source))
          sets.insert(one->shard->set);
  for (const std::string& set : sets) {
    std::vector<Opened> other = with_set(set, opened);
    if (!agree(other)) continue;
    opened = std::move(other);
    return;
  }
  std::string found;
  for (const Opened& each : opened)
    if (each.shard && !each.shard->set.empty())
      found += fmt::format("{}{} is shard {} of {} of build {}", found.empty() ? "" : ", ",
                           sources_[each.source].replicas.front().address.shown, each.shard->number + 1,
                           each.shard->count, each.shard->set.substr(0, 8));
  throw Error(ErrorKind::index, "the remote parts are not all shards of one build: " + found,
              "name every shard of a build once; while a build is being replaced, try again");
}

void Parts::open() {
  std::vector<std::optional<Opened>> remote(sources_.size());
  if (!are_local_) at_once(sources_.size(), [&](std::size_t i) { remote[i] = open_first_replica(i); });
  std::vector<Opened> opened;
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    while (remote[i] && !know_dictionary_of(*remote[i])) remote[i] = open_first_replica(i);
    if (sources_[i].replicas.empty()) {
      open_local(sources_[i], i, opened);
    } else if (remote[i]) {
      opened.push_back(*std::move(remote[i]));
    } else {
      missing.push_back(sources_[i].replicas.front().address.shown);
    }
  }
  if (opened.empty())
    throw Error(ErrorKind::io, fmt::format("{} does not answer", fmt::join(missing, ", ")),
                "is xapian-tcpsrv running there, and may this machine reach it?");
  make_agree(opened, missing.size());
  for (const Opened& one : opened) {
    if (!one.replica) continue;
    if (!know_dictionary_of(one))
      throw Error(ErrorKind::io, fmt::format("{} does not answer", one.replica->address.shown), "try again");
    sources_[one.source].in_use = one.replica;
    sources_[one.source].opened = one.part.database;
  }
  // The shards of a set stand together, where the first of them was named, in their order.
  std::map<std::string, std::size_t> first_of_set;
  const auto rank = [&first_of_set](const Opened& one) {
    if (!one.shard || one.shard->set.empty()) return std::pair(one.source, std::size_t{0});
    return std::pair(first_of_set.emplace(one.shard->set, one.source).first->second, one.shard->number);
  };
  std::vector<std::pair<std::pair<std::size_t, std::size_t>, IndexPart>> ranked;
  ranked.reserve(opened.size());
  for (Opened& one : opened) ranked.emplace_back(rank(one), std::move(one.part));
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  parts_.clear();
  for (auto& [ignored, part] : ranked) parts_.push_back(std::move(part));
  missing_ = std::move(missing);
  opened_at_ = Clock::now();
}

Parts::State Parts::state_of(const Xapian::Database& database) {
  return {.uuid = database.get_uuid(),
          .time = database.get_metadata(std::string(metadata_key::time)),
          .articles = database.get_doccount(),
          .last = database.get_lastdocid(),
          .length = database.get_total_length()};
}

// Whether a new connection would be to the same replica, and to the same there.
bool Parts::has_come_to_same(const Source& source) const {
  const Clock::time_point now = Clock::now();
  const auto first = std::find_if(source.replicas.begin(), source.replicas.end(),
                                  [now](const Replica& replica) { return now >= replica.down_until; });
  if (first == source.replicas.end() || &*first != source.in_use) return false;
  try {
    return state_of(open_remote(first->address, timeout_)) == state_of(source.opened);
  } catch (const Xapian::NetworkError&) {
    return false;
  }
}

bool Parts::have_come_to_same() const {
  std::vector<const Source*> remote;
  for (const Source& source : sources_)
    if (!source.replicas.empty()) remote.push_back(&source);
  std::vector<char> same(remote.size());
  at_once(remote.size(), [&](std::size_t i) { same[i] = has_come_to_same(*remote[i]); });
  return std::all_of(same.begin(), same.end(), [](char one) { return one != 0; });
}

bool Parts::reopen() {
  std::vector<char> changed(parts_.size());
  const auto reopen_one = [&](std::size_t i) { changed[i] = parts_[i].database.reopen(); };
  if (are_local_)
    for (std::size_t i = 0; i < parts_.size(); ++i) reopen_one(i);
  else
    at_once(parts_.size(), reopen_one);
  return std::any_of(changed.begin(), changed.end(), [](char one) { return one != 0; });
}

bool Parts::refresh() {
  const auto moved_on = [](const Source& source) {
    return source.replicas.empty() && live_generation(source.location) != source.generation;
  };
  const bool is_old =
      (!are_local_ && !missing_.empty()) || std::any_of(sources_.begin(), sources_.end(), moved_on);
  bool changed = false;
  if (!is_old) {
    changed = reopen();
    if (are_local_ || Clock::now() - opened_at_ <= longest_connection) return changed;
    opened_at_ = Clock::now();
    if (have_come_to_same()) return changed;
  }
  try {
    open();
    return true;
  } catch (const Error& error) {
    // While the shards of a build are replaced one by one, those that are open serve.
    if (are_local_ || error.kind() != ErrorKind::index || !missing_.empty()) throw;
  }
  return changed;
}

void Parts::note_failure(const Xapian::NetworkError& error) {
  const bool in_time = std::string_view(error.get_type()) == "NetworkTimeoutError";
  for (Source& source : sources_) {
    for (Replica& replica : source.replicas) {
      if (!is_named(replica.address, error.get_context())) continue;
      if (in_time || ++replica.failures > 1) replica.down_until = Clock::now() + time_to_recover;
    }
  }
}

void Parts::lose(const Xapian::NetworkError& error) {
  note_failure(error);
  for (Source& source : sources_)
    for (Replica& replica : source.replicas)
      if (is_named(replica.address, error.get_context()))
        missing_.push_back(source.replicas.front().address.shown);
}

void Parts::end_question() { left_out_.insert(missing_.begin(), missing_.end()); }

void Parts::begin_question() {
  for (Source& source : sources_)
    for (Replica& replica : source.replicas) replica.failures = 0;
}

}  // namespace kartotek
