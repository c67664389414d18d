#include "searcher/http_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/error.h"
#include "searcher/access_log.h"
#include "searcher/http_guard.h"
#include "searcher/listen_socket.h"

namespace kartotek {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

TEST(HttpTarget, IsDecoded) {
  const auto target =
      parse_target("/api/article/a%2Fb%20c+d?q=S%2D400+loan&country=TR&country=&q&x=%C6%8F#end");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/article/a/b c+d");
  EXPECT_THAT(target->parameters, ElementsAre(Pair("q", "S-400 loan"), Pair("country", "TR"),
                                              Pair("country", ""), Pair("q", ""), Pair("x", "Ə")));
  EXPECT_EQ(parse_target("/%00")->path, std::string("/\0", 2));
}

TEST(HttpTarget, IsRefusedWhereItIsNotWellFormed) {
  for (const char* raw :
       {"", "x", "*", "http://a/", "/%", "/%2", "/%zz", "/?q=%", "/?q=%4", "/%FF", "/?%C0%80=1"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(HttpCookie, IsFoundByItsName) {
  EXPECT_EQ(cookie_of("a=1; kartotek_token=x=y; b", "kartotek_token"), "x=y");
  EXPECT_EQ(cookie_of("xkartotek_token=1", "kartotek_token"), "");
  EXPECT_EQ(cookie_of("", "kartotek_token"), "");
}

TEST(HttpGuard, KnowsAddressesAndItsOwnNames) {
  const HttpGuard guard({"Archive.example"}, "");
  for (const char* host : {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]:8080", "10.1.2.3",
                           "archive.example:1", "archive.example.", "app.localhost"})
    EXPECT_TRUE(guard.knows_host(host)) << host;
  for (const char* host : {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "[::1",
                           "\xFF", "evil.example#localhost", "0x7f.1"})
    EXPECT_FALSE(guard.knows_host(host)) << host;
}

TEST(HttpGuard, LetsInWhoBringsTheToken) {
  const HttpGuard guard({}, "secret");
  HttpRequest request;
  EXPECT_FALSE(guard.lets_in(request));
  for (const char* wrong :
       {"secret", "Bearer", "Bearer ", "Bearer secreT", "Bearer secrets", "Basic secret"}) {
    request.authorization = wrong;
    EXPECT_FALSE(guard.lets_in(request)) << wrong;
  }
  request.authorization = "bearer secret";
  EXPECT_TRUE(guard.lets_in(request));
  request.authorization.clear();
  request.cookie = "kartotek_token=secret";
  EXPECT_TRUE(guard.lets_in(request));
  EXPECT_TRUE(HttpGuard({}, "").lets_in(HttpRequest{}));
}

TEST(AccessLog, KeepsARequestOnOneLineAndTheTokenOut) {
  HttpRequest request;
  request.method = "GET";
  request.client = "127.0.0.1";
  request.raw_target = "/?q=\n\x1b[31m\"\xC3\x9C&token=secret&%74oken=secret#x";
  const std::string line = access_line(request, 200, 12, 3.25, 1'600'000'000'007);
  EXPECT_THAT(
      line,
      AllOf(HasSubstr("2020-09-13T12:26:40.007Z 127.0.0.1 \"GET /?q=\\x0a\\x1b[31m\\x22\\xc3\\x9c&token="),
            HasSubstr("\" 200 12 3."), Not(HasSubstr("secret")), Not(HasSubstr("\n"))));
}

TEST(ListenAddress, IsAPortAndPerhapsAHost) {
  EXPECT_EQ(parse_listen_address("8080").host, "127.0.0.1");
  EXPECT_EQ(parse_listen_address("[::1]:80").host, "::1");
  EXPECT_EQ(parse_listen_address("[::1]:80").port, "80");
  EXPECT_TRUE(parse_listen_address("localhost:0").loopback());
  EXPECT_FALSE(parse_listen_address("0.0.0.0:80").loopback());
  for (const char* text : {"", ":", ":80", "x", "80x", "65536", "-1", "host:", "99999999999999999999"})
    EXPECT_THROW(parse_listen_address(text), Error) << text;
}

}  // namespace
}  // namespace kartotek
