#include "corpus/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "corpus/calendar.h"
#include "corpus/date_field.h"
#include "corpus/date_lines.h"
#include "corpus/dateline.h"
#include "corpus/inferred_date.h"
#include "corpus/lines.h"
#include "corpus/published_line.h"
#include "corpus/thresholds.h"
#include "corpus/url_date.h"

namespace kartotek {
namespace {

// The first `limit` bytes of the story as lines, without its captions; views into article.text.
std::vector<DateLine> story_lines(const Article& article, std::size_t limit) {
  std::vector<DateLine> lines;
  const std::vector<Span> whole{{0, article.text.size()}};
  std::size_t left = limit;
  for (const Span& span : article.body.empty() ? whole : article.body) {
    const std::string_view part = std::string_view(article.text).substr(span.begin, span.end - span.begin);
    for (DateLine& line : date_lines(part, left))
      if (!is_caption(line)) lines.push_back(std::move(line));
    left -= std::min(left, part.size());
    if (left == 0) break;
  }
  return lines;
}

// As much of a field as a message can show.
std::string start_of(std::string_view field) {
  constexpr std::size_t longest = 80;  // bytes
  return std::string(head_of(field, longest)) + (field.size() > longest ? "..." : "");
}

// `date`, whose year is 0, in the year that brings it nearest to `anchor`.
Date nearest_to(const Date& date, const Date& anchor) {
  Date nearest{anchor.year, date.month, date.day};
  constexpr int half_a_year = 6;  // months
  if (date.month - anchor.month > half_a_year) --nearest.year;
  if (anchor.month - date.month > half_a_year) ++nearest.year;
  return nearest;
}

class DateFinder {
 public:
  DateFinder(Article& article, DayMonth habit) : article_(article), habit_(habit) {}

  void find() {
    if (article_.date.known()) {
      note(fmt::format("date {}: {}", to_string(article_.date), to_string(article_.date_source)));
      return note_originals(original_dates(article_.text, style()));
    }
    if (take_given_date()) return note_originals(original_dates(article_.text, style()));
    const PublishedLines published = published_lines(article_.text, article_.title, style());
    for (const std::string& quote : published.impossible) warn_not_a_date(quote);
    look_for_date(published);
    note_originals(published.originals);
  }

 private:
  DateStyle style() const { return {article_.lang, habit_}; }
  void note(std::string line) { article_.evidence.push_back(std::move(line)); }
  void warn(std::string line) { article_.warnings.push_back(std::move(line)); }
  void note_originals(const std::vector<std::string>& quotes) {
    for (const std::string& quote : quotes)
      note(fmt::format("date of another outlet, not taken: \"{}\"", quote));
  }
  void warn_not_a_date(std::string_view quote) { warn(fmt::format("date {} is not a date", quote)); }

  void take(const DateClue& clue, DateSource source) {
    article_.date = clue.written.date;
    article_.date_source = source;
    const std::string_view from = source == DateSource::inferred ? " from" : "";
    note(fmt::format("date {}: {}{} \"{}\"", to_string(clue.written.date), to_string(source), from,
                     clue.quote));
    if (clue.written.ambiguous)
      warn(fmt::format("date \"{}\" is ambiguous: day and month may be either; only the year is taken",
                       clue.quote));
    if (clue.written.wrong_weekday)
      warn(fmt::format("date \"{}\" names another weekday than that of {}", clue.quote,
                       to_string(clue.written.date)));
  }

  void look_for_date(const PublishedLines& published) {
    const std::optional<DateClue> address = from_url();
    if (address && address->written.date.day != 0) return take(*address, DateSource::url);
    const std::optional<DateClue> below = from_text(published, address);
    if (address && !agrees(below, address->written.date)) return take(*address, DateSource::url);
    if (below) return take(*below, source_);
    if (const auto inferred = from_story(published.above)) take(*inferred, DateSource::inferred);
  }

  bool take_given_date() {
    const DateSource source =
        article_.date_source == DateSource::none ? DateSource::field : article_.date_source;
    article_.date_source = DateSource::none;
    const std::string quote = start_of(article_.given_date);
    if (article_.given_date.find_first_not_of(" \t\r\n") == std::string::npos) return false;
    const auto written = read_whole_date(article_.given_date, style());
    if (written && !written->impossible) {
      take({*written, quote}, source);
      return true;
    }
    warn_not_a_date(quote);
    return false;
  }

  std::optional<DateClue> from_url() {
    auto clue = url_date(article_.url, today().year);
    if (!clue || !clue->written.impossible) return clue;
    warn_not_a_date(clue->quote);
    return std::nullopt;
  }

  // Whether `clue` is a day in the month of `month`.
  static bool agrees(const std::optional<DateClue>& clue, const Date& month) {
    return clue && clue->written.date.day != 0 && clue->written.date.year == month.year &&
           clue->written.date.month == month.month;
  }

  // The dateline, else the published or updated line; source_ says which.
  std::optional<DateClue> from_text(const PublishedLines& published, const std::optional<DateClue>& month) {
    const auto& line = published.published ? published.published : published.updated;
    head_ = story_lines(article_, date_limit::head);
    dateline_ = dateline_date(head_, style());
    if (dateline_ && dateline_->written.impossible) {
      warn_not_a_date(dateline_->quote);
      dateline_.reset();
    }
    source_ = DateSource::dateline;
    if (dateline_ && dateline_->written.date.year != 0) return dateline_;
    if (dateline_ && line && complete(line->written)) return dateline_;
    if (dateline_ && !line && published.above && complete(published.above->written)) return dateline_;
    if (dateline_ && month && complete_in(month->written.date)) return dateline_;
    source_ = DateSource::published;
    return line;
  }

  // Gives the dateline the year of a published or updated line, if they are near each other.
  bool complete(const WrittenDate& line) {
    if (line.date.day == 0) return false;
    const Date day = nearest_to(dateline_->written.date, line.date);
    if (!exists(day) || std::abs(days_between(day, line.date)) > date_limit::near_days) return false;
    dateline_->written.date = day;
    return true;
  }

  // Gives it the year of a month that it lies in.
  bool complete_in(const Date& month) {
    const Date day{month.year, dateline_->written.date.month, dateline_->written.date.day};
    if (day.month != month.month || !exists(day)) return false;
    dateline_->written.date = day;
    return true;
  }

  // What is written in the head is checked against the whole story. Where a dateline gives a day whose year
  // is unknown, the date of another day would be wrong.
  std::optional<DateClue> from_story(const std::optional<DateClue>& above_title) const {
    if (dateline_) return std::nullopt;
    auto clue = inferred_date(article_.title, head_, style(), today());
    if (!clue) clue = above_title;
    if (clue && is_followed_by_later(clue->written.date, story_lines(article_, date_limit::story), style()))
      clue.reset();
    return clue;
  }

  Article& article_;
  DayMonth habit_;
  std::vector<DateLine> head_;  // of the story
  std::optional<DateClue> dateline_;
  DateSource source_ = DateSource::none;
};

}  // namespace

void find_date(Article& article, DayMonth habit) { DateFinder(article, habit).find(); }

}  // namespace kartotek
