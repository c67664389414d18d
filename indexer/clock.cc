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
constexpr std::size_t packed_bytes = 6;  // milliseconds till the year 10889

// The inverse of time_text(); 0 for what is not of its kind.
std::uint64_t nanoseconds_of(std::string_view text) {
  std::tm time{};
  const std::string whole(text);
  const char* const rest = ::strptime(whole.c_str(), "%Y-%m-%dT%H:%M:%S", &time);
  if (rest == nullptr || *rest != '.') return 0;
  return static_cast<std::uint64_t>(::timegm(&time)) * second +
         std::strtoull(rest + 1, nullptr, 10) * millisecond;
}

// Takes numbers and signs off the front of a time; knows whether all was as it should be.
class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : rest_(text) {}

  int number(std::size_t digits, int least, int most) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char c = rest_.empty() ? ' ' : rest_.front();
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
      rest_.remove_prefix(1);
    }
    return value >= least && value <= most ? value : fail();
  }
  bool take(char sign) {
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void want(char sign) {
    if (!take(sign)) fail();
  }
  // The digits of a fraction, in thousandths.
  int thousandths() {
    int value = 0;
    int digits = 0;
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++digits) {
      if (digits < 3) value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    if (digits == 0) return fail();
    for (; digits < 3; ++digits) value *= 10;
    return value;
  }
  bool done() const { return rest_.empty(); }
  bool good() const { return good_; }

 private:
  int fail() {
    good_ = false;
    return 0;
  }
  std::string_view rest_;
  bool good_ = true;
};

// Minutes that a zone is ahead of UTC; nothing where none is given.
std::optional<int> take_zone(TimeReader& reader) {
  if (reader.take('Z') || reader.take('z')) return 0;
  const bool ahead = reader.take('+');
  if (!ahead && !reader.take('-')) return std::nullopt;
  constexpr int minutes_of_hour = 60;
  const int hours = reader.number(2, 0, 23);
  reader.take(':');
  const int minutes = reader.done() ? 0 : reader.number(2, 0, 59);
  return (ahead ? 1 : -1) * (hours * minutes_of_hour + minutes);
}

}  // namespace

std::optional<std::string> parse_time(std::string_view text) {
  TimeReader reader(text);
  std::tm time{};
  time.tm_year = reader.number(4, 1970, 9999) - 1900;
  reader.want('-');
  time.tm_mon = reader.number(2, 1, 12) - 1;
  reader.want('-');
  time.tm_mday = reader.number(2, 1, 31);
  const std::tm date = time;
  int thousandths = 0;
  std::optional<int> zone;
  if (!reader.done()) {
    if (!reader.take('T') && !reader.take('t')) reader.want(' ');
    time.tm_hour = reader.number(2, 0, 23);
    reader.want(':');
    time.tm_min = reader.number(2, 0, 59);
    if (reader.take(':')) time.tm_sec = reader.number(2, 0, 60);
    if (reader.take('.') || reader.take(',')) thousandths = reader.thousandths();
    zone = take_zone(reader);
  }
  if (!reader.good() || !reader.done()) return std::nullopt;
  time.tm_isdst = -1;
  std::tm same = date;
  ::timegm(&same);  // the 31st of April becomes the 1st of May
  if (same.tm_mday != date.tm_mday) return std::nullopt;
  constexpr std::time_t seconds_of_minute = 60;
  const std::time_t seconds = zone ? ::timegm(&time) - *zone * seconds_of_minute : ::mktime(&time);
  if (seconds < 0) return std::nullopt;
  return time_text(static_cast<std::uint64_t>(seconds) * second +
                   static_cast<std::uint64_t>(thousandths) * millisecond);
}

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

std::string packed_time(std::string_view time_text) {
  const std::uint64_t milliseconds = nanoseconds_of(time_text) / millisecond;
  if (milliseconds == 0) return {};
  std::string packed;
  for (std::size_t i = packed_bytes; i-- > 0;) packed += static_cast<char>(milliseconds >> (8 * i) & 0xFFU);
  return packed;
}

std::string unpacked_time(std::string_view packed) {
  if (packed.size() != packed_bytes) return {};
  std::uint64_t milliseconds = 0;
  for (const char byte : packed) milliseconds = milliseconds << 8U | static_cast<unsigned char>(byte);
  return time_text(milliseconds * millisecond);
}

std::string time_after(std::string_view last) {
  std::string now = time_text(nanoseconds_now());
  if (now > last) return now;
  return time_text(nanoseconds_of(last) + millisecond);
}

}  // namespace kartotek
