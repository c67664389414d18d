#include <exception>

#include "indexer/document.h"
#include "searcher/index_enquiry.h"
#include "searcher/index_state.h"

namespace kartotek {

// Once hits were given out there is no starting over: what a writer changes then is read as it is now, and
// nothing is left of an article that it removed.
std::optional<Xapian::Document> Index::State::document_of(Xapian::docid article, bool started) {
  if (!started) return collection.document(article);
  for (int attempt = 1;; ++attempt) {
    try {
      return collection.document(article);
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

// Fetches the documents of some hits from the i-th on. Of parts that fail once hits were given out the answer
// goes on without what they have.
void Index::State::fetch_some(const std::vector<ShownMatch>& shown, std::size_t i, bool started, Page& page) {
  std::vector<Xapian::docid> articles;
  for (; i < shown.size() && articles.size() < Collection::documents_at_a_time; ++i)
    if (!lost.contains((shown[i].match.id - 1) % parts.all().size())) articles.push_back(shown[i].match.id);
  if (!started) return collection.fetch(articles);
  for (const PartFailure& failure : collection.try_to_fetch(articles)) {
    try {
      std::rethrow_exception(failure.error);
    } catch (const Xapian::NetworkError& error) {
      lose(failure.part, error, page);
    } catch (const Xapian::Error&) {  // NOLINT(bugprone-empty-catch): document_of() meets it again
    }
  }
}

void Index::State::lose(std::size_t part, const Xapian::NetworkError& error, Page& page) {
  lost.insert(part);
  parts.lose(error);
  page.incomplete = parts.missing_or_behind();
}

void Index::State::give_hits(Enquiry& asked, const std::vector<ShownMatch>& shown, const Feedback& feedback,
                             QueryMarks& marks, const Take& take, Page& page) {
  const Question& question = asked.question;
  bool started = false;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    asked.check();
    if (i % Collection::documents_at_a_time == 0) fetch_some(shown, i, started, page);
    const RankedMatch& match = shown[i].match;
    const std::size_t part = (match.id - 1) % parts.all().size();
    if (lost.contains(part)) continue;
    Hit hit;
    try {
      const auto document = document_of(match.id, started);
      if (!document) continue;
      hit = make_hit(*document, question, marks);
      if (question.explain && question.sort == Sort::relevance)
        hit.score_parts =
            explain_score(asked.enquire, match.reordered ? &feedback : nullptr, collection, match.id);
    } catch (const Xapian::NetworkError& error) {
      if (!started) throw;
      lose(part, error, page);
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

}  // namespace kartotek
