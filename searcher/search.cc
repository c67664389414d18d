#include "searcher/search.h"

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "corpus/understand.h"
#include "corpus/unicode.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "searcher/describe.h"
#include "searcher/index_enquiry.h"
#include "searcher/look_ahead.h"
#include "searcher/ranking.h"
#include "searcher/rarity.h"
#include "searcher/related.h"
#include "searcher/scoring.h"
#include "searcher/similar.h"
#include "searcher/suggest.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Index::Index(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Index Index::open(const std::vector<std::string>& locations, AnswerTimeout timeout) {
  auto state = std::make_unique<State>(locations, timeout);
  state->open();
  return Index(std::move(state));
}

std::vector<std::string> Index::incomplete() const { return state_->parts.missing_or_behind(); }
const std::set<std::string>& Index::left_out() const { return state_->parts.left_out(); }
const std::set<std::string>& Index::were_behind() const { return state_->parts.were_behind(); }

void Index::State::answer(const CompiledQuery& compiled, const Question& question, const Take& take,
                          std::chrono::steady_clock::time_point start, Page& page) {
  Enquiry asked(compiled, question, *this);
  page.explanation = described(asked.enquire.get_query());  // before articles elsewhere are named
  RankedList list = find(asked, page);
  page.incomplete = parts.missing_or_behind();
  page.behind = parts.behind();
  page.as_of = collection.time();
  page.expansions = compiled.expansions;
  Feedback feedback;
  if (asked.by_feedback)
    feedback = list.reorder(asked.enquire, collection, analyzer, question.ranking, compiled.plain_words);
  page.feedback = feedback.words();
  const std::vector<ShownMatch> shown =
      asked.fold ? fold_duplicates(
                       list, [&asked](const Xapian::Query& among) { return asked.query_among(among); },
                       asked.offset, asked.limit, collection)
                 : all_matches(list.slice(asked.offset, asked.limit));
  if (question.related)
    page.related = related_words(numbers_of(shown, 10), compiled.highlights, collection, analyzer);
  page.took_ms = milliseconds_since(start);
  QueryMarks marks(compiled.highlights, rarity_of_concepts(compiled.highlights, collection), analyzer);
  give_hits(asked, shown, feedback, marks, take, page);
  page.took_ms = milliseconds_since(start);
}

Page Index::State::search(const Question& question, const Take& take) {
  const auto start = std::chrono::steady_clock::now();
  Page page;
  page.understood = to_string(question.query);
  look_ahead(question.query, collection, analyzer);
  if (!question.exact) page.suggestion = suggest(question.query, collection, analyzer);
  const Scoring scoring(collection, question.ranking);
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
    return stored_article(state_->collection.document(*number));
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
    stats.incomplete = state_->parts.missing_or_behind();
    std::error_code gone;  // what a writer removes meanwhile
    for (const IndexPart& part : state_->parts.all())
      if (!part.directory.empty())
        for (const fs::directory_entry& file : fs::directory_iterator(part.directory, gone))
          if (const std::uintmax_t size = file.file_size(gone); !gone) stats.bytes += size;
    return stats;
  });
}

}  // namespace kartotek
