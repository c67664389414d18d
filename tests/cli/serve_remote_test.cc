// The page's server over shards that are elsewhere, one of which dies and comes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "indexer/generation.h"
#include "tests/cli/server.h"
#include "tests/searcher/shard_server.h"

namespace kartotek {
namespace {

using testing::HasSubstr;
using testing::Not;

class ServeRemote : public ProgramTest {
 protected:
  void SetUp() override {
    std::string lines;
    for (int i = 0; i < 30; ++i)
      lines +=
          fmt::format(
              R"({{"id":"{0}","title":"Corvette {0}","body":"Corvette {0} sailed to port {1}.","date":"20{2}-05-01","countries":["TR"],"lang":"en"}})",
              i, i % 4, 10 + i % 5) +
          '\n';
    const std::string file = folder_.write("articles.jsonl", lines);
    ASSERT_EQ(indexer({"--shards", "3", file}).exit, 0);
    servers_ = std::make_unique<ShardServers>(live_generation(index_));
    std::string cluster;
    for (const std::string& address : servers_->addresses())
      cluster += fmt::format("[[shard]]\nreplicas = [\"{}\"]\n", address);
    cluster_ = folder_.write("cluster.toml", cluster);
  }

  // Without what differs from one time to the next, and scores as far as they have to be alike.
  static Json steady(Json json) {
    for (const char* key : {"took_ms", "total_is_exact"}) json.erase(key);
    if (json.contains("hits"))
      for (Json& hit : json["hits"]) hit["score"] = std::round(hit["score"].get<double>() * 1e6);
    return json;
  }
  // Asks until the answer is whole, which a part that is back may take a moment for.
  static Json whole_answer(const Server& server, const std::string& target) {
    for (int i = 0; i < 100; ++i) {
      Json json = server.get(target).json();
      if (!json.contains("incomplete") && !json.contains("error")) return json;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return {};
  }

  std::unique_ptr<ShardServers> servers_;
  std::string cluster_;
};

TEST_F(ServeRemote, AnswersManyAtOnceAsOfOneIndexHere) {
  const Server here(index_, {});
  const Server there(cluster_, {"--timeout", "1"});
  const std::vector<std::string> targets{"/api/search?q=corvette&facets=country,year&limit=5",
                                         "/api/search?q=corvette&offset=20&limit=5",
                                         "/api/search?q=%22port+3%22&snippet=60",
                                         "/api/search?q=*&sort=oldest&limit=1000",
                                         "/api/article/7",
                                         "/api/similar/7"};
  std::vector<std::thread> clients;
  std::vector<std::string> differing(targets.size());
  for (std::size_t k = 0; k < targets.size(); ++k)
    clients.emplace_back([&, target = targets[k], &differs = differing[k]] {
      const Json expected = steady(here.get(target).json());
      for (int i = 0; i < 5 && differs.empty(); ++i)
        if (const Json json = steady(there.get(target).json()); json != expected)
          differs = fmt::format("{}\n{}\n{}", target, json.dump(), expected.dump());
    });
  for (std::thread& client : clients) client.join();
  EXPECT_THAT(differing, testing::Each(""));
}

TEST_F(ServeRemote, SaysWhatIsMissingUntilItIsBack) {
  const Server server(cluster_, {"--timeout", "1"});
  const std::string target = "/api/search?q=corvette&facets=country&limit=5";
  EXPECT_EQ(server.get(target).json()["total"], 30);
  (*servers_)[1].kill();
  const std::vector<std::string> missing{(*servers_)[1].shown()};
  const Json json = server.get(target).json();
  EXPECT_EQ(json["total"], 20);
  EXPECT_EQ(json["incomplete"], missing);
  EXPECT_EQ(json["facets"]["country"][0]["count"], 20);
  EXPECT_EQ(server.get("/api/stats").json()["incomplete"], missing);
  EXPECT_EQ(server.get("/api/article/0").status, 200);
  // An article that may be in what is missing is not denied.
  const Answer article = server.get("/api/article/1");
  EXPECT_EQ(article.status, 503);
  EXPECT_EQ(article.json()["error"]["code"], "incomplete");
  (*servers_)[1].start();
  EXPECT_EQ(whole_answer(server, target)["total"], 30);
  EXPECT_EQ(whole_answer(server, "/api/article/1")["id"], "1");
}

// JSON names what is missing; lines and tables cannot, and end as an answer that was cut off.
TEST_F(ServeRemote, PassesNoExportOffAsWhole) {
  const Server server(cluster_, {"--timeout", "1"});
  const std::string target = "/api/search?q=corvette&limit=0&format=";
  EXPECT_THAT(server.get(target + "csv").body, Not(HasSubstr("(cut)")));
  (*servers_)[2].kill();
  const Json json = server.get(target + "json").json();
  EXPECT_EQ(json["hits"].size(), 20U);
  EXPECT_EQ(json["incomplete"].size(), 1U);
  for (const std::string format : {"csv", "jsonl"}) {
    const Answer answer = server.get(target + format);
    EXPECT_THAT(answer.headers, HasSubstr("Kartotek-Incomplete: " + (*servers_)[2].shown()));
    EXPECT_THAT(answer.body, HasSubstr("(cut)"));
  }
}

}  // namespace
}  // namespace kartotek
