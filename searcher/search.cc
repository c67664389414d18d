#include "searcher/search.h"

#include <fmt/format.h>
#include <xapian.h>

#include <chrono>
#include <filesystem>
#include <set>
#include <thread>

#include "corpus/understand.h"
#include "corpus/unicode.h"
#include "indexer/columns.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "searcher/deadline.h"
#include "searcher/describe.h"
#include "searcher/duplicate_groups.h"
#include "searcher/enquiry.h"
#include "searcher/every_document.h"
#include "searcher/facets.h"
#include "searcher/feedback.h"
#include "searcher/filters.h"
#include "searcher/match_set.h"
#include "searcher/newest.h"
#include "searcher/parts.h"
#include "searcher/query_marks.h"
#include "searcher/ranked_list.h"
#include "searcher/ranking.h"
#include "searcher/rarity.h"
#include "searcher/related.h"
#include "searcher/scoring.h"
#include "searcher/similar.h"
#include "searcher/suggest.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

void set_totals(const Xapian::MSet& seen, const FacetCounter& counter, Page& page) {
  page.total = seen.get_matches_estimated();
  page.total_is_exact = seen.get_matches_lower_bound() == seen.get_matches_upper_bound();
  page.facets = counter.facets();
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

struct Index::State {
  State(const std::vector<std::string>& locations, AnswerTimeout timeout) : parts(locations, timeout) {}

  Parts parts;
  Collection collection;         // all of them together
  std::vector<Columns> columns;  // of all parts, once they were needed; none where one has none
  bool columns_are_open = false;
  bool is_broken_off = false;  // an answer was; what remote parts have sent of it may still wait to be read
  Analyzer analyzer;

  // A writer that commits, or switches generations, while a database is opened or read shows as one error of
  // Xapian or another: its blocks may already hold something else. Only what stays is damage.
  static constexpr int attempts = 20;
  static void wait_for_writer(int attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
  }

  void open() {
    for (int attempt = 1;; ++attempt) {
      try {
        parts.open();
        return use_parts();
      } catch (const Xapian::DatabaseError& error) {
        if (attempt == attempts)
          throw Error(
              ErrorKind::index,
              fmt::format("the index {} cannot be opened: {}", parts.last_location(), error.get_msg()),
              fmt::format("run indexer --rebuild --index {} SOURCE", parts.last_location()));
      }
      wait_for_writer(attempt);
    }
  }

  void use_parts() {
    std::vector<Xapian::Database> databases;
    std::vector<IndexPart> local;
    for (const IndexPart& part : parts.all()) {
      databases.push_back(part.database);
      if (!part.directory.empty()) local.push_back(part);
    }
    collection = Collection(std::move(databases), WordOrders(local), parts.are_local());
    columns_are_open = false;
  }

  // Does `work`; once more from the start whenever a writer has moved on under it, or a remote part failed.
  template <typename Work>
  auto reading(Work work) {
    parts.begin_question();
    for (int attempt = 1;; ++attempt) {
      try {
        if (is_broken_off) open();
        is_broken_off = !parts.are_local();
        auto answer = work();
        is_broken_off = false;
        parts.end_question();
        return answer;
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt == attempts)
          throw Error(ErrorKind::io, "the index changes faster than it can be read", "try again");
      } catch (const Xapian::NetworkError& error) {
        if (attempt == attempts)
          throw Error(ErrorKind::io, fmt::format("a part of the index fails: {}", error.get_description()));
        parts.note_failure(error);
      } catch (const Xapian::DatabaseCorruptError& error) {
        if (attempt == attempts)
          throw Error(ErrorKind::index, fmt::format("the index is damaged: {}", error.get_msg()),
                      "run indexer --rebuild");
      } catch (const Xapian::Error& error) {
        throw Error(ErrorKind::io, fmt::format("the index cannot be read: {}", error.get_description()));
      }
      wait_for_writer(attempt);
      open();
    }
  }

  // Whether every part has its columns; they are mapped where a question first needs them.
  bool has_columns() {
    if (columns_are_open) return columns.size() == parts.all().size();
    columns_are_open = true;
    columns.clear();
    if (!parts.are_local()) return false;
    for (const IndexPart& part : parts.all()) {
      std::optional<Columns> one = Columns::open(part.directory, part.database);
      if (!one) return false;
      columns.push_back(std::move(*one));
    }
    return true;
  }

  // Counts all matches by the columns.
  void count_by_columns(const Xapian::Query& query, const Question& question,
                        const std::optional<Deadline>& deadline, Page& page) const {
    const auto check = [&deadline] {
      if (deadline) deadline->check();
    };
    std::vector<MatchedColumns> matched;
    page.total = 0;
    page.total_is_exact = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      matched.push_back({&columns[i], matching_documents(query, parts.all()[i].database, check)});
      page.total += matched.back().matches.size();
    }
    page.facets = count_facets(question.facets, matched);
  }

  // What the hits go to; says whether to go on.
  using Take = std::function<bool(const Page&, Hit)>;

  Page search(const Question& question, const Take& take);
  std::optional<Page> similar(std::string_view id, const Question& question);
  // Adds the total, the facets and the hits to `page`, which says how the query was understood.
  void answer(const CompiledQuery& compiled, const Question& question, const Take& take,
              std::chrono::steady_clock::time_point start, Page& page);
  // Makes the hits of `shown`, which `enquire` found, and hands them on.
  void give_hits(Xapian::Enquire& enquire, const std::vector<ShownMatch>& shown, const Feedback& feedback,
                 QueryMarks& marks, const Question& question, const Deadline* deadline, const Take& take,
                 Page& page);
  std::optional<Xapian::docid> number_of(std::string_view id) const;
  std::optional<Xapian::Document> document_of(Xapian::docid article, bool started);
  static Hit make_hit(const Xapian::Document& document, const Question& question, QueryMarks& marks);
};

