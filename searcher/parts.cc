#include "searcher/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "corpus/error.h"
#include "indexer/at_once.h"
#include "indexer/compression.h"
#include "indexer/generation.h"
#include "indexer/index_description.h"
#include "indexer/schema.h"
#include "searcher/cluster_file.h"
#include "searcher/shard_agreement.h"

namespace kartotek {
namespace {

constexpr std::chrono::seconds time_to_recover{10};  // of a replica that is down
constexpr std::chrono::seconds longest_connection{5};
constexpr std::chrono::milliseconds longest_absence{500};  // of a part, before it is looked for again

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
          source.replicas.push_back({.address = *std::move(address), .directory = {}});
        } else if (place.is_shard) {
          RemoteAddress here;
          here.shown = replica;
          source.replicas.push_back({.address = std::move(here), .directory = replica});
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
    opened.push_back({.part = std::move(part), .source = number, .shard = {}});
}

Xapian::Database Parts::connect(const Replica& replica) const {
  if (!replica.directory.empty()) return Xapian::Database(replica.directory.string());
  return open_remote(replica.address, timeout_);
}

// Nothing where it does not answer.
std::optional<Parts::Opened> Parts::open_replica(Replica& replica, std::size_t number) const {
  const Clock::time_point start = Clock::now();
  if (start < replica.down_until) return std::nullopt;
  try {
    const Xapian::Database database = connect(replica);
    if (!is_described_alike(database))
      throw Error(
          ErrorKind::index,
          fmt::format("the index at {} was written by another version of indexer", replica.address.shown),
          "build it anew there with the version that searches it");
    return Opened{.part = {.database = database, .directory = replica.directory},
                  .source = number,
                  .shard = shard_set(database),
                  .replica = &replica};
  } catch (const Xapian::NetworkError&) {
  } catch (const Xapian::DatabaseOpeningError&) {
  }
  // One that refuses at once costs little to be tried soon again.
  constexpr int times_as_long = 20;
  const Clock::time_point end = Clock::now();
  replica.down_until = end + std::min<Clock::duration>(times_as_long * (end - start), time_to_recover);
  return std::nullopt;
}

std::optional<Parts::Opened> Parts::open_first_replica(std::size_t number) {
  for (Replica& replica : sources_[number].replicas)
    if (std::optional<Opened> opened = open_replica(replica, number)) return opened;
  return std::nullopt;
}

// The shards of one set have one dictionary. Whether it is there; else the part fails.
bool Parts::know_dictionary_of(const Opened& opened) {
  const Xapian::Database& database = opened.part.database;
  const std::string name = opened.shard.set.empty() ? database.get_uuid() : opened.shard.set;
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

// Of what is opened every replica that answers.
std::vector<Parts::Opened> Parts::all_replicas(const std::vector<Opened>& opened) {
  std::vector<Opened> all;
  for (const Opened& each : opened)
    for (Replica& replica : sources_[each.source].replicas)
      if (std::optional<Opened> one = open_replica(replica, each.source)) all.push_back(*std::move(one));
  return all;
}

namespace {

template <typename Opened>
ShardAgreement agreement_of_opened(const std::vector<Opened>& opened) {
  std::vector<ShardSet> shards;
  shards.reserve(opened.size());
  for (const Opened& each : opened) shards.push_back(each.shard);
  return agreement_of(shards);
}

// What is wrong with them, in one number: all the more where more shards lack than parts are missing, since
// then some are of one build and some of another.
std::size_t disagreement(const ShardAgreement& agreement, std::size_t missing) {
  constexpr std::size_t far_worse = most_shards * most_shards;
  const std::size_t foreign = agreement.lacking > missing ? agreement.lacking - missing : 0;
  return (agreement.is_twice ? far_worse * far_worse : 0) + foreign * far_worse + agreement.behind.size();
}

}  // namespace

// Takes other replicas where those opened are not the shards of one moment, as while a rebuild is put in its
// place or a replica lags; what there is of the latest moment that is there whole.
void Parts::make_agree(std::vector<Opened>& opened, std::size_t missing) {
  std::size_t wrong = disagreement(agreement_of_opened(opened), missing);
  if (wrong == 0) return;
  std::vector<Opened> candidates = all_replicas(opened);
  std::stable_sort(candidates.begin(), candidates.end(), [](const Opened& a, const Opened& b) {
    return a.shard.last_commit() > b.shard.last_commit();
  });
  for (const Opened& moment : candidates) {
    std::vector<Opened> other = opened;
    for (Opened& each : other)
      for (const Opened& candidate : candidates)
        if (candidate.source == each.source && is_of_moment(candidate.shard, moment.shard)) each = candidate;
    const std::size_t still_wrong = disagreement(agreement_of_opened(other), missing);
    if (still_wrong >= wrong) continue;
    opened = std::move(other);
    wrong = still_wrong;
  }
  const ShardAgreement agreement = agreement_of_opened(opened);
  if (!agreement.is_twice && agreement.lacking <= missing) return;
  std::string found;
  for (const Opened& each : opened)
    if (!each.shard.set.empty())
      found += fmt::format("{}{} is shard {} of {} of build {}", found.empty() ? "" : ", ",
                           each.replica->address.shown, each.shard.number + 1, each.shard.count,
                           each.shard.set.substr(0, 8));
  throw Error(ErrorKind::index, "the remote parts are not all shards of one build: " + found,
              "name every shard of a build once; while a build is being replaced, try again");
}

void Parts::open() { use(find()); }

Parts::Found Parts::find() {
  std::vector<std::optional<Opened>> remote(sources_.size());
  if (!are_local_) at_once(sources_.size(), [&](std::size_t i) { remote[i] = open_first_replica(i); });
  Found found;
  auto& [opened, missing] = found;
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
  for (const Opened& one : found.opened)
    if (one.replica && !know_dictionary_of(one))
      throw Error(ErrorKind::io, fmt::format("{} does not answer", one.replica->address.shown), "try again");
  return found;
}

// The shards of a set stand together, where the first of them was named, in their order.
void Parts::use(Found found) {
  behind_.clear();
  for (const std::size_t place : agreement_of_opened(found.opened).behind)
    behind_.push_back(found.opened[place].replica->address.shown);
  for (Source& source : sources_) source.in_use = nullptr;
  for (const Opened& one : found.opened) {
    sources_[one.source].in_use = one.replica;
    sources_[one.source].opened = one.part.database;
  }
  std::map<std::string, std::size_t> first_of_set;
  const auto rank = [&first_of_set](const Opened& one) {
    if (one.shard.set.empty()) return std::pair(one.source, std::size_t{0});
    return std::pair(first_of_set.emplace(one.shard.set, one.source).first->second, one.shard.number);
  };
  std::vector<std::pair<std::pair<std::size_t, std::size_t>, Opened>> ranked;
  ranked.reserve(found.opened.size());
  for (Opened& one : found.opened) {
    const auto order = rank(one);
    ranked.emplace_back(order, std::move(one));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  parts_.clear();
  connected_to_.clear();
  move_alone_.clear();
  for (auto& [ignored, one] : ranked) {
    connected_to_.push_back(one.part.directory.empty() ? one.replica : nullptr);
    move_alone_.push_back(one.shard.set.empty());
    parts_.push_back(std::move(one.part));
  }
  missing_ = std::move(found.missing);
  opened_at_ = Clock::now();
}

Parts::State Parts::state_of(const Xapian::Database& database) {
  return {.uuid = database.get_uuid(),
          .shards = database.get_metadata(std::string(metadata_key::shards)),
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
    return state_of(connect(*first)) == state_of(source.opened);
  } catch (const Xapian::DatabaseError&) {
    return false;
  } catch (const Xapian::NetworkError&) {
    return false;
  }
}

bool Parts::have_come_to_same() const {
  std::vector<const Source*> remote;
  for (const Source& source : sources_)
    if (!source.replicas.empty()) remote.push_back(&source);
  std::vector<char> same(remote.size());
  at_once(remote.size(), [&](std::size_t i) { same[i] = has_come_to_same(*remote[i]) ? 1 : 0; });
  return std::all_of(same.begin(), same.end(), [](char one) { return one != 0; });
}

std::optional<Xapian::Database> Parts::connect_again(std::size_t part) const {
  if (!connected_to_[part]) return std::nullopt;
  try {
    Xapian::Database database = connect(*connected_to_[part]);
    if (state_of(database) == state_of(parts_[part].database)) return database;
  } catch (const Xapian::DatabaseError&) {  // NOLINT(bugprone-empty-catch): the connection there is will do
  } catch (const Xapian::NetworkError&) {   // NOLINT(bugprone-empty-catch)
  }
  return std::nullopt;
}

bool Parts::reopen() {
  std::vector<char> changed(parts_.size());
  const auto reopen_one = [&](std::size_t i) {
    if (move_alone_[i]) changed[i] = parts_[i].database.reopen() ? 1 : 0;
  };
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
  const Clock::duration age = Clock::now() - opened_at_;
  const bool is_old =
      (!missing_.empty() && age > longest_absence) || std::any_of(sources_.begin(), sources_.end(), moved_on);
  bool changed = false;
  if (!is_old) {
    changed = reopen();
    if (are_local_ || age <= longest_connection) return changed;
    opened_at_ = Clock::now();
    if (behind_.empty() && have_come_to_same()) return changed;
  }
  // While the shards are replaced or changed one by one, those that are open serve.
  const bool is_whole = !are_local_ && missing_.empty() && behind_.empty();
  try {
    Found found = find();
    if (is_whole && !agreement_of_opened(found.opened).behind.empty()) return changed;
    use(std::move(found));
    return true;
  } catch (const Error& error) {
    if (!is_whole || error.kind() != ErrorKind::index) throw;
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

std::vector<std::string> Parts::missing_or_behind() const {
  std::vector<std::string> all = missing_;
  all.insert(all.end(), behind_.begin(), behind_.end());
  return all;
}

void Parts::end_question() {
  left_out_.insert(missing_.begin(), missing_.end());
  were_behind_.insert(behind_.begin(), behind_.end());
}

void Parts::begin_question() {
  for (Source& source : sources_)
    for (Replica& replica : source.replicas) replica.failures = 0;
}

}  // namespace kartotek
