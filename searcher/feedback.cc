#include "searcher/feedback.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "searcher/scoring.h"

namespace kartotek {
namespace {

// How long articles are, and how often terms stand in each. The articles are sorted by number.
class Counts {
 public:
  Counts(const std::vector<RankedMatch>& sorted, const std::vector<GoodTerm>& terms,
         const Collection& collection)
      : sorted_(sorted), collection_(collection) {
    if (collection.is_local())
      for (const RankedMatch& match : sorted)
        lengths_.push_back(collection.database().get_doclength(match.id));
    else
      read_articles(terms);
  }

  double length(std::size_t article) const { return lengths_[article]; }

  // Adds how often the term stands in each article.
  void add(const std::string& term, std::vector<double>& counts) const {
    if (collection_.is_local()) return add_by_postings(term, counts);
    for (std::size_t i = 0; i < sorted_.size(); ++i) counts[i] += counts_.at(term)[i];
  }

 private:
  void add_by_postings(const std::string& term, std::vector<double>& counts) const {
    auto posting = collection_.database().postlist_begin(term);
    const auto end = collection_.database().postlist_end(term);
    for (std::size_t i = 0; i < sorted_.size() && posting != end; ++i) {
      if (*posting < sorted_[i].id) posting.skip_to(sorted_[i].id);
      if (posting != end && *posting == sorted_[i].id) counts[i] += posting.get_wdf();
    }
  }

  // A part elsewhere would send all of a term's postings: its articles are fewer.
  void read_articles(const std::vector<GoodTerm>& terms) {
    for (const GoodTerm& term : terms)
      for (const std::string& form : term.terms) counts_[form].resize(sorted_.size());
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      double length = 0;
      const Xapian::Database& database = collection_.database();
      const auto end = database.termlist_end(sorted_[i].id);
      for (auto term = database.termlist_begin(sorted_[i].id); term != end; ++term) {
        length += term.get_wdf();
        if (const auto found = counts_.find(*term); found != counts_.end()) found->second[i] = term.get_wdf();
      }
      lengths_.push_back(length);
    }
  }

  const std::vector<RankedMatch>& sorted_;
  const Collection& collection_;
  std::vector<double> lengths_;
  std::unordered_map<std::string, std::vector<double>> counts_;  // of remote parts
};

// Scores as Ranking::weighting() makes Xapian score the term's forms as one.
class TermScorer {
 public:
  TermScorer(const std::vector<RankedMatch>& sorted, const std::vector<GoodTerm>& terms,
             const Collection& collection, const Ranking& ranking)
      : articles_(sorted.size()),
        average_(collection.database().get_avlength()),
        ranking_(ranking),
        scoring_(collection, ranking),
        counts_(sorted, terms, collection) {}

  std::vector<double> scores(const GoodTerm& term) const {
    std::vector<double> scores(articles_);
    for (const std::string& form : term.terms) counts_.add(form, scores);
    const double weight = term.weight * scoring_.weight(queries_of(term));
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const double length = counts_.length(i);
      scores[i] = weight * ranking_.share(std::min(scores[i], length), length / average_);
    }
    return scores;
  }

 private:
  std::size_t articles_;
  double average_;
  const Ranking& ranking_;
  Scoring scoring_;
  Counts counts_;
};

}  // namespace

Feedback::Feedback(const std::vector<RankedMatch>& matches, const Collection& collection,
                   const Analyzer& analyzer, const Ranking& ranking, unsigned plain_words)
    : ranking_(ranking) {
  constexpr double sharpness = 12;
  std::vector<SourceArticle> sources;
  const double best = matches.empty() ? 0 : matches.front().score;
  if (best <= 0) return;
  for (std::size_t i = 0; i < std::min<std::size_t>(matches.size(), ranking_.feedback_articles); ++i)
    sources.push_back({.id = matches[i].id, .weight = std::exp(sharpness * (matches[i].score / best - 1))});
  terms_ = good_terms(collection, analyzer, sources,
                      {.most = ranking_.feedback_terms, .least_articles = 2, .least_frequency = 2});
  const double most = terms_.empty() ? 1 : terms_.front().weight;
  for (GoodTerm& term : terms_) term.weight *= ranking.feedback_share(plain_words) / most;
}

std::vector<std::string> Feedback::words() const {
  std::vector<std::string> words;
  for (const GoodTerm& term : terms_) words.push_back(term.word);
  return words;
}

void Feedback::reorder(std::vector<RankedMatch>& matches, const Collection& collection) const {
  if (terms_.empty()) return;
  std::sort(matches.begin(), matches.end(),
            [](const RankedMatch& a, const RankedMatch& b) { return a.id < b.id; });
  const TermScorer scorer(matches, terms_, collection, ranking_);
  for (const GoodTerm& term : terms_) {
    const std::vector<double> scores = scorer.scores(term);
    for (std::size_t i = 0; i < matches.size(); ++i) matches[i].score += scores[i];
  }
  for (RankedMatch& match : matches) match.reordered = true;
  std::stable_sort(matches.begin(), matches.end(),
                   [](const RankedMatch& a, const RankedMatch& b) { return a.score > b.score; });
}

std::vector<double> Feedback::scores_of(Xapian::docid article, const Collection& collection) const {
  const std::vector<RankedMatch> only{{.id = article}};
  const TermScorer scorer(only, terms_, collection, ranking_);
  std::vector<double> scores;
  for (const GoodTerm& term : terms_) scores.push_back(scorer.scores(term).front());
  return scores;
}

}  // namespace kartotek
