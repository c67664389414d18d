#include "indexer/waiting_articles.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "corpus/understand.h"
#include "indexer/at_once.h"
#include "indexer/source_lines.h"

namespace kartotek {

// What a thread beside the caller's works with.
struct WaitingArticles::Worker {
  Worker(std::size_t memory, const std::string& dictionary) : analyzer(memory), compressor(dictionary) {
    analyzer.remember_names();
  }
  Analyzer analyzer;
  Compressor compressor;
};

WaitingArticles::WaitingArticles(unsigned jobs, std::size_t memory, std::string dictionary)
    : jobs_(jobs > 0 ? jobs : std::max(std::thread::hardware_concurrency(), 1U)),
      memory_(memory),
      dictionary_(std::move(dictionary)) {}

WaitingArticles::~WaitingArticles() = default;

void WaitingArticles::add(Xapian::docid number, Article&& article, Provenance&& provenance) {
  bytes_ += article.title.size() + article.text.size() + article.extra.size();
  numbers_.emplace(article.id, number);
  Waiting& waiting = waiting_[number];
  waiting.number = number;
  waiting.source = source_term(article.source);
  waiting.article = std::move(article);
  waiting.provenance = std::move(provenance);
  unmade_.push_back(&waiting);
}

std::optional<Holding> WaitingArticles::find(std::string_view id) const {
  const auto found = numbers_.find(std::string(id));
  if (found == numbers_.end()) return std::nullopt;
  return Holding{found->second, waiting_.at(found->second).provenance};
}

void WaitingArticles::start_workers() {
  constexpr std::size_t worth_a_thread = 16;  // articles
  const std::size_t wanted = std::min<std::size_t>(jobs_ - 1, unmade_.size() / worth_a_thread);
  while (workers_.size() < wanted)
    workers_.push_back(std::make_unique<Worker>(memory_ / (jobs_ - 1), dictionary_));
}

void WaitingArticles::make(const DocumentTools& tools, const LinesOf& lines,
                           const std::function<void(Waiting&)>& take) {
  std::unordered_map<std::string, FrequentLines> known;
  for (const Waiting* const waiting : unmade_)
    if (!known.contains(waiting->source)) known.emplace(waiting->source, lines(waiting->source));
  start_workers();
  std::atomic<std::size_t> taken = 0;
  const auto work = [&](const DocumentTools& with) {
    for (std::size_t i = taken++; i < unmade_.size(); i = taken++) {
      Waiting& waiting = *unmade_[i];
      understand(waiting.article, known.at(waiting.source));
      waiting.made = make_document(waiting.article, waiting.provenance, with);
    }
  };
  const std::size_t others = unmade_.size() > 1 ? workers_.size() : 0;
  at_once(others + 1, [&](std::size_t thread) {
    if (thread == 0) return work(tools);
    Worker& worker = *workers_[thread - 1];
    work({worker.analyzer, worker.compressor, tools.codes});
  });
  std::sort(unmade_.begin(), unmade_.end(),
            [](const Waiting* a, const Waiting* b) { return a->number < b->number; });
  for (Waiting* const waiting : unmade_) {
    take(*waiting);
    waiting->article = {};
  }
  unmade_.clear();
}

std::vector<std::string> WaitingArticles::take_new_names() {
  std::vector<std::string> names;
  for (const auto& worker : workers_)
    for (std::string& name : worker->analyzer.take_new_names()) names.push_back(std::move(name));
  return names;
}

void WaitingArticles::clear() {
  waiting_.clear();
  numbers_.clear();
  unmade_.clear();
  bytes_ = 0;
}

}  // namespace kartotek
