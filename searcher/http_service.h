#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "searcher/http_guard.h"
#include "searcher/http_request.h"
#include "searcher/http_server.h"
#include "searcher/search_workers.h"

namespace kartotek {

// What is answered to whom: the guard first, then the page's files, or a search on a worker's thread.
// Thread-safe.
class HttpService {
 public:
  struct Options {
    std::vector<std::string> indexes;
    AnswerTimeout timeout = usual_answer_timeout;
    std::vector<std::string> host_names;  // see HttpGuard
    std::string token;
    std::size_t threads = 4;
    std::size_t waiting = 256;  // searches; more are answered with 503
    std::chrono::milliseconds time_limit{
        10'000};  // of all but exports, then 503; those have to begin in 60 s
  };

  // Throws as Index::open() does.
  explicit HttpService(Options options);

  // As HttpServer::Handler.
  std::optional<HttpResponse> handle(const HttpRequest& request, const HttpServer::Later& later);

 private:
  std::optional<HttpResponse> search(const HttpTarget& target, const HttpServer::Later& later);
  std::optional<HttpResponse> let_in(const HttpRequest& request) const;

  Options options_;
  HttpGuard guard_;
  SearchWorkers searches_;
  SearchWorkers exports_;
};

}  // namespace kartotek
