#include "searcher/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "corpus/error.h"
#include "searcher/api_question.h"
#include "searcher/parse_query.h"
#include "searcher/print.h"
#include "searcher/print_json.h"

namespace kartotek {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_hits = 1000;  // of one answer that is made in memory

HttpResponse json_response(const Json& json, unsigned status = 200) {
  HttpResponse response;
  response.status = status;
  response.body = line_of(json) + '\n';
  response.headers = {{"Cache-Control", "no-store"}};
  return response;
}

HttpResponse error_response(unsigned status, std::string_view code, std::string_view message, const Json& at,
                            std::string_view hint) {
  HttpResponse response =
      json_response({{"error", {{"code", code}, {"message", message}, {"at", at}, {"hint", hint}}}}, status);
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  return response;
}

// Does `work`, and answers its exceptions.
template <typename Work>
HttpResponse answering(Work work) {
  try {
    return work();
  } catch (const QueryError& error) {
    return error_response(400, error.code(), error.what(), error.at(), error.hint());
  } catch (const TooCostly& error) {
    return api_error(503, "too_costly", error.what(), error.hint());
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::usage) return api_error(400, "bad_request", error.what(), error.hint());
    return api_error(503, "index_unavailable", error.what(), error.hint());
  } catch (const std::exception& error) {
    return api_error(503, "failed", error.what());
  }
}

bool is_large(const ApiQuestion& asked) {
  return asked.format != OutputFormat::json || asked.question.limit == 0 || asked.question.limit > most_hits;
}

// A hit with what the page wants to know besides.
Json described(const Hit& hit) {
  Json json = json_of(hit);
  json["title_highlights"] = hit.title_highlights;
  return json;
}

HttpResponse page_response(const Page& page, const std::string& text) {
  Json json = json_of(page, text);
  for (std::size_t i = 0; i < page.hits.size(); ++i)
    json["hits"][i]["title_highlights"] = page.hits[i].title_highlights;
  json["as_of"] = page.as_of;
  return json_response(json);
}

// Where a part is missing, the article may be there.
HttpResponse no_article(const Index& index) {
  const std::vector<std::string> missing = index.incomplete();
  if (missing.empty()) return api_error(404, "not_found", "there is no such article");
  return api_error(503, "incomplete",
                   fmt::format("there is no such article, but {} does not answer", fmt::join(missing, ", ")),
                   "try again when it does");
}

// Writes the hits of one search to a stream, some at a time, in any of the formats.
class HitWriter {
 public:
  HitWriter(const ApiQuestion& asked, const std::function<void(HttpResponse)>& begin)
      : asked_(asked), begin_(begin) {}

  bool take(const Page& page, Hit hit) {
    if (!begun_) begin(page);
    if (asked_.format == OutputFormat::json) {
      waiting_.append(first_ ? "" : ",").append(line_of(described(hit)));
    } else {
      std::ostringstream line;
      Page one;
      one.hits.push_back(std::move(hit));
      print(one, {.format = asked_.format, .query = {}, .qid = {}}, line);
      waiting_ += line.str();
    }
    first_ = false;
    return waiting_.size() < piece || flush();
  }

  // Formats that cannot say what is missing end as if something had failed.
  void end(const Page& page) {
    if (!begun_) begin(page);
    if (asked_.format == OutputFormat::json) waiting_ += around_hits(page).second;
    flush();
    stream_->end(asked_.format == OutputFormat::json || page.incomplete.empty());
  }

  // After an error: whether the client can still be told so by an answer.
  bool failed() {
    if (begun_) stream_->end(false);
    return !begun_;
  }

 private:
  static constexpr std::size_t piece = std::size_t{1} << 14;

