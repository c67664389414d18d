#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "searcher/http_request.h"
#include "searcher/http_stream.h"

namespace kartotek {

struct HttpResponse {
  unsigned status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<HttpStream> stream;  // where set, sent instead of the body
};

// HTTP/1.1 by libmicrohttpd: one thread moves bytes for all connections and never waits for an answer, so
// that neither a slow client nor a slow query holds up the others. Every answer has the security_headers().
class HttpServer {
 public:
  struct Options {
    int socket = -1;                // listening; the server closes it
    std::size_t connections = 512;  // beyond, whoever has waited longest without a request is cut off
    std::chrono::milliseconds request_time{15'000};  // for a request to arrive, from the connection's last
    std::chrono::milliseconds send_time{60'000};     // for an answer to be taken, each piece of a stream anew
    // Called after each request, by the server's thread.
    std::function<void(const HttpRequest&, unsigned status, std::size_t bytes, double milliseconds)> log;
  };
  // Takes the answer; may be called from any thread and more than once: the first answer counts.
  using Later = std::function<void(HttpResponse)>;
  // Answers at once or, where it returns nothing, through `later`. Runs on the server's thread: must be
  // quick, throw nothing, and not call `later` itself. Sees every request with a target that can be read.
  using Handler = std::function<std::optional<HttpResponse>(const HttpRequest&, Later later)>;

  // Serves from now on. Throws Error(io) where the system does not let it.
  HttpServer(Options options, Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Takes no more connections, gives requests under way `grace` to be answered, then ends them. Idempotent.
  void stop(std::chrono::milliseconds grace);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kartotek
