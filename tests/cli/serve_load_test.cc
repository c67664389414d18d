#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "tests/cli/server.h"

// Many clients, slow ones, writers at work and an end in the midst of it.

namespace kartotek {
namespace {

using testing::HasSubstr;
using testing::Not;

class ServeLoad : public ProgramTest {
 protected:
  static constexpr int articles = 3000;
  static constexpr int room = 4096;

  // An archive whose export is more than the kernel and the server take in advance.
  static std::string archive() {
    std::string lines;
    for (int i = 0; i < articles; ++i)
      lines += R"({"id":")" + std::to_string(i) + R"(","title":"Tank )" + std::string(3000, 'x') +
               R"(","lang":"en","body":"A tank rolled past."})" + '\n';
    return lines;
  }
};

TEST_F(ServeLoad, KeepsAnsweringOthers) {
  take(R"({"id":"a","body":"A tank."})");
  const Server server(index_, {});
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 700; ++i) {
    slow.push_back(std::make_unique<Client>(server.port()));
    slow.back()->send("GET / HTTP/1.1\r\nHost: local");
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(server.get("/api/search?q=tank").status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_EQ(slow.front()->read(), "");  // The one that has waited longest made room.
}

TEST_F(ServeLoad, FollowsAWriterWithoutAFault) {
  const std::string source = folder_.write("tank.jsonl", R"({"id":"a","body":"A tank."})");
  ASSERT_EQ(indexer({source}).exit, 0);
  const Server server(index_, {});
  std::atomic<bool> writing = true;
  std::atomic<int> answers = 0;
  std::atomic<int> faults = 0;
  std::vector<std::thread> clients;
  for (const char* target :
       {"/api/search?q=tank&facets=year", "/api/article/a", "/api/search?q=*&limit=0&format=jsonl"})
    clients.emplace_back([&, target] {
      while (writing) {
        const Answer answer = server.get(target);
        ++answers;
        if (answer.status != 200 || answer.body.find("tank") == std::string::npos) ++faults;
      }
    });
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(indexer({"--rebuild", source}).exit, 0);
    EXPECT_EQ(
        indexer({"--keep-missing", "-"}, R"({"id":")" + std::to_string(i) + R"(","body":"A tank more."})")
            .exit,
        0);
  }
  writing = false;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(faults, 0);
  EXPECT_GT(answers, 20);
  EXPECT_EQ(server.get("/api/search?q=*&facets=year").json()["total"], 2);  // The last rebuild had one.
}

TEST_F(ServeLoad, AnExportOutlivesTheGenerationItReads) {
  take(archive());
  const Server server(index_, {});
  const Client client(server.port(), room);
  client.send(
      "GET /api/search?q=tank&no_collapse=1&limit=0&format=jsonl HTTP/1.1\r\nHost: localhost\r\nConnection: "
      "close\r\n\r\n");
  std::string all = client.read_some(1000);
  // Rebuilt twice, so that the files of the generation being read are removed.
  const std::string source = folder_.write("tank.jsonl", R"({"id":"a","body":"Another tank."})");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(indexer({"--rebuild", source}).exit, 0);
  EXPECT_EQ(server.log(), "");  // It is under way.
  all += client.read();
  const Answer answer = answer_of(all);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(lines_of(answer.body).size(), articles);
}

TEST_F(ServeLoad, WhoeverDoesNotReadHoldsUpNobody) {
  take(archive());
  const Server server(index_, {});
  const std::string request =
      "GET /api/search?q=tank&no_collapse=1&limit=0&format=json HTTP/1.1\r\nHost: localhost\r\nConnection: "
      "close\r\n\r\n";
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 3; ++i) {
    idle.push_back(std::make_unique<Client>(server.port(), room));
    idle.back()->send(request);
    EXPECT_NE(idle.back()->read_some(100), "");
  }
  EXPECT_EQ(server.get("/api/search?q=tank").status, 200);
  EXPECT_THAT(server.log(), Not(HasSubstr("limit=0")));  // They are under way.
  // Once one of them is gone, there is room for another export.
  idle.pop_back();
  EXPECT_EQ(server.get("/api/search?q=tank&limit=0&format=csv").status, 200);
}

TEST_F(ServeLoad, EndsInTheMidstOfAnExport) {
  take(archive());
  Server server(index_, {});
  const Client client(server.port(), room);
  client.send(
      "GET /api/search?q=tank&no_collapse=1&limit=0&format=jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n");
  std::string begun = client.read_some(1000);
  const auto start = std::chrono::steady_clock::now();
  ASSERT_EQ(::kill(server.process(), SIGTERM), 0);
  EXPECT_EQ(server.log(), "");  // It is under way.
  std::thread reader([&] { begun += client.read(); });
  EXPECT_EQ(server.stop(), 0);
  reader.join();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  // What was asked for before the end is answered, whole.
  EXPECT_EQ(lines_of(answer_of(begun).body).size(), articles);
}

}  // namespace
}  // namespace kartotek
