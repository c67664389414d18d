#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/article.h"
#include "corpus/frequent_lines.h"
#include "indexer/document.h"
#include "indexer/holdings.h"
#include "indexer/provenance.h"

namespace kartotek {

// Articles that a Writer was given and its database does not have yet. They wait so that several threads can
// make documents of them, and so that their groups are known by then: of an article that is written and then
// labelled, Xapian would read and compare all terms again. For one thread, which starts the others itself.
class WaitingArticles {
 public:
  struct Waiting {
    Xapian::docid number = 0;
    Article article;  // as it was read; understood, once it is made
    Provenance provenance;
    std::string source;  // source_term()
    IndexedArticle made;
  };
  // Gets the lines that a source's articles are understood with; valid until its next call.
  using LinesOf = std::function<const FrequentLines&(const std::string& source)>;

  // `jobs`: threads, the caller's among them; 0 is one for each core. `memory`: bytes that the analyzers of
  // the others may remember words in. `dictionary`: of the index.
  WaitingArticles(unsigned jobs, std::size_t memory, std::string dictionary);
  ~WaitingArticles();
  WaitingArticles(const WaitingArticles&) = delete;
  WaitingArticles& operator=(const WaitingArticles&) = delete;

  // As document `number`, an id that does not wait yet.
  void add(Xapian::docid number, Article&& article, Provenance&& provenance);
  std::optional<Holding> find(std::string_view id) const;
  bool empty() const { return waiting_.empty(); }
  // Of titles, texts and what else was kept of them.
  std::size_t bytes() const { return bytes_; }
  // The greatest number there is; 0 where nothing waits.
  Xapian::docid last_number() const { return waiting_.empty() ? 0 : waiting_.rbegin()->first; }

  // Understands what was added since the last call and makes its documents, in several threads; `tools` are
  // for this one. Then gives each to `take`, by number, with the names that were met.
  void make(const DocumentTools& tools, const LinesOf& lines, const std::function<void(Waiting&)>& take);
  // Capitalised words that the other threads met since the last call.
  std::vector<std::string> take_new_names();

  // What make() made is to be found here. By number.
  std::map<Xapian::docid, Waiting>& made() { return waiting_; }
  void clear();

 private:
  struct Worker;
  void start_workers();

  unsigned jobs_;
  std::size_t memory_;
  std::string dictionary_;
  std::map<Xapian::docid, Waiting> waiting_;
  std::unordered_map<std::string, Xapian::docid> numbers_;  // by id
  std::vector<Waiting*> unmade_;
  std::size_t bytes_ = 0;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace kartotek
