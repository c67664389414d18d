#include "searcher/saved_queries.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <toml++/toml.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "corpus/error.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

constexpr const char* keys_hint =
    "a query has the keys query country mentions from to lang source sort limit facets include-undated exact "
    "no-collapse";

Error wrong(const fs::path& file, const toml::source_region& place, std::string_view what) {
  return {ErrorKind::usage, fmt::format("{} line {}: {}", file.string(), place.begin.line, what), keys_hint};
}

// Reads one table. What is of the wrong type is refused.
class TableReader {
 public:
  TableReader(const fs::path& file, SavedQuery& saved) : file_(file), saved_(saved) {}

  void read(std::string_view key, const toml::node& node) {
    QuestionText& question = saved_.question;
    if (key == "query")
      saved_.query = text(key, node);
    else if (key == "from")
      question.from = text(key, node);
    else if (key == "to")
      question.to = text(key, node);
    else if (key == "sort")
      question.sort = text(key, node);
    else if (key == "country")
      question.countries = list(key, node);
    else if (key == "mentions")
      question.mentions = list(key, node);
    else if (key == "lang")
      question.languages = list(key, node);
    else if (key == "source")
      question.sources = list(key, node);
    else if (key == "facets")
      question.facets = list(key, node);
    else if (key == "include-undated")
      question.include_undated = flag(key, node);
    else if (key == "exact")
      question.exact = flag(key, node);
    else if (key == "no-collapse")
      question.no_collapse = flag(key, node);
    else if (key == "limit")
      read_limit(node);
    else
      throw wrong(file_, node.source(), fmt::format("there is no key {}", key));
  }

 private:
  // A date may be written as one of TOML, without quotes.
  std::string text(std::string_view key, const toml::node& node) const {
    if (const auto* const value = node.as_string()) return value->get();
    if (const auto* const date = node.as_date())
      return fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
    throw wrong(file_, node.source(), fmt::format("{} wants a text in quotes", key));
  }
  bool flag(std::string_view key, const toml::node& node) const {
    if (const auto* const value = node.as_boolean()) return value->get();
    throw wrong(file_, node.source(), fmt::format("{} wants true or false", key));
  }
  std::vector<std::string> list(std::string_view key, const toml::node& node) const {
    std::vector<std::string> values;
    if (const auto* const array = node.as_array()) {
      for (const toml::node& value : *array) values.push_back(text(key, value));
    } else {
      values.push_back(text(key, node));
    }
    return values;
  }
  void read_limit(const toml::node& node) {
    const auto* const value = node.as_integer();
    if (value == nullptr || value->get() < 0)
      throw wrong(file_, node.source(), "limit wants a number, 0 for all");
    saved_.question.limit = static_cast<std::size_t>(value->get());
    saved_.has_limit = true;
  }

  const fs::path& file_;
  SavedQuery& saved_;
};

toml::table parse(const fs::path& file) {
  std::ifstream in(file);
  if (!in || fs::is_directory(file))  // a folder opens as a file does, and is an empty one
    throw Error(ErrorKind::usage, fmt::format("cannot read the queries in {}", file.string()));
  try {
    return toml::parse(in, file.string());
  } catch (const toml::parse_error& error) {
    throw wrong(file, error.source(), error.description());
  }
}

fs::path state_folder() {
  const char* const state = std::getenv("XDG_STATE_HOME");  // NOLINT(concurrency-mt-unsafe): one thread
  if (state != nullptr && *state != '\0') return fs::path(state) / "kartotek";
  const char* const home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): one thread
  if (home == nullptr || *home == '\0')
    throw Error(ErrorKind::usage, "there is nowhere to keep what was reported",
                "set XDG_STATE_HOME, or give --added-since");
  return fs::path(home) / ".local/state/kartotek";
}

}  // namespace

std::vector<SavedQuery> read_saved_queries(const fs::path& file, const SavedQuery& otherwise) {
  const toml::table tables = parse(file);
  std::vector<std::pair<toml::source_index, SavedQuery>> found;
  for (const auto& [name, node] : tables) {
    const toml::table* const table = node.as_table();
    if (table == nullptr)
      throw wrong(file, node.source(),
                  fmt::format("{} is not below the name of a query, as [name]", name.str()));
    SavedQuery saved = otherwise;
    saved.name = name.str();
    TableReader reader(file, saved);
    for (const auto& [key, value] : *table) reader.read(key.str(), value);
    if (saved.query.empty()) throw wrong(file, node.source(), fmt::format("{} has no query", saved.name));
    found.emplace_back(node.source().begin.line, std::move(saved));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<SavedQuery> queries;
  queries.reserve(found.size());
  for (auto& [line, saved] : found) queries.push_back(std::move(saved));
  return queries;
}

ReportedTimes::ReportedTimes(const fs::path& queries, const fs::path& index) {
  const std::string both =
      fs::weakly_canonical(queries).string() + '\n' + fs::weakly_canonical(index).string();
  file_ = state_folder() / fmt::format("reported-{:016x}.json", XXH3_64bits(both.data(), both.size()));
  if (!fs::exists(file_)) return;
  std::ifstream in(file_);
  const auto json = nlohmann::json::parse(in, nullptr, false);
  if (!json.is_object() || !json.contains("times") || !json["times"].is_object())
    throw Error(ErrorKind::io, fmt::format("{} is damaged", file_.string()),
                "remove it, and every query starts anew; or give --added-since");
  for (const auto& [name, time] : json["times"].items())
    if (time.is_string()) times_[name] = time;
}

std::string ReportedTimes::of(const std::string& name) const {
  const auto found = times_.find(name);
  return found == times_.end() ? std::string() : found->second;
}

void ReportedTimes::save() const {
  const auto failed = [this] {
    return Error(ErrorKind::io, fmt::format("cannot keep what was reported in {}", file_.string()),
                 "may the folder be written to? is the disk full?");
  };
  std::error_code error;
  fs::create_directories(file_.parent_path(), error);
  const std::string text =
      nlohmann::json{{"times", times_}}.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  const std::string scratch = fmt::format("{}.{}", file_.string(), ::getpid());
  const int out = ::open(scratch.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (out < 0) throw failed();
  const bool written =
      ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(out) == 0;
  ::close(out);
  if (written) fs::rename(scratch, file_, error);
  if (!written || error) {
    ::unlink(scratch.c_str());
    throw failed();
  }
}

}  // namespace kartotek
