#include "indexer/clock.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kartotek {
namespace {

TEST(PackedTime, ComparesAsTheTextDoesAndComesBack) {
  const std::vector<std::string> times{"1970-01-01T00:00:00.001Z", "1999-12-31T23:59:59.999Z",
                                       "2026-11-01T03:00:00.000Z", "2026-11-01T03:00:00.001Z",
                                       "2026-11-01T03:00:01.000Z", "2100-02-28T12:00:00.500Z"};
  std::string last;
  for (const std::string& time : times) {
    const std::string packed = packed_time(time);
    EXPECT_EQ(packed.size(), 6U);
    EXPECT_GT(packed, last) << time;
    EXPECT_EQ(unpacked_time(packed), time);
    last = packed;
  }
}

TEST(PackedTime, IsNothingForWhatIsNoTime) {
  EXPECT_EQ(packed_time(""), "");
  EXPECT_EQ(packed_time("yesterday"), "");
  EXPECT_EQ(unpacked_time(""), "");
  EXPECT_EQ(unpacked_time("2026-11-01T03:00:00.000Z"), "");
}

TEST(Clock, GivesATimeAfterTheLastEvenWhenSetBack) {
  EXPECT_EQ(time_after("2199-12-31T23:59:59.999Z"), "2200-01-01T00:00:00.000Z");
  EXPECT_GT(time_after(""), "2026");
}

}  // namespace
}  // namespace kartotek
