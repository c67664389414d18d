#include "searcher/http_service.h"

#include <fmt/format.h>

#include "searcher/api.h"
#include "searcher/web_files.h"

namespace kartotek {
namespace {

constexpr std::size_t export_threads = 3;
constexpr std::size_t waiting_exports = 8;
constexpr std::chrono::seconds export_patience{60};  // until it begins; those before it may take any time

HttpResponse busy() {
  return api_error(503, "busy", "too many searches are waiting", "try again in a moment");
}

HttpResponse refused_method() {
  HttpResponse response = api_error(405, "bad_method", "only GET and HEAD are understood");
  response.headers.emplace_back("Allow", "GET, HEAD");
  return response;
}

}  // namespace

HttpService::HttpService(Options options)
    : options_(std::move(options)),
      guard_(options_.host_names, options_.token),
      searches_(options_.indexes, options_.timeout, options_.threads, options_.waiting),
      exports_(options_.indexes, options_.timeout, export_threads, waiting_exports) {}

// The answer to whoever may not ask, or is to be sent on without the token in the address.
std::optional<HttpResponse> HttpService::let_in(const HttpRequest& request) const {
  const std::string given = [&request] {
    for (const auto& [name, value] : request.target.parameters)
      if (name == "token") return value;
    return std::string();
  }();
  if (guard_.has_token() && request.target.path == "/" && guard_.is_token(given)) {
    HttpResponse response;
    response.status = 303;
    response.content_type = "text/plain; charset=utf-8";
    response.headers = {{"Location", "/"},
                        {"Cache-Control", "no-store"},
                        {"Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict",
                                                   HttpGuard::cookie_name, given)}};
    return response;
  }
  if (guard_.lets_in(request)) return std::nullopt;
  HttpResponse response =
      api_error(401, "no_token", "the token is missing or wrong",
                "open /?token=TOKEN once, or send the header Authorization: Bearer TOKEN");
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

std::optional<HttpResponse> HttpService::handle(const HttpRequest& request, const HttpServer::Later& later) {
  if (!guard_.knows_host(request.host))
    return api_error(421, "unknown_host", "this server does not answer to that host name",
                     "use its address or localhost, or start it with --serve NAME:PORT");
  if (request.method != "GET" && request.method != "HEAD") return refused_method();
  const HttpTarget& target = request.target;
  if (target.path == "/healthz") {
    HttpResponse response;
    response.body = "{\"status\":\"ok\"}\n";
    response.headers = {{"Cache-Control", "no-store"}};
    return response;
  }
  if (auto refused = let_in(request)) return refused;
  if (!target.path.starts_with("/api/")) return web_file(request);
  if (request.fetch_site == "cross-site") return api_error(403, "cross_site", "no other site's page may ask");
  return search(target, later);
}

std::optional<HttpResponse> HttpService::search(const HttpTarget& target, const HttpServer::Later& later) {
  using Clock = SearchWorkers::Clock;
  const std::string& path = target.path;
  if (path == "/api/search" && is_export(target)) {
    const bool taken = exports_.submit([target, later](Index& index) { stream_search(index, target, later); },
                                       Clock::now() + export_patience, [later] { later(busy()); });
    return taken ? std::nullopt : std::optional(busy());
  }
  const Clock::time_point deadline = Clock::now() + options_.time_limit;
  SearchWorkers::Job job;
  if (path == "/api/search")
    job = [target, later, deadline](Index& index) { later(search_response(index, target, deadline)); };
  else if (path == "/api/article" || path.starts_with("/api/article/"))
    job = [target, later](Index& index) { later(article_response(index, target)); };
  else if (path == "/api/similar" || path.starts_with("/api/similar/"))
    job = [target, later, deadline](Index& index) { later(similar_response(index, target, deadline)); };
  else if (path == "/api/stats")
    job = [later](Index& index) { later(stats_response(index)); };
  else
    return api_error(404, "not_found", "there is no such path",
                     "there are /api/search /api/article/ID /api/similar/ID /api/stats");
  const auto late = [later, limit = options_.time_limit] {
    later(api_error(
        503, "too_costly",
        fmt::format("no answer within {:.1f} seconds", std::chrono::duration<double>(limit).count()),
        "narrow the query by a date, country or source"));
  };
  // A little later than the search itself gives up, whose answer is the better one.
  const bool taken = searches_.submit(std::move(job), deadline + std::chrono::milliseconds(250), late);
  return taken ? std::nullopt : std::optional(busy());
}

}  // namespace kartotek
