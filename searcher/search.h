#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/stored.h"
#include "searcher/compile_query.h"
#include "searcher/explain.h"
#include "searcher/query.h"
#include "searcher/ranking.h"
#include "searcher/remote_part.h"

namespace kartotek {

enum class Sort { relevance, newest, oldest };
enum class FacetKind { country, mention, year, month, day, lang, source };

std::optional<FacetKind> parse_facet(std::string_view name);
std::string_view to_string(FacetKind kind);
bool is_time(FacetKind kind);  // year, month and day

struct Question {
  Query query;
  Date from, to;                       // inclusive; unknown ends are open
  bool include_undated = false;        // undated articles pass the date filter
  std::vector<std::string> countries;  // ISO codes; any of them, as what the article is about
  std::vector<std::string> mentions;   // ISO codes; any of them, about or mentioned
  std::vector<std::string> languages;  // any of them
  std::vector<std::string> sources;    // any of them
  std::string added_since;             // only what was first indexed later: see parse_time(); "" for all
  std::string duplicates_of;           // an id: only it and its near-duplicates; "" for all
  Sort sort = Sort::relevance;
  std::size_t offset = 0;
  std::size_t limit = 10;  // 0 is all
  std::vector<FacetKind> facets;
  bool exact = false;        // no stems, no variants of names and spellings
  bool exact_total = false;  // count every match, even where no facet needs it
  bool collapse = true;      // of near-duplicates the best one; total and facets count them all. Not for *
  double half_life = 0;      // days in which what is new counts half as much (recency.h); 0: it counts not
  bool explain = false;      // say of every hit what its score is made of
  bool related = false;      // find the words that the first hits share beside those of the query
  Ranking ranking;           // as shipped
  std::size_t snippet_length = 280;  // code points; 0 is no snippet and no highlights
  // When to give up: then search() throws TooCostly. Not looked at within a match of phrases that is sorted
  // by date, which Xapian does not let go of.
  std::optional<std::chrono::steady_clock::time_point> deadline{};
};

// A question whose deadline has passed.
class TooCostly : public Error {
 public:
  TooCostly()
      : Error(ErrorKind::usage, "the query takes too long", "narrow it by a date, country or source") {}
};

struct Hit {
  std::size_t rank = 0;        // from 1
  double score = 0;            // 0 where nothing is ranked
  std::size_t duplicates = 0;  // further articles that match and are near-duplicates, where these are folded
  StoredArticle stored;
  std::vector<ScorePart> score_parts;  // where Question::explain
  std::string snippet;
  std::vector<std::pair<std::size_t, std::size_t>> highlights;  // [begin, end) in code points of the snippet
  std::vector<std::pair<std::size_t, std::size_t>> title_highlights;  // the same of the title
};

struct FacetRow {
  std::string value;  // code, date part or name; articles without one are in no row
  std::string label;  // for people
  std::size_t count = 0;
};

struct Facet {
  FacetKind kind;
  std::vector<FacetRow> rows;  // by count, then value; time facets by time
};

struct Page {
  std::string understood;  // the query in canonical form
  std::vector<Expansion> expansions;
  std::string suggestion;  // the query with unknown words put right; "" where there is nothing to suggest
  std::vector<std::string> feedback;  // words that the first hits share and all are ranked by (feedback.h)
  std::string explanation;            // Xapian's query, term by term
  std::vector<std::string> related;   // where Question::related: as the articles write them, best first
  std::string as_of;  // no article of the (first) index was first indexed later: for added_since
  std::size_t total = 0;
  bool total_is_exact = true;
  double took_ms = 0;
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  // The remote parts, by host and port, whose articles are not among them, or not as they are now.
  std::vector<std::string> incomplete;
  std::vector<std::string> behind;  // the latter: their articles are those of an earlier commit
};

struct Stats {
  std::size_t articles = 0;
  std::size_t undated = 0;
  Date first, last;
  std::size_t terms = 0;  // of the vocabulary, words only
  std::size_t bytes = 0;  // on disk
  std::string written_by;
  std::vector<Facet> facets;            // language, source and country over all articles
  std::vector<std::string> incomplete;  // as a Page's
};

// One or several indexes, searched as one. Not thread-safe: open one for each thread.
class Index {
 public:
  // Each of `locations` is an index directory, the address of a remote part, or a cluster file (see parts.h).
  // Throws Error(index) where there is no index, or one that this program would misread, Error(io) where no
  // part answers within `timeout`.
  static Index open(const std::vector<std::string>& locations, AnswerTimeout timeout = usual_answer_timeout);
  ~Index();
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;

  // Throws QueryError where the question asks too much, Error where the index cannot be read.
  Page search(const Question& question);
  // The same, but each hit goes to `take` as it is made, so that any number of hits takes no memory; `take`
  // also gets the page, which is complete but for its hits and stays without them. Ends early, and without
  // an error, where `take` returns false. Whatever a writer does meanwhile, the hits are those of one moment.
  Page search(const Question& question, const std::function<bool(const Page&, Hit)>& take);
  // The articles like the one of that id, best first, without it; nothing where there is no such article.
  // `question` filters, pages and counts them as it does those of a query; its own query is ignored.
  std::optional<Page> similar(std::string_view id, const Question& question);
  // The article of that id; nothing where there is none.
  std::optional<StoredArticle> article(std::string_view id);
  // What the query finds in an article: in its title, and in its body_text() (code points).
  struct Marks {
    std::vector<std::pair<std::size_t, std::size_t>> title;
    std::vector<std::pair<std::size_t, std::size_t>> text;
  };
  Marks marks(const Article& article, const Query& query, bool exact);
  Stats stats();
  // The remote parts, by host and port, that an answer would now be without, or have as of an earlier commit.
  std::vector<std::string> incomplete() const;
  // Those that some answer was without.
  const std::set<std::string>& left_out() const;
  // Those that some answer took as of an earlier commit than the others.
  const std::set<std::string>& were_behind() const;
  // Moves on to what has been written since; cheap where that is nothing.
  void refresh();

 private:
  struct State;
  explicit Index(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kartotek
