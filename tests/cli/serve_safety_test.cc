#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/server.h"

// What is kept from pages of other sites, from whoever has no token, and from paths.

namespace kartotek {
namespace {

using testing::HasSubstr;
using testing::Not;

class ServeSafety : public ProgramTest {
 protected:
  void SetUp() override {
    take(
        R"({"id":"a","title":"Tank","body":"A tank <script>alert(1)</script>.","lang":"en","source":"army"})");
  }
};

TEST_F(ServeSafety, EveryAnswerIsGuarded) {
  const Server server(index_, {"--token", "secret"});
  const std::string let_in = "Authorization: Bearer secret\r\n";
  const auto is_guarded = [](const Answer& answer, int status) {
    EXPECT_EQ(answer.status, status);
    for (const char* header :
         {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n",
          "X-Content-Type-Options: nosniff\r\n", "X-Frame-Options: DENY\r\n",
          "Referrer-Policy: no-referrer\r\n", "Cross-Origin-Opener-Policy: same-origin\r\n",
          "Cross-Origin-Resource-Policy: same-origin\r\n"})
      EXPECT_THAT(answer.headers, HasSubstr(header)) << status;
    EXPECT_THAT(answer.headers, Not(HasSubstr("Access-Control-Allow")));
  };
  is_guarded(server.get("/", let_in), 200);
  is_guarded(server.get("/main.js", let_in), 200);
  is_guarded(server.get("/api/search?q=tank", let_in), 200);
  is_guarded(server.get("/api/search?q=tank&limit=0&format=csv", let_in), 200);
  is_guarded(server.get("/api/article/a", let_in), 200);
  is_guarded(server.get("/healthz"), 200);
  is_guarded(server.get("/?token=secret"), 303);
  is_guarded(server.get("/api/search?q=(", let_in), 400);
  is_guarded(server.get("/api/search?q=%ZZ", let_in), 400);  // refused before anybody reads it
  is_guarded(server.get("/"), 401);
  is_guarded(server.get("/api/search?q=tank", let_in + "Sec-Fetch-Site: cross-site\r\n"), 403);
  is_guarded(server.get("/nothing", let_in), 404);
  is_guarded(server.get("/", let_in, "POST"), 405);
  is_guarded(server.get("/", let_in + "Host: evil.example\r\n"), 421);
  const Answer file = server.get("/main.js", let_in);
  const std::size_t tag = file.headers.find("ETag: ") + 6;
  const std::string value = file.headers.substr(tag, file.headers.find("\r\n", tag) - tag);
  is_guarded(server.get("/main.js", let_in + "If-None-Match: " + value + "\r\n"), 304);
}

TEST_F(ServeSafety, ThePageHasNoScriptOrStyleInIt) {
  const Server server(index_, {});
  EXPECT_THAT(server.get("/").body,
              Not(testing::ContainsRegex("<script>|<style|style=| on[a-z]+=|https?://")));
  // What articles say is sent as JSON that no browser takes for a page.
  EXPECT_THAT(server.get("/api/article/a").headers, HasSubstr("Content-Type: application/json"));
}

TEST_F(ServeSafety, AnswersToItsOwnNamesAlone) {
  const Server server(index_, {});
  const std::string port = std::to_string(server.port());
  for (const std::string host : {"localhost", "127.0.0.1", "[::1]"})
    EXPECT_EQ(server.get("/", "Host: " + host + ":" + port + "\r\n").status, 200) << host;
  for (const std::string host : {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "archive"})
    EXPECT_EQ(server.get("/", "Host: " + host + ":" + port + "\r\n").status, 421) << host;
}

TEST_F(ServeSafety, NoPathLeadsToAFile) {
  const Server server(index_, {});
  for (const char* target : {"/etc/passwd", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                             "/..%2f..%2fetc%2fpasswd", "//etc/passwd", "/api/article/..%2f..%2fetc%2fpasswd",
                             "/api/article//etc/passwd", "/main.js/../../etc/passwd", "/main.js%00",
                             "/current", "/generation-000001", "/api/../main.js", "/C:%5Cboot.ini"}) {
    const Answer answer = server.get(target);
    EXPECT_EQ(answer.status, 404) << target;
    EXPECT_THAT(answer.body, Not(HasSubstr("root:"))) << target;
  }
}

TEST_F(ServeSafety, AsksForTheToken) {
  const Server server(index_, {"--token", "open sesame"});
  EXPECT_EQ(server.get("/").status, 401);
  EXPECT_EQ(server.get("/main.js").status, 401);
  EXPECT_EQ(server.get("/?token=open").status, 401);
  EXPECT_EQ(server.get("/api/search?q=tank&token=open+sesame").status, 401);  // not where it would be logged
  EXPECT_EQ(server.get("/api/search?q=tank", "Authorization: Bearer open sesame\r\n").status, 200);
  EXPECT_EQ(server.get("/api/search?q=tank", "Cookie: kartotek_token=open\r\n").status, 401);
  EXPECT_EQ(server.get("/healthz").status, 200);
  const Answer welcome = server.get("/?token=open+sesame");
  EXPECT_EQ(welcome.status, 303);
  EXPECT_THAT(welcome.headers, HasSubstr("Location: /\r\n"));
  EXPECT_THAT(welcome.headers,
              HasSubstr("Set-Cookie: kartotek_token=open sesame; Path=/; HttpOnly; SameSite=Strict\r\n"));
  EXPECT_EQ(server.get("/api/search?q=tank", "Cookie: a=b; kartotek_token=open sesame\r\n").status, 200);
  EXPECT_THAT(server.log(), Not(HasSubstr("sesame")));
}

TEST_F(ServeSafety, RefusesATokenThatNoCookieHolds) {
  for (const char* token : {"a;b", "a\nb", "ə", " a", "\"a\""}) {
    const Outcome outcome = searcher({"--serve", "0", "--token", token});
    EXPECT_EQ(outcome.exit, 2) << token;
    EXPECT_THAT(outcome.err, HasSubstr("cookie"));
  }
}

}  // namespace
}  // namespace kartotek