Index::Index(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Index Index::open(const std::vector<std::string>& locations, AnswerTimeout timeout) {
  auto state = std::make_unique<State>(locations, timeout);
  state->open();
  return Index(std::move(state));
}

const std::set<std::string>& Index::left_out() const { return state_->parts.left_out(); }

// Once hits were given out there is no starting over: what a writer changes then is read as it is now, and
// nothing is left of an article that it removed.
std::optional<Xapian::Document> Index::State::document_of(Xapian::docid article, bool started) {
  if (!started) return collection.database().get_document(article);
  for (int attempt = 1;; ++attempt) {
    try {
      return collection.database().get_document(article);
    } catch (const Xapian::DocNotFoundError&) {
      return std::nullopt;
    } catch (const Xapian::DatabaseError& error) {
      if (attempt == attempts)
        throw Error(ErrorKind::io, fmt::format("the index cannot be read: {}", error.get_description()),
                    "try again");
    }
    wait_for_writer(attempt);
    Xapian::Database(collection.database()).reopen();
  }
}

Hit Index::State::make_hit(const Xapian::Document& document, const Question& question, QueryMarks& marks) {
  Hit hit;
  hit.stored = stored_article(document);
  if (question.snippet_length == 0) return hit;
  Snippet snippet = marks.snippet(hit.stored.article, question.snippet_length);
  hit.snippet = std::move(snippet.text);
  hit.highlights = std::move(snippet.highlights);
  hit.title_highlights = marks.in_title(hit.stored.article);
  return hit;
}

void Index::State::give_hits(Xapian::Enquire& enquire, const std::vector<ShownMatch>& shown,
                             const Feedback& feedback, QueryMarks& marks, const Question& question,
                             const Deadline* deadline, const Take& take, Page& page) {
  bool started = false;
  std::set<std::size_t> lost;  // remote parts that failed once hits were given out
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (deadline) deadline->check();
    const RankedMatch& match = shown[i].match;
    const std::size_t part = (match.id - 1) % parts.all().size();
    if (lost.contains(part)) continue;
    Hit hit;
    try {
      const auto document = document_of(match.id, started);
      if (!document) continue;
      hit = make_hit(*document, question, marks);
      if (question.explain && question.sort == Sort::relevance)
        hit.score_parts = explain_score(enquire, match.reordered ? &feedback : nullptr, collection, match.id);
    } catch (const Xapian::NetworkError& error) {
      if (!started) throw;
      lost.insert(part);
      parts.lose(error);
      page.incomplete = parts.missing();
      continue;
    }
    hit.score = match.score;
    hit.rank = question.offset + i + 1;
    hit.duplicates = shown[i].duplicates;
    started = static_cast<bool>(take);
    if (!take)
      page.hits.push_back(std::move(hit));
    else if (!take(page, std::move(hit)))
      break;
  }
}

