#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/cli/server.h"

// The HTTP API from outside: the same answers as on the command line, and errors that say what is wrong.

namespace kartotek {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* four =
    R"X({"id":"a/1","title":"Corvette <script>alert(1)</script>","body":"The corvette sailed from Istanbul.","date":"2021-04-15","countries":["TR"],"lang":"en","source":"navy","url":"javascript:alert(1)"}
{"id":"b?&#%","title":"Corvette sold","body":"A corvette was sold to Baku.","date":"2021-05-01","countries":["AZ"],"lang":"en","source":"navy"}
{"id":"c","title":"Old corvette","body":"The corvette is old.","date":"2019","countries":["PK"],"lang":"en","source":"yard"}
{"id":"d","title":"Tank","body":"A tank, and no ship.","date":"2022-01-31","countries":["TR"],"lang":"en","source":"army"}
)X";

class Serve : public ProgramTest {
 protected:
  void SetUp() override { take(four); }
  // The same without what differs from one time to the next.
  static Json steady(Json json) {
    json.erase("took_ms");
    return json;
  }
};

TEST_F(Serve, AnswersAsTheCommandLineDoes) {
  const Server server(index_, {});
  const Answer answer = server.get(
      "/api/search?q=corvette+baku&from=2021&to=&country=&sort=newest&facets=country,year&limit=5");
  ASSERT_EQ(answer.status, 200) << answer.body;
  Json json = steady(answer.json());
  for (Json& hit : json["hits"]) hit.erase("title_highlights");  // The API tells more.
  EXPECT_THAT(json["as_of"].get<std::string>(), StartsWith("20"));
  json.erase("as_of");
  const Json printed = search_json(
      {"--from", "2021", "--sort", "newest", "--facets", "country,year", "--limit", "5", "corvette baku"});
  EXPECT_EQ(json, steady(printed));
  EXPECT_EQ(server.get("/api/article/a%2F1").json(), show("a/1"));
  EXPECT_EQ(server.get("/api/article/b%3F%26%23%25").json()["id"], "b?&#%");
  EXPECT_EQ(server.get("/api/stats").json(), Json::parse(searcher({"--stats", "--format", "json"}).out));
  const Answer similar = server.get("/api/similar/a%2F1?country=AZ");
  ASSERT_EQ(similar.status, 200) << similar.body;
  EXPECT_EQ(similar.json()["hits"].at(0)["id"], "b?&#%");
  EXPECT_EQ(server.get("/api/similar?id=nothing").status, 404);
  EXPECT_EQ(server.get("/api/search?q=*&added_since=2100-01-01").json()["total"], 0);
  EXPECT_EQ(server.get("/api/search?q=*&added_since=2000-01-01").json()["total"], 4);
  EXPECT_EQ(server.get("/api/search?q=*&duplicates_of=c").json()["total"], 1);
  EXPECT_EQ(server.get("/api/search?q=corvette&recency=90d").json()["total"], 3);
  const Json hit = server.get("/api/search?q=corvette&snippet=20&explain=1").json()["hits"][0];
  EXPECT_LE(hit["snippet"].get<std::string>().size(), 20U);
  EXPECT_EQ(hit["explanation"][0]["term"], "corvette");
  EXPECT_FALSE(server.get("/api/search?q=corvette").json()["hits"][0].contains("explanation"));
  EXPECT_EQ(server.get("/api/search?q=corvette&snippet=0").json()["hits"][0]["snippet"], "");
  EXPECT_EQ(server.get("/api/search?q=corvette&related=perhaps").status, 400);
  EXPECT_EQ(server.get("/healthz").status, 200);
}

TEST_F(Serve, NamesRelatedWordsWhereAsked) {
  take(std::string(four) +
       R"X({"id":"1","title":"Drone","lang":"en","body":"The drone of Baykar flew over the Bosporus."}
{"id":"2","title":"Drones","lang":"en","body":"Drones were sold by Baykar to the north."}
)X");
  const Server server(index_, {});
  const Json json = server.get("/api/search?q=drone&related=1").json();
  EXPECT_EQ(json["related"], search_json({"--related", "drone"})["related"]);
  EXPECT_THAT(json["related"].get<std::vector<std::string>>(), testing::Contains("Baykar"));
  EXPECT_FALSE(server.get("/api/search?q=drone").json().contains("related"));
  EXPECT_FALSE(server.get("/api/search?q=drone&related=0").json().contains("related"));
}

