#include "searcher/http_server.h"

#include <gtest/gtest.h>

#include <future>

#include "searcher/listen_socket.h"
#include "tests/cli/server.h"

namespace kartotek {
namespace {

HttpServer::Options on(const ListenSocket& socket) {
  HttpServer::Options options;
  options.socket = socket.descriptor;
  return options;
}

HttpResponse text(unsigned status, const std::string& body) {
  HttpResponse response;
  response.status = status;
  response.body = body;
  return response;
}

// The clock may answer for a search that then begins to stream: nobody reads that, and its writer must not
// wait.
TEST(HttpServer, TakesTheFirstAnswerAndLetsTheWriterOfAnotherGo) {
  const ListenSocket socket = listen_on(parse_listen_address("0"));
  std::promise<HttpServer::Later> handed;
  const HttpServer server(on(socket), [&](const HttpRequest&, HttpServer::Later later) {
    handed.set_value(std::move(later));
    return std::nullopt;
  });
  const Client client(socket.port);
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const HttpServer::Later later = handed.get_future().get();
  later(text(503, "late"));
  HttpResponse streamed;
  streamed.stream = std::make_shared<HttpStream>();
  later(streamed);
  EXPECT_FALSE(streamed.stream->write("nobody reads this"));
  EXPECT_EQ(answer_of(client.read()).status, 503);
}

TEST(HttpServer, CutsOffWhoTakesTooLongToAsk) {
  const ListenSocket socket = listen_on(parse_listen_address("0"));
  HttpServer::Options options = on(socket);
  options.request_time = std::chrono::milliseconds(200);
  const HttpServer server(options,
                          [](const HttpRequest&, const HttpServer::Later&) { return text(200, "ok"); });
  const Client slow(socket.port);
  slow.send("GET / HTTP/1.1\r\nHost: lo");
  EXPECT_EQ(slow.read(), "");  // A read that waits longer than 20 seconds fails, too, but as long.
  const Client quick(socket.port);
  quick.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer_of(quick.read()).body, "ok");
}

TEST(HttpServer, CutsOffWhoDoesNotTakeTheAnswer) {
  const ListenSocket socket = listen_on(parse_listen_address("0"));
  HttpServer::Options options = on(socket);
  options.request_time = options.send_time = std::chrono::milliseconds(200);
  const auto stream = std::make_shared<HttpStream>();
  const HttpServer server(options, [stream](const HttpRequest&, const HttpServer::Later&) {
    HttpResponse response;
    response.stream = stream;
    return response;
  });
  const Client client(socket.port);
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string piece(1 << 16, 'x');
  for (int i = 0; i < 1000; ++i)
    if (!stream->write(piece)) return;  // cut off
  FAIL() << "64 MB went to a client that takes nothing";
}

}  // namespace
}  // namespace kartotek