void Index::State::answer(const CompiledQuery& compiled, const Question& question, const Take& take,
                          std::chrono::steady_clock::time_point start, Page& page) {
  Xapian::Enquire enquire(collection.database());
  const Xapian::Query query = filtered(compiled.query, question, collection.database());
  const bool by_relevance = question.sort == Sort::relevance && compiled.ranked;
  set_ranking(enquire, query, question.ranking, compiled.highlights.concepts,
              by_relevance ? question.half_life : 0, collection);
  set_order(enquire, question.sort, compiled.ranked);
  FacetCounter counter(question.facets);
  std::optional<Deadline> deadline;
  if (question.deadline) deadline.emplace(*question.deadline);
  if (deadline && collection.is_local()) enquire.add_matchspy(&*deadline);
  const Xapian::doccount all = collection.database().get_doccount();
  const bool count_all = question.exact_total || !question.facets.empty();
  const bool by_columns = count_all && has_columns();
  if (!by_columns && collection.is_local()) counter.attach(enquire);
  const auto limit =
      static_cast<Xapian::doccount>(std::min<std::size_t>(question.limit == 0 ? all : question.limit, all));
  const auto offset = static_cast<Xapian::doccount>(std::min<std::size_t>(question.offset, all));
  const bool fold =
      question.collapse && question.query.kind != Query::Kind::everything;  // * is every article
  const bool by_feedback =
      by_relevance && question.ranking.feeds_back(compiled.plain_words) && !question.exact;
  const Xapian::doccount margin = collection.is_local() ? 0 : margin_for_noise;
  const Xapian::doccount first = fold || by_feedback || margin > 0 ? 0 : offset;
  const Xapian::doccount asked = by_feedback ? feedback_reach
                                 : fold      ? with_room_for_duplicates(offset + limit)
                                             : offset - first + limit;
  const bool counts_matches = count_all && !by_columns && collection.is_local();
  std::optional<Xapian::MSet> latest;
  if (!by_relevance && !counts_matches && first == 0 && collection.is_local())
    latest = first_by_date(enquire, question.sort != Sort::oldest, asked, collection.database());
  const Xapian::MSet found =
      latest ? *latest : enquire.get_mset(first, asked + margin, counts_matches ? all : 0);
  page.incomplete = parts.missing();
  page.as_of = collection.database().get_metadata(std::string(metadata_key::time));
  page.expansions = compiled.expansions;
  page.explanation = described(enquire.get_query());
  if (by_columns)
    count_by_columns(query, question, deadline, page);
  else if (count_all && !collection.is_local())
    set_totals(counter.count(query, collection.database()), counter, page);
  else
    set_totals(latest ? enquire.get_mset(0, 0) : found, counter, page);
  RankedList list(enquire, found, first, asked, margin);
  const Feedback feedback =
      by_feedback ? list.reorder(collection, analyzer, question.ranking, compiled.plain_words) : Feedback();
  page.feedback = feedback.words();
  const std::vector<ShownMatch> shown =
      fold ? fold_duplicates(list, query, offset, limit, collection) : all_matches(list.slice(offset, limit));
  if (question.related)
    page.related = related_words(numbers_of(shown, 10), compiled.highlights, collection, analyzer);
  page.took_ms = milliseconds_since(start);
  QueryMarks marks(compiled.highlights, rarity_of_concepts(compiled.highlights, found, all), analyzer);
  give_hits(enquire, shown, feedback, marks, question, deadline ? &*deadline : nullptr, take, page);
  page.took_ms = milliseconds_since(start);
}

Page Index::State::search(const Question& question, const Take& take) {
  const auto start = std::chrono::steady_clock::now();
  Page page;
  page.understood = to_string(question.query);
  if (!question.exact) page.suggestion = suggest(question.query, collection, analyzer);
  Xapian::Query narrowed_by;
  if (!collection.is_local()) narrowed_by = filtered(every_document(), question, collection.database());
  const Scoring scoring(collection, question.ranking, narrowed_by, question.deadline);
  answer(compile_query(question.query, scoring, analyzer, question.exact), question, take, start, page);
  return page;
}

std::optional<Page> Index::State::similar(std::string_view id, const Question& question) {
  const auto start = std::chrono::steady_clock::now();
  const std::optional<Xapian::docid> number = number_of(id);
  if (!number) return std::nullopt;
  const SimilarQuery like = similar_articles(*number, Scoring(collection, question.ranking), analyzer);
  Page page;
  page.understood = like.words;
  answer(like.compiled, question, nullptr, start, page);
  return page;
}

Page Index::search(const Question& question) { return search(question, nullptr); }

Page Index::search(const Question& question, const std::function<bool(const Page&, Hit)>& take) {
  return state_->reading([&] { return state_->search(question, take); });
}

void Index::refresh() {
  state_->reading([this] {
    if (state_->parts.refresh()) state_->use_parts();
    return true;
  });
}

Index::Marks Index::marks(const Article& article, const Query& query, bool exact) {
  return state_->reading([&] {
    const CompiledQuery compiled =
        compile_query(query, Scoring(state_->collection, Ranking()), state_->analyzer, exact);
    QueryMarks marks(compiled.highlights, {}, state_->analyzer);
    return Marks{marks.in_title(article), marks.in_body(article)};
  });
}

std::optional<Page> Index::similar(std::string_view id, const Question& question) {
  return state_->reading([&] { return state_->similar(id, question); });
}

std::optional<Xapian::docid> Index::State::number_of(std::string_view id) const {
  const std::string term = make_term(prefix::id, id);
  const auto found = collection.database().postlist_begin(term);
  if (found == collection.database().postlist_end(term)) return std::nullopt;
  return *found;
}

std::optional<StoredArticle> Index::article(std::string_view id) {
  return state_->reading([&]() -> std::optional<StoredArticle> {
    const auto number = state_->number_of(id);
    if (!number) return std::nullopt;
    return stored_article(state_->collection.database().get_document(*number));
  });
}

Stats Index::stats() {
  return state_->reading([&] {
    Stats stats;
    describe(state_->collection, stats);
    Question everything;
    everything.limit = 1;
    everything.facets = {FacetKind::lang, FacetKind::source, FacetKind::country, FacetKind::year};
    stats.facets = state_->search(everything, nullptr).facets;
    stats.incomplete = state_->parts.missing();
    for (const IndexPart& part : state_->parts.all())
      if (!part.directory.empty())
        for (const fs::directory_entry& file : fs::directory_iterator(part.directory))
          stats.bytes += file.file_size();
    return stats;
  });
}

}  // namespace kartotek