TEST_F(Serve, StreamsExportsAsTheCommandLinePrintsThem) {
  const Server server(index_, {});
  for (const std::string format : {"csv", "jsonl"}) {
    const Answer answer = server.get("/api/search?q=corvette&limit=0&format=" + format);
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.headers, HasSubstr("filename=\"kartotek." + format));
    EXPECT_EQ(answer.body, searcher({"--format", format, "--limit", "0", "corvette"}).out);
  }
  const Json all = server.get("/api/search?q=*&limit=0").json();
  EXPECT_EQ(all["hits"].size(), 4U);
  EXPECT_EQ(all["facets"], Json::object());
  EXPECT_EQ(server.get("/api/search?q=nowhere&limit=0").json()["total"], 0);
}

TEST_F(Serve, MarksTheQueryInAnArticle) {
  const Server server(index_, {});
  const Json json = server.get("/api/article?id=a%2F1&q=corvette").json();
  EXPECT_EQ(json["highlights"], Json::parse("[[4,12]]"));
  EXPECT_EQ(json["title_highlights"], Json::parse("[[0,8]]"));
}

TEST_F(Serve, SaysWhatIsWrong) {
  const Server server(index_, {});
  const Json error = server.get("/api/search?q=(corvette").json()["error"];
  EXPECT_EQ(error["code"], "unbalanced_bracket");
  EXPECT_EQ(error["at"], 0);
  for (const char* target :
       {"/api/search?q=(", "/api/search", "/api/search?q=a&from=yesterday", "/api/search?q=a&sort=x",
        "/api/search?q=a&limit=-1", "/api/search?q=a&colour=red", "/api/search?q=a&country=Atlantis",
        "/api/search?q=a&format=trec", "/api/search?q=%FF"}) {
    const Answer answer = server.get(target);
    EXPECT_EQ(answer.status, 400) << target;
    EXPECT_TRUE(answer.json()["error"]["message"].is_string()) << target;
  }
  for (const char* target : {"/api/article/nothing", "/api/nothing", "/etc/passwd", "/../etc/passwd",
                             "/searcher/web/main.js", "/.."})
    EXPECT_EQ(server.get(target).status, 404) << target;
  EXPECT_EQ(server.get("/", {}, "DELETE").status, 405);
  EXPECT_EQ(server.get("/api/search?q=" + std::string(20'000, 'a') + "+b").status, 400);
}

TEST_F(Serve, SeesWhatIsIndexedMeanwhile) {
  const Server server(index_, {});
  EXPECT_EQ(server.get("/api/search?q=submarine").json()["total"], 0);
  const std::string more = folder_.write(
      "more.jsonl", R"({"id":"e","title":"Submarine","body":"A submarine dived.","lang":"en"})");
  ASSERT_EQ(indexer({more}).exit, 0);
  EXPECT_EQ(server.get("/api/search?q=submarine").json()["total"], 1);
  ASSERT_EQ(indexer({"--rebuild", more}).exit, 0);
  EXPECT_EQ(server.get("/api/search?q=*").json()["total"], 1);
}

TEST_F(Serve, EndsInOrder) {
  Server server(index_, {});
  const Client idle(server.port());
  EXPECT_EQ(server.get("/api/search?q=tank").status, 200);
  EXPECT_EQ(server.stop(), 0);
  EXPECT_THAT(server.log(), HasSubstr("\"GET /api/search?q=tank\" 200 "));
  EXPECT_EQ(searcher({"--serve", "nowhere:x"}).exit, 2);
  const Server other(index_, {});
  const Outcome taken = searcher({"--serve", std::to_string(other.port())});
  EXPECT_EQ(taken.exit, 5);
  EXPECT_THAT(taken.err, HasSubstr("cannot listen"));
}

}  // namespace
}  // namespace kartotek
