#include "corpus/url_date.h"

#include <algorithm>

#include "corpus/ascii.h"
#include "corpus/calendar.h"
#include "corpus/thresholds.h"

namespace kartotek {
namespace {

constexpr std::size_t longest_url = 2000;  // bytes looked at

using Segments = std::vector<std::string_view>;

// The parts of the path between slashes; without scheme, host, query and fragment.
Segments path_segments(std::string_view url) {
  url = url.substr(0, std::min(url.find_first_of("?#"), longest_url));
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    const std::size_t path = url.find('/', scheme + 3);
    url = path == std::string_view::npos ? std::string_view{} : url.substr(path);
  }
  Segments segments;
  while (!url.empty()) {
    const std::size_t slash = std::min(url.find('/'), url.size());
    if (slash > 0) segments.push_back(url.substr(0, slash));
    url.remove_prefix(std::min(slash + 1, url.size()));
  }
  return segments;
}

// The number that all of `text` is, of `shortest` to `longest` digits; -1 otherwise.
int number_of(std::string_view text, std::size_t shortest, std::size_t longest) {
  if (text.size() < shortest || text.size() > longest ||
      !std::all_of(text.begin(), text.end(), is_ascii_digit))
    return -1;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

int month_of(std::string_view segment) {
  if (const int number = number_of(segment, 1, 2); number >= 0) return number;
  const std::vector<DateToken> tokens = date_tokens(segment);
  return tokens.size() == 1 ? tokens[0].month : 0;
}

class UrlReader {
 public:
  explicit UrlReader(int this_year) : last_year_(this_year + 1) {}

  std::optional<Date> in_folders(const Segments& segments, std::size_t at) const {
    const std::string_view segment = segments[at];
    const std::string_view next = at + 1 < segments.size() ? segments[at + 1] : std::string_view{};
    const std::string_view third = at + 2 < segments.size() ? segments[at + 2] : std::string_view{};
    if (const int year = number_of(segment, 4, 4); is_year(year)) {
      const int month = month_of(next);
      if (month < 1 || month > 12) return std::nullopt;
      return Date{year, month, std::max(0, number_of(third, 1, 2))};
    }
    if (const int year = number_of(third, 4, 4); is_year(year))
      return day_and_month(number_of(segment, 1, 2), number_of(next, 1, 2), year);
    const bool dashed = segment.size() == 7 && (segment[4] == '-' || segment[4] == '_');
    if (!dashed && segment.size() != 6) return std::nullopt;
    const Date month{number_of(segment.substr(0, 4), 4, 4), number_of(segment.substr(dashed ? 5 : 4), 2, 2),
                     std::max(0, number_of(next, 1, 2))};
    const bool taken = is_year(month.year) && month.month >= 1 && month.month <= 12;
    return taken && (dashed || month.day != 0) ? std::optional(month) : std::nullopt;
  }

  // At the beginning or the end of a segment, apart from a file name's ending.
  std::optional<Date> in_name(std::string_view segment) const {
    const std::size_t dot = segment.rfind('.');
    if (dot != std::string_view::npos && number_of(segment.substr(dot + 1), 1, 4) < 0)
      segment = segment.substr(0, dot);
    for (const std::size_t length : {std::size_t{10}, std::size_t{8}}) {
      if (segment.size() < length) continue;
      if (segment.size() == length || is_joint(segment[length]))
        if (const auto date = digits_of(segment.substr(0, length))) return date;
      if (segment.size() > length && is_joint(segment[segment.size() - length - 1]))
        if (const auto date = digits_of(segment.substr(segment.size() - length))) return date;
    }
    return std::nullopt;
  }

 private:
  static bool is_joint(char c) { return c == '-' || c == '_'; }
  bool is_year(int year) const { return year >= date_limit::first_web_year && year <= last_year_; }

  // /15/04/2021/ or /04/15/2021/, where only one of them can be meant
  static std::optional<Date> day_and_month(int first, int second, int year) {
    constexpr int months = 12;
    if (first < 1 || second < 1 || std::min(first, second) > months) return std::nullopt;
    if (first > months || first == second) return Date{year, second, first};
    return second > months ? std::optional(Date{year, first, second}) : std::nullopt;
  }

  // 2021-04-15, 15-04-2021 or 20210415; eight digits must be a day that exists, or they are an id
  std::optional<Date> digits_of(std::string_view text) const {
    const auto part = [&](std::size_t at, std::size_t size) {
      return number_of(text.substr(at, size), size, size);
    };
    Date date;
    if (text.size() == 8) {
      date = {part(0, 4), part(4, 2), part(6, 2)};
      if (!exists(date) || date.month == 0 || date.day == 0) return std::nullopt;
    } else if (text[4] == text[7] && (is_joint(text[4]) || text[4] == '.')) {
      date = {part(0, 4), part(5, 2), part(8, 2)};
    } else if (text[2] == text[5] && (is_joint(text[2]) || text[2] == '.')) {
      date = {part(6, 4), part(3, 2), part(0, 2)};
      if (date.month < 1 || date.month > 12 || date.day < 1) return std::nullopt;
    }
    return is_year(date.year) && date.month >= 0 && date.day >= 0 ? std::optional(date) : std::nullopt;
  }

  int last_year_;
};

}  // namespace

std::optional<DateClue> url_date(std::string_view url, int this_year) {
  const UrlReader reader(this_year);
  const Segments segments = path_segments(url);
  std::optional<DateClue> month;
  for (std::size_t at = 0; at < segments.size(); ++at) {
    bool folders = true;
    auto date = reader.in_folders(segments, at);
    if (!date) {
      folders = false;
      date = reader.in_name(segments[at]);
    }
    if (!date) continue;
    DateClue clue;
    clue.written.date = *date;
    clue.written.impossible = !exists(*date) || date->month == 0;
    const std::size_t last = !folders ? at : std::min(at + 2, segments.size() - 1);
    clue.quote = std::string(segments[at].data(), segments[last].data() + segments[last].size());
    if (date->day != 0) return clue;
    if (!month) month = clue;
  }
  return month;
}

}  // namespace kartotek
