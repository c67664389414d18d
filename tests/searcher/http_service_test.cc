#include "searcher/http_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <mutex>

#include "tests/searcher/small_index.h"

// Limits on what a question may cost and how many may wait, and answers that are written while they are sent.

namespace kartotek {
namespace {

using testing::HasSubstr;

constexpr const char* one = R"({"id":"a","title":"Corvette","body":"It sails.","lang":"en"})";

HttpRequest request_for(const std::string& target) {
  HttpRequest request;
  request.method = "GET";
  request.host = "localhost";
  request.raw_target = target;
  request.target = *parse_target(target);
  return request;
}

// The first answer. (The clock and the worker may both give one, the latter when nobody waits any more.)
HttpResponse ask(HttpService& service, const std::string& target) {
  struct Answer {
    std::promise<HttpResponse> promise;
    std::once_flag given;
  };
  const auto answer = std::make_shared<Answer>();
  auto response = service.handle(request_for(target), [answer](HttpResponse later) {
    std::call_once(answer->given, [&] { answer->promise.set_value(std::move(later)); });
  });
  return response ? std::move(*response) : answer->promise.get_future().get();
}

HttpService::Options options_of(const SmallIndex& small) {
  HttpService::Options options;
  options.indexes = {small.location()};
  options.threads = 1;
  return options;
}

TEST(HttpService, TellsWhoAsksTooMuch) {
  const SmallIndex small(one);
  HttpService::Options options = options_of(small);
  options.time_limit = std::chrono::milliseconds(-1);
  HttpService service(options);
  const HttpResponse response = ask(service, "/api/search?q=corvette");
  EXPECT_EQ(response.status, 503U);
  EXPECT_THAT(response.body, HasSubstr("too_costly"));
  EXPECT_EQ(ask(service, "/healthz").status, 200U);
}

TEST(HttpService, RefusesWhatWouldWaitTooLong) {
  const SmallIndex small(one);
  HttpService::Options options = options_of(small);
  options.waiting = 0;
  HttpService service(options);
  const HttpResponse response = ask(service, "/api/search?q=corvette");
  EXPECT_EQ(response.status, 503U);
  EXPECT_THAT(response.body, HasSubstr("busy"));
}

TEST(HttpStream, MakesTheWriterWaitForTheReader) {
  HttpStream stream;
  const std::string much(HttpStream::room, 'x');
  ASSERT_TRUE(stream.write(much));
  std::future<bool> more = std::async(std::launch::async, [&] { return stream.write("end"); });
  EXPECT_EQ(more.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  std::string got(much.size() + 10, '\0');
  EXPECT_EQ(stream.read(got.data(), got.size(), nullptr, nullptr), much.size());
  EXPECT_TRUE(more.get());
  stream.end(true);
  EXPECT_EQ(stream.read(got.data(), got.size(), nullptr, nullptr), 3U);
  EXPECT_EQ(stream.read(got.data(), got.size(), nullptr, nullptr), std::nullopt);
  EXPECT_TRUE(stream.whole());
}

TEST(HttpStream, LetsTheWriterGoWhereNobodyReads) {
  HttpStream stream;
  ASSERT_TRUE(stream.write(std::string(HttpStream::room, 'x')));
  std::future<bool> more = std::async(std::launch::async, [&] { return stream.write("never read"); });
  stream.abandon();
  EXPECT_FALSE(more.get());
}

TEST(HttpStream, WakesAReaderThatRests) {
  HttpStream stream;
  bool rests = false;
  char c = 0;
  EXPECT_EQ(stream.read(
                &c, 1, [&] { rests = true; }, [&] { rests = false; }),
            0U);
  EXPECT_TRUE(rests);
  stream.write("x");
  EXPECT_FALSE(rests);
}

}  // namespace
}  // namespace kartotek
