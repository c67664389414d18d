#pragma once

#include <xapian.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/shards.h"
#include "searcher/open_location.h"
#include "searcher/remote_part.h"

namespace kartotek {

// The databases that are searched as one: those of this machine, and those that answer elsewhere. Of a remote
// part that does not answer the next replica is taken; one without is missing, and is tried again after a
// while. Not thread-safe.
class Parts {
 public:
  // `locations`: directories, addresses and cluster files. Throws Error(usage) where one is none of these.
  Parts(const std::vector<std::string>& locations, AnswerTimeout timeout);

  // Opens them all, or leaves what is open as it is. Throws what open_location() throws; Error(index) where a
  // remote part would be misread, or is a shard whose others are not there; Error(io) where none answers.
  void open();
  // Moves on to what has been written since. Connections stay with the generation that they began with: so
  // new ones are made now and then, and taken where they have come to something else. Whether anything has
  // changed. Throws what open() throws, but where what is open still serves.
  bool refresh();

  // One more connection to a remote part, as it is open; nothing where there is none to be had. May be called
  // of different parts by several threads at a time.
  std::optional<Xapian::Database> connect_again(std::size_t part) const;

  // In the order in which documents of one set of shards are numbered.
  const std::vector<IndexPart>& all() const { return parts_; }
  bool are_local() const { return are_local_; }
  // The remote parts that are left out, by host and port.
  const std::vector<std::string>& missing() const { return missing_; }
  // Those that are there, but without a commit that another shard of their set knows of.
  const std::vector<std::string>& behind() const { return behind_; }
  std::vector<std::string> missing_or_behind() const;
  // What the local index that was opened last is called; "" where there is none.
  const std::string& last_location() const { return last_location_; }

  // Takes note that a remote part failed in the middle of a question: for the second time, or in time, and it
  // is down. open() then does without it.
  void note_failure(const Xapian::NetworkError& error);
  // The same where the answer goes on without it: it is missing from now on.
  void lose(const Xapian::NetworkError& error);
  void begin_question();
  void end_question();
  // The remote parts that were missing at the end of some question, and those that were behind.
  const std::set<std::string>& left_out() const { return left_out_; }
  const std::set<std::string>& were_behind() const { return were_behind_; }

 private:
  using Clock = std::chrono::steady_clock;
  struct Replica {
    RemoteAddress address;
    std::filesystem::path directory;  // where it is none elsewhere
    Clock::time_point down_until{};
    unsigned failures = 0;
  };
  // What a connection has come to.
  struct State {
    std::string uuid, shards, time;
    Xapian::doccount articles = 0;
    Xapian::docid last = 0;
    Xapian::totallength length = 0;
    bool operator==(const State&) const = default;
  };
  struct Source {
    std::string location;              // of this machine
    std::filesystem::path generation;  // of that, as opened
    std::vector<Replica> replicas;     // of a remote one
    Replica* in_use = nullptr;
    Xapian::Database opened{};
  };
  struct Opened {
    IndexPart part;
    std::size_t source = 0;
    ShardSet shard;  // of a remote part
    Replica* replica = nullptr;
  };

  struct Found {
    std::vector<Opened> opened;
    std::vector<std::string> missing;
  };

  Found find();
  void use(Found found);
  void open_local(Source& source, std::size_t number, std::vector<Opened>& opened);
  std::optional<Opened> open_replica(Replica& replica, std::size_t number) const;
  std::optional<Opened> open_first_replica(std::size_t number);
  bool know_dictionary_of(const Opened& opened);
  Xapian::Database connect(const Replica& replica) const;
  static State state_of(const Xapian::Database& database);
  bool has_come_to_same(const Source& source) const;
  bool have_come_to_same() const;
  bool reopen();
  std::vector<Opened> all_replicas(const std::vector<Opened>& opened);
  void make_agree(std::vector<Opened>& opened, std::size_t missing);

  std::vector<Source> sources_;
  AnswerTimeout timeout_;
  std::vector<IndexPart> parts_;
  std::vector<const Replica*> connected_to_;  // of each; nullptr where it is of this machine
  std::vector<bool> move_alone_;              // of each, whether it may move on to a commit without others
  std::vector<std::string> missing_;
  std::vector<std::string> behind_;
  std::set<std::string> left_out_;
  std::set<std::string> were_behind_;
  bool are_local_ = true;
  std::string last_location_;
  Clock::time_point opened_at_;
  std::set<std::string> known_;  // the sets of shards, and other databases, whose dictionary is known
};

}  // namespace kartotek
