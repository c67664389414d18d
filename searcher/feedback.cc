#include "searcher/feedback.h"

#include <algorithm>
#include <cmath>

#include "searcher/scoring.h"

namespace kartotek {
namespace {

// Of articles that are sorted by number.
std::vector<double> lengths_of(const std::vector<RankedMatch>& matches, const Xapian::Database& database) {
  std::vector<double> lengths;
  lengths.reserve(matches.size());
  for (const RankedMatch& match : matches) lengths.push_back(database.get_doclength(match.id));
  return lengths;
}

// Adds how often a term stands in each article. `matches` are sorted by number.
void add_counts(const std::string& term, const std::vector<RankedMatch>& matches,
                const Xapian::Database& database, std::vector<double>& counts) {
  auto posting = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  for (std::size_t i = 0; i < matches.size() && posting != end; ++i) {
    if (*posting < matches[i].id) posting.skip_to(matches[i].id);
    if (posting != end && *posting == matches[i].id) counts[i] += posting.get_wdf();
  }
}

// Scores as Ranking::weighting() makes Xapian score the term's forms as one.
class TermScorer {
 public:
  TermScorer(const std::vector<RankedMatch>& sorted, const Collection& collection, const Ranking& ranking)
      : sorted_(sorted),
        database_(collection.database()),
        ranking_(ranking),
        scoring_(collection, ranking),
        lengths_(lengths_of(sorted, collection.database())) {}

  std::vector<double> scores(const GoodTerm& term) const {
    std::vector<double> scores(sorted_.size());
    for (const std::string& form : term.terms) add_counts(form, sorted_, database_, scores);
    const double weight = term.weight * scoring_.weight(queries_of(term));
    const double average = database_.get_avlength();
    for (std::size_t i = 0; i < scores.size(); ++i)
      scores[i] = weight * ranking_.share(std::min(scores[i], lengths_[i]), lengths_[i] / average);
    return scores;
  }

 private:
  const std::vector<RankedMatch>& sorted_;
  const Xapian::Database& database_;
  const Ranking& ranking_;
  Scoring scoring_;
  std::vector<double> lengths_;
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
  const TermScorer scorer(matches, collection, ranking_);
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
  const TermScorer scorer(only, collection, ranking_);
  std::vector<double> scores;
  for (const GoodTerm& term : terms_) scores.push_back(scorer.scores(term).front());
  return scores;
}

}  // namespace kartotek
