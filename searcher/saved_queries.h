#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "searcher/question_text.h"

namespace kartotek {

// A query that is asked again and again, and its filters.
struct SavedQuery {
  std::string name;
  std::string query;
  QuestionText question;
  bool has_limit = false;  // whether it, or whoever asked for it, says how many hits to show
};

// The queries of a TOML file, in its order: a table for each, by name, with `query` and, as the options of
// searcher are called, `country from to mentions lang source sort limit facets include-undated exact
// no-collapse`. What a table does not say is as in `otherwise`. Throws Error(usage), with the line, where the
// file is no such.
std::vector<SavedQuery> read_saved_queries(const std::filesystem::path& file, const SavedQuery& otherwise);

// Since when each query of a file has been reported, by name: as of what index time. Kept below
// $XDG_STATE_HOME (~/.local/state), apart for each file and index.
class ReportedTimes {
 public:
  // Throws Error(usage) where neither $XDG_STATE_HOME nor $HOME is set, Error(io) where what is kept there
  // cannot be read.
  ReportedTimes(const std::filesystem::path& queries, const std::filesystem::path& index);

  // A time of the index, or "" for a query that was never reported.
  std::string of(const std::string& name) const;
  void set(const std::string& name, const std::string& time) { times_[name] = time; }
  // Keeps them, whole or not at all. Throws Error(io).
  void save() const;

 private:
  std::filesystem::path file_;
  std::map<std::string, std::string> times_;
};

}  // namespace kartotek
