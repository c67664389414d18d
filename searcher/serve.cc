#include "searcher/serve.h"

#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigset_t is POSIX's
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include "corpus/error.h"
#include "searcher/access_log.h"
#include "searcher/http_server.h"
#include "searcher/http_service.h"

namespace kartotek {
namespace {

constexpr std::chrono::milliseconds grace{5000};  // for requests under way at the end

// The names this machine may be called by, where others than itself can call it.
std::vector<std::string> names_of(const ListenAddress& address) {
  std::vector<std::string> names{address.host};
  char own[256] = "";
  if (!address.loopback() && ::gethostname(own, sizeof own - 1) == 0) names.emplace_back(own);
  return names;
}

void log_request(const HttpRequest& request, unsigned status, std::size_t bytes, double milliseconds) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::string line = access_line(request, status, bytes, milliseconds,
                                       std::chrono::duration_cast<std::chrono::milliseconds>(now).count()) +
                           '\n';
  std::fputs(line.c_str(), stderr);
}

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

void announce(const ServeOptions& options, unsigned port) {
  const bool six = options.address.host.find(':') != std::string::npos;
  fmt::print("http://{0}{1}{2}:{3}/\n", six ? "[" : "", options.address.host, six ? "]" : "", port);
  std::fflush(stdout);
  if (options.token.empty() && !options.address.loopback())
    fmt::print(stderr,
               "searcher: whoever reaches this port can read the archive; --token TOKEN asks for one\n");
}

// A token has to go through an address, a header and a cookie as it is.
void require_sendable(const std::string& token) {
  const auto sendable = [](char c) { return c >= ' ' && c <= '~' && c != ';' && c != '"'; };
  if (!std::all_of(token.begin(), token.end(), sendable) || token.starts_with(' ') || token.ends_with(' '))
    throw Error(ErrorKind::usage, "the token has characters that a cookie cannot hold",
                "take letters, digits and signs, as of: openssl rand -hex 24");
}

}  // namespace

void serve(const ServeOptions& options) {
  require_sendable(options.token);
  // Before any thread is made, so that all inherit it: the signals come to sigwait() alone.
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  const ListenSocket socket = listen_on(options.address);
  HttpService::Options service_options;
  service_options.indexes = options.indexes;
  service_options.timeout = options.timeout;
  service_options.host_names = names_of(options.address);
  service_options.token = options.token;
  service_options.threads = std::max<std::size_t>(4, std::thread::hardware_concurrency());
  HttpService service(std::move(service_options));
  HttpServer::Options server_options;
  server_options.socket = socket.descriptor;
  server_options.log = &log_request;
  HttpServer server(std::move(server_options), [&service](const HttpRequest& request, const auto& later) {
    return service.handle(request, later);
  });
  announce(options, socket.port);
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  server.stop(grace);
}

}  // namespace kartotek
