#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "searcher/http_request.h"
#include "searcher/http_server.h"
#include "searcher/search.h"

namespace kartotek {

// What the paths under /api/ answer: the contract's JSON, and errors as
// {"error":{"code","message","at","hint"}} with 400 (the question is wrong), 404 (no such article) or 503
// (too costly, or the index cannot be read). Nothing here throws.

HttpResponse api_error(unsigned status, std::string_view code, std::string_view message,
                       std::string_view hint = {});

// Whether a search is for an answer of any size (CSV, JSON Lines, or more than 1000 hits), which
// stream_search() gives and search_response() does not. False for what is no question.
bool is_export(const HttpTarget& target);

HttpResponse search_response(Index& index, const HttpTarget& target,
                             std::chrono::steady_clock::time_point deadline);
// Answers through `begin` once it is known that there is an answer; returns when all of it is written.
void stream_search(Index& index, const HttpTarget& target, const std::function<void(HttpResponse)>& begin);
HttpResponse article_response(Index& index, const HttpTarget& target);
// At most 1000 articles.
HttpResponse similar_response(Index& index, const HttpTarget& target,
                              std::chrono::steady_clock::time_point deadline);
HttpResponse stats_response(Index& index);

}  // namespace kartotek
