#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/columns.h"
#include "searcher/collection.h"
#include "searcher/compile_query.h"
#include "searcher/duplicate_groups.h"
#include "searcher/facets.h"
#include "searcher/feedback.h"
#include "searcher/parts.h"
#include "searcher/posting_walk.h"
#include "searcher/query_marks.h"
#include "searcher/ranked_list.h"
#include "searcher/search.h"

namespace kartotek {

// What an Index has open, and how it answers.
struct Index::State {
  State(const std::vector<std::string>& locations, AnswerTimeout timeout) : parts(locations, timeout) {}

  Parts parts;
  Collection collection;         // all of them together
  std::vector<Columns> columns;  // of all parts, once they were needed; none where one has none
  std::map<FacetKind, FacetTable> facet_tables;  // of these columns, once they were needed
  bool columns_are_open = false;
  bool is_broken_off = false;  // an answer was; what remote parts have sent of it may still wait to be read
  std::set<std::size_t> lost;  // of the parts, those that failed once hits were given out
  Analyzer analyzer;

  // A writer that commits, or switches generations, while a database is opened or read shows as one error of
  // Xapian or another: its blocks may already hold something else. Only what stays is damage.
  static constexpr int attempts = 20;
  static void wait_for_writer(int attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(attempt, attempts)));
  }
  // But a writer may commit again and again for as long as it has work, and that is no damage.
  static constexpr std::chrono::seconds patience_with_writer{10};

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
    for (const IndexPart& part : parts.all()) databases.push_back(part.database);
    collection = Collection(std::move(databases), WordOrders(parts.all()), parts.are_local(),
                            [this](std::size_t part) { return parts.connect_again(part); });
    columns_are_open = false;
  }

  // Does `work`; once more from the start whenever a writer has moved on under it, or a remote part failed.
  template <typename Work>
  auto reading(Work work) {
    parts.begin_question();
    const auto give_up = std::chrono::steady_clock::now() + patience_with_writer;
    int failures = 0;
    for (int attempt = 1;; ++attempt) {
      try {
        if (is_broken_off) open();
        lost.clear();
        is_broken_off = !parts.are_local();
        auto answer = work();
        is_broken_off = !lost.empty();
        parts.end_question();
        return answer;
      } catch (const Xapian::DatabaseModifiedError&) {
        if (std::chrono::steady_clock::now() > give_up)
          throw Error(ErrorKind::io, "the index changes faster than it can be read", "try again");
      } catch (const Xapian::NetworkError& error) {
        if (++failures == attempts)
          throw Error(ErrorKind::io, fmt::format("a part of the index fails: {}", error.get_description()));
        parts.note_failure(error);
      } catch (const Xapian::DatabaseCorruptError& error) {
        if (++failures == attempts)
          throw Error(ErrorKind::index, fmt::format("the index is damaged: {}", error.get_msg()),
                      "run indexer --rebuild");
      } catch (const Xapian::Error& error) {
        throw Error(ErrorKind::io, fmt::format("the index cannot be read: {}", error.get_description()));
      }
      wait_for_writer(attempt);
      open();
      is_broken_off = false;
    }
  }

  // Whether every part has its columns, and where facets are to be counted all of them whole; they are mapped
  // and checked where a question first needs them.
  bool has_columns(bool for_facets) {
    if (!open_columns()) return false;
    return !for_facets ||
           std::all_of(columns.begin(), columns.end(), [](Columns& one) { return one.read(); });
  }

  bool open_columns() {
    if (columns_are_open) return columns.size() == parts.all().size();
    columns_are_open = true;
    facet_tables.clear();
    columns.clear();
    if (!parts.are_local()) return false;
    for (const IndexPart& part : parts.all()) {
      std::optional<Columns> one = Columns::open(part.directory, part.database);
      if (!one) return false;
      columns.push_back(std::move(*one));
    }
    return true;
  }

  struct Enquiry;

  // What the hits go to; says whether to go on.
  using Take = std::function<bool(const Page&, Hit)>;

  Page search(const Question& question, const Take& take);
  std::optional<Page> similar(std::string_view id, const Question& question);
  // Adds the total, the facets and the hits to `page`, which says how the query was understood.
  void answer(const CompiledQuery& compiled, const Question& question, const Take& take,
              std::chrono::steady_clock::time_point start, Page& page);
  // Finds the matches, and sets the total and the facets of `page`.
  RankedList find(Enquiry& asked, Page& page);
  RankedList find_by_xapian(Enquiry& asked, Page& page);
  RankedList find_in_order(Enquiry& asked, Page& page);
  std::optional<WalkFound> walk(const Enquiry& asked, const WalkWanted& wanted) const;
  void set_totals(const WalkFound& walked, const Question& question, Page& page);
  // Makes the hits of `shown` and hands them on.
  void give_hits(Enquiry& asked, const std::vector<ShownMatch>& shown, const Feedback& feedback,
                 QueryMarks& marks, const Take& take, Page& page);
  void fetch_some(const std::vector<ShownMatch>& shown, std::size_t i, bool started, Page& page);
  void lose(std::size_t part, const Xapian::NetworkError& error, Page& page);
  std::optional<Xapian::docid> number_of(std::string_view id) const;
  std::optional<Xapian::Document> document_of(Xapian::docid article, bool started);
  static Hit make_hit(const Xapian::Document& document, const Question& question, QueryMarks& marks);
};

}  // namespace kartotek
