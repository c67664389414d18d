#include "indexer/clock.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace kartotek {
namespace {

constexpr std::uint64_t millisecond = 1'000'000;  // nanoseconds
constexpr std::uint64_t second = 1000 * millisecond;

// The inverse of time_text(); 0 for what is not of its kind.
std::uint64_t nanoseconds_of(std::string_view text) {
  std::tm time{};
  const std::string whole(text);
  const char* const rest = ::strptime(whole.c_str(), "%Y-%m-%dT%H:%M:%S", &time);
  if (rest == nullptr || *rest != '.') return 0;
  return static_cast<std::uint64_t>(::timegm(&time)) * second +
         std::strtoull(rest + 1, nullptr, 10) * millisecond;
}

}  // namespace

std::uint64_t nanoseconds_now() {
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                        std::chrono::system_clock::now().time_since_epoch())
                                        .count());
}

std::string time_text(std::uint64_t nanoseconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                     fmt::gmtime(static_cast<std::time_t>(nanoseconds / second)),
                     nanoseconds % second / millisecond);
}

std::string time_after(std::string_view last) {
  std::string now = time_text(nanoseconds_now());
  if (now > last) return now;
  return time_text(nanoseconds_of(last) + millisecond);
}

}  // namespace kartotek
