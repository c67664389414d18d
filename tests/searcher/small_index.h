#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "indexer/generation.h"
#include "indexer/index_corpus.h"
#include "searcher/parse_query.h"
#include "searcher/search.h"

namespace kartotek {

// An index of a few articles, given as JSON Lines, in a folder of its own that goes with the object.
class SmallIndex {
 public:
  explicit SmallIndex(const std::string& json_lines, std::size_t shards = 1)
      : folder_(std::filesystem::temp_directory_path() /
                fmt::format("kartotek-test-{}-{}", getpid(), ++made())) {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "articles.jsonl") << json_lines;
    IndexOptions options;
    options.index = folder_ / "index";
    options.sources = {parse_source((folder_ / "articles.jsonl").string())};
    options.shards = shards;
    report = index_corpus(options);
  }
  ~SmallIndex() { std::filesystem::remove_all(folder_); }
  SmallIndex(const SmallIndex&) = delete;
  SmallIndex& operator=(const SmallIndex&) = delete;

  std::string location() const { return (folder_ / "index").string(); }
  Index open() const { return Index::open({location()}); }
  std::filesystem::path generation() const { return live_generation(folder_ / "index"); }
  Xapian::Database database() const { return Xapian::Database((folder_ / "index" / "current").string()); }

  // Indexes further articles, or with `rebuild` these alone in a new generation.
  void add(const std::string& json_lines, bool rebuild = false) const {
    const std::filesystem::path more = folder_ / fmt::format("more-{}.jsonl", ++made());
    std::ofstream(more) << json_lines;
    IndexOptions options;
    options.index = folder_ / "index";
    options.sources = {parse_source(more.string())};
    options.rebuild = rebuild;
    index_corpus(options);
  }

  // Indexes what it was made of once more, now as these articles.
  void change_to(const std::string& json_lines) const {
    std::ofstream(folder_ / "articles.jsonl") << json_lines;
    IndexOptions options;
    options.index = folder_ / "index";
    options.sources = {parse_source((folder_ / "articles.jsonl").string())};
    index_corpus(options);
  }

  Page ask(const std::string& query, Question question = {}) const {
    question.query = parse_query(query);
    return open().search(question);
  }
  // The ids of the hits, in order, divided by blanks.
  std::string ids(const std::string& query, const Question& question = {}) const {
    std::string found;
    for (const Hit& hit : ask(query, question).hits)
      found += (found.empty() ? "" : " ") + hit.stored.article.id;
    return found;
  }

  Report report;

 private:
  static int& made() {
    static int count = 0;
    return count;
  }
  std::filesystem::path folder_;
};

}  // namespace kartotek