  void begin(const Page& page) {
    begun_ = true;
    HttpResponse response;
    response.stream = stream_;
    response.headers = {{"Cache-Control", "no-store"}};
    if (asked_.format == OutputFormat::json) {
      waiting_ = around_hits(page).first;
    } else {
      if (!page.incomplete.empty())
        response.headers.emplace_back("Kartotek-Incomplete",
                                      fmt::format("{}", fmt::join(page.incomplete, ", ")));
      const bool csv = asked_.format == OutputFormat::csv;
      response.content_type =
          csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson; charset=utf-8";
      response.headers.emplace_back("Content-Disposition", csv ? R"(attachment; filename="kartotek.csv")"
                                                               : R"(attachment; filename="kartotek.jsonl")");
      std::ostringstream header;
      print_header(asked_.format, false, header);
      waiting_ = header.str();
    }
    begin_(std::move(response));
  }

  // The answer without hits, cut where they go. (Within a string, quotes have a backslash before them.)
  std::pair<std::string, std::string> around_hits(const Page& page) const {
    constexpr std::string_view hits = R"("hits":[)";
    const std::string whole = line_of(json_of(page, asked_.text)) + '\n';
    const std::size_t cut = whole.find(hits) + hits.size();
    return {whole.substr(0, cut), whole.substr(cut)};
  }

  bool flush() {
    const bool going = stream_->write(waiting_);
    waiting_.clear();
    return going;
  }

  const ApiQuestion& asked_;
  const std::function<void(HttpResponse)>& begin_;
  std::shared_ptr<HttpStream> stream_ = std::make_shared<HttpStream>();
  std::string waiting_;
  bool begun_ = false;
  bool first_ = true;
};

}  // namespace

HttpResponse api_error(unsigned status, std::string_view code, std::string_view message,
                       std::string_view hint) {
  return error_response(status, code, message, nullptr, hint);
}

bool is_export(const HttpTarget& target) {
  try {
    return is_large(search_question(target));
  } catch (const std::exception&) {
    return false;
  }
}

HttpResponse search_response(Index& index, const HttpTarget& target,
                             std::chrono::steady_clock::time_point deadline) {
  return answering([&] {
    ApiQuestion asked = search_question(target);
    asked.question.deadline = deadline;
    index.refresh();
    return page_response(index.search(asked.question), asked.text);
  });
}

void stream_search(Index& index, const HttpTarget& target, const std::function<void(HttpResponse)>& begin) {
  std::optional<ApiQuestion> asked;
  std::optional<HitWriter> writer;
  const HttpResponse failure = answering([&]() -> HttpResponse {
    asked = search_question(target);
    writer.emplace(*asked, begin);
    index.refresh();
    const Page page = index.search(
        asked->question, [&](const Page& so_far, Hit hit) { return writer->take(so_far, std::move(hit)); });
    writer->end(page);
    writer.reset();
    return {};
  });
  if (asked && !writer) return;
  if (!writer || writer->failed()) begin(failure);
}

HttpResponse article_response(Index& index, const HttpTarget& target) {
  return answering([&] {
    const ArticleQuestion asked = article_question(target, "/api/article");
    index.refresh();
    const auto stored = index.article(asked.id);
    if (!stored) return no_article(index);
    Json json = json_of(*stored);
    if (!asked.text.empty()) {
      const Index::Marks marks = index.marks(stored->article, asked.question.query, asked.question.exact);
      json["title_highlights"] = marks.title;
      json["highlights"] = marks.text;
    }
    return json_response(json);
  });
}

HttpResponse similar_response(Index& index, const HttpTarget& target,
                              std::chrono::steady_clock::time_point deadline) {
  return answering([&] {
    ArticleQuestion asked = article_question(target, "/api/similar");
    asked.question.deadline = deadline;
    asked.question.limit = std::clamp<std::size_t>(asked.question.limit, 1, most_hits);
    index.refresh();
    const auto page = index.similar(asked.id, asked.question);
    return page ? page_response(*page, asked.id) : no_article(index);
  });
}

HttpResponse stats_response(Index& index) {
  return answering([&] {
    index.refresh();
    return json_response(json_of(index.stats()));
  });
}

}  // namespace kartotek
