#include "searcher/feedback.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "indexer/schema.h"
#include "searcher/scoring.h"

namespace kartotek {
namespace {

// How long articles are, and how often terms stand in each. The articles are sorted by number; they are few
// where a part is elsewhere, which would send all of a term's postings.
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

  void read_articles(const std::vector<GoodTerm>& terms) {
    for (const GoodTerm& term : terms)
      for (const std::string& form : term.terms) counts_[form].resize(sorted_.size());
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      double length = 0;
      collection_.for_each_term(sorted_[i].id, [&](const std::string& term, Xapian::termcount count) {
        length += count;
        if (const auto found = counts_.find(term); found != counts_.end()) found->second[i] = count;
      });
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

namespace {

// slot::content_hash of each match. It is what Xapian would fold matches by, if any number of one hash were
// too many, and comes with them.
std::unordered_map<Xapian::docid, std::string> hashes_of(const std::vector<RankedMatch>& matches,
                                                         Xapian::Enquire& enquire,
                                                         const Collection& collection) {
  std::unordered_map<Xapian::docid, std::string> hashes;
  const auto count = static_cast<Xapian::doccount>(matches.size());
  enquire.set_collapse_key(slot::content_hash, count);
  const Xapian::MSet found = enquire.get_mset(0, count);
  enquire.set_collapse_key(Xapian::BAD_VALUENO);
  for (auto match = found.begin(); match != found.end(); ++match)
    hashes.emplace(*match, match.get_collapse_key());
  std::vector<Xapian::docid> others;  // which tied with the last
  for (const RankedMatch& match : matches)
    if (!hashes.contains(match.id)) others.push_back(match.id);
  collection.fetch(others);
  for (const Xapian::docid other : others)
    hashes.emplace(other, collection.document(other).get_value(slot::content_hash));
  return hashes;
}

}  // namespace

// What terms() add to the scores of matches, found by a query for these terms in the articles that have the
// matches' hashes: those gain a constant that tells them from the rest.
std::unordered_map<Xapian::docid, double> Feedback::scores_by_match(const std::vector<RankedMatch>& matches,
                                                                    Xapian::Enquire& enquire,
                                                                    const Collection& collection) const {
  constexpr double mark = 128;  // no higher than needed: what is added to it loses its last digits
  constexpr std::size_t long_question = 7;  // as TermScorer's, without presence
  auto* const marks = new Xapian::ValueMapPostingSource(slot::content_hash);
  const Xapian::Query marked(marks->release());
  for (const auto& [match, hash] : hashes_of(matches, enquire, collection)) marks->add_mapping(hash, mark);
  std::vector<std::string> forms;
  for (const GoodTerm& term : terms_) forms.insert(forms.end(), term.terms.begin(), term.terms.end());
  collection.look_up(forms);
  const Scoring scoring(collection, ranking_);
  std::vector<Xapian::Query> weighed;
  for (const GoodTerm& term : terms_)
    weighed.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, scoring.as_one(queries_of(term)), term.weight);
  Xapian::Enquire further(collection.database());
  further.set_weighting_scheme(ranking_.stock_weighting(long_question));
  further.set_query(
      {Xapian::Query::OP_AND, marked, Xapian::Query(Xapian::Query::OP_OR, weighed.begin(), weighed.end())});
  further.set_cutoff(0, mark);
  const Xapian::MSet found = further.get_mset(0, collection.database().get_doccount());
  std::unordered_map<Xapian::docid, double> scores;
  for (auto match = found.begin(); match != found.end(); ++match)
    scores.emplace(*match, match.get_weight() - mark);
  return scores;
}

void Feedback::reorder(std::vector<RankedMatch>& matches, Xapian::Enquire& enquire,
                       const Collection& collection) const {
  if (terms_.empty()) return;
  for (RankedMatch& match : matches) match.reordered = true;
  if (!collection.is_local()) {
    const auto scores = scores_by_match(matches, enquire, collection);
    for (RankedMatch& match : matches)
      if (const auto found = scores.find(match.id); found != scores.end()) match.score += found->second;
    return order_without_noise(matches);
  }
  std::sort(matches.begin(), matches.end(),
            [](const RankedMatch& a, const RankedMatch& b) { return a.id < b.id; });
  const TermScorer scorer(matches, terms_, collection, ranking_);
  for (const GoodTerm& term : terms_) {
    const std::vector<double> scores = scorer.scores(term);
    for (std::size_t i = 0; i < matches.size(); ++i) matches[i].score += scores[i];
  }
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
