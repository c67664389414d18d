#include "corpus/date_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/calendar.h"

namespace kartotek {
namespace {

constexpr int first_year = 1900;  // of years in running text; other numbers of four digits are no years
constexpr int last_year = 2100;

bool is_one_of(const DateToken& token, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), token.folded) != words.end();
}

// Reads one date by recursive descent; every step either moves behind what it took or leaves `at_` alone.
class DateReader {
 public:
  DateReader(DateTokens tokens, std::size_t at, DateStyle style)
      : tokens_(tokens), at_(at), start_(at), style_(style) {}

  std::optional<WrittenDate> read() {
    if (at_ >= tokens_.size() || is_inside_something()) return std::nullopt;
    take_weekday();
    if (at_ != start_) {
      if (at_ < tokens_.size() && (tokens_[at_].is(",") || tokens_[at_].is("."))) ++at_;
      if (at_ >= tokens_.size()) return std::nullopt;
    }
    if (!numbers() && !year_first() && !roman_month() && !day_month() && !month_first()) return std::nullopt;
    if (date_.day != 0) take_trailing_weekday();
    return result();
  }

 private:
  const DateToken* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool glued(std::size_t ahead) const { return peek(ahead) != nullptr && !peek(ahead)->spaced; }
  bool is_sign(std::size_t ahead, std::string_view sign) const {
    return peek(ahead) != nullptr && peek(ahead)->is(sign);
  }
  bool is_number(std::size_t ahead) const { return peek(ahead) != nullptr && peek(ahead)->is_number(); }
  bool is_short_number(std::size_t ahead) const { return is_number(ahead) && peek(ahead)->digits <= 2; }
  bool is_year(std::size_t ahead) const {
    return is_number(ahead) && peek(ahead)->digits == 4 && peek(ahead)->value >= first_year &&
           peek(ahead)->value <= last_year;
  }
  int month_at(std::size_t ahead) const { return peek(ahead) != nullptr ? peek(ahead)->month : 0; }

  // Whether a longer number, a designator (F-16, B-2021) or a range goes on into the first token.
  bool is_inside_something() const {
    if (start_ == 0) return false;
    const DateToken& before = tokens_[start_ - 1];
    const bool touches = !tokens_[start_].spaced;
    if (touches && before.kind != DateToken::Kind::sign && !is_label(before)) return true;
    if (is_refused_day(start_ - 1) && !(tokens_[start_].spaced && is_spelt_in_numbers())) return true;
    if (start_ == 1 || !tokens_[start_].is_number()) return false;
    const DateToken& left = tokens_[start_ - 2];
    if (before.is("-")) {
      if (left.is_number() && !is_clock(start_ - 2)) return true;
      return left.is_word() && ((touches && !before.spaced) || is_end_of_day(start_ - 2));
    }
    const bool joined = touches && !before.spaced;
    return joined && left.is_number() &&
           (before.is(".") || before.is(",") || before.is("/") || before.is(":"));
  }
  // "Published15 April 2021", as pages run together that have them in a box each
  static bool is_label(const DateToken& word) {
    const DateTokens alone(&word, 1);
    return phrase_at(DatePhrase::published, alone, 0) > 0 || phrase_at(DatePhrase::updated, alone, 0) > 0;
  }
  // "06.00 10.11.2023": what stands before is a time
  bool is_spelt_in_numbers() const {
    return is_short_number(0) && is_sign(1, ".") && is_short_number(2) && is_sign(3, ".") && is_year(4);
  }
  // The 17 or 17th of "15-17 April": a month behind it must not be read alone.
  bool is_refused_day(std::size_t token) const {
    if (token > 0 && is_one_of(tokens_[token], {"st", "nd", "rd", "th"})) --token;
    return tokens_[token].is_number() && tokens_[token].digits <= 2 && !is_clock(token);
  }
  // The minutes of 14:30; "Digest: 3" is none.
  bool is_clock(std::size_t token) const {
    return token > 1 && tokens_[token - 1].is(":") && tokens_[token - 2].is_number() &&
           !tokens_[token].spaced;
  }
  // "28 April - 2 May 2021", "13th - 17th February 2023"
  bool is_end_of_day(std::size_t token) const {
    if (tokens_[token].month != 0) return true;
    return token > 0 && tokens_[token - 1].is_number() && !tokens_[token].spaced &&
           tokens_[token - 1].digits <= 2;
  }

  void take_weekday() {
    const WeekdayName name = weekday_named(tokens_, at_);
    weekday_ = name.weekday;
    at_ += name.tokens;
  }

  void take_trailing_weekday() {
    if (weekday_ != 0) return;
    const std::size_t skipped = is_sign(0, ",") || is_sign(0, "(") ? 1 : 0;
    const WeekdayName name = weekday_named(tokens_, at_ + skipped);
    if (name.weekday == 0) return;
    weekday_ = name.weekday;
    at_ += skipped + name.tokens;
    if (skipped == 1 && is_sign(0, ")")) ++at_;
  }

  // Whether the number before at_ ends here: no further digits, no letters but those of a time or a suffix.
  bool ends_cleanly() const {
    const DateToken* next = peek();
    if (next == nullptr || next->spaced) return true;
    if (next->is_word()) return is_one_of(*next, {"t", "г", "р"}) || next->month != 0 || is_label(*next);
    if ((next->is("-") || next->is(".") || next->is("/") || next->is(",") || next->is(":")) && glued(1) &&
        is_number(1))
      return is_short_number(1) && is_sign(2, ":");  // 15.04.2021-14:30
    return true;
  }

  bool numbers() {
    if (!is_number(0) || !is_short_number(2) || !is_number(4)) return false;
    if (!glued(1) || !glued(2) || !glued(3) || !glued(4)) return false;
    const std::string& separator = peek(1)->folded;
    if (!is_one_of(*peek(1), {"-", ".", "/"}) || !is_sign(3, separator)) return false;
    const bool year_leads = is_year(0) && is_short_number(4);
    if (!year_leads && !(is_short_number(0) && is_year(4))) return false;
    const std::size_t before = std::exchange(at_, at_ + 5);
    if (!ends_cleanly()) {
      at_ = before;
      return false;
    }
    const auto value = [&](std::size_t token) { return tokens_[before + token].value; };
    if (year_leads) {
      set(value(0), value(2), value(4));
    } else {
      order_day_and_month(value(0), value(2), value(4), order_of(before));
    }
    take_year_words();
    return true;
  }

  void set(int year, int month, int day) {
    date_ = {year, month, day};
    impossible_ = month == 0 || day == 0;
  }

  // Of the numeric date at `token`. Only what numeric_dates() sees goes by the habit of the source.
  DayMonth order_of(std::size_t token) const {
    const std::string& separator = tokens_[token + 1].folded;
    if (separator == ".") return DayMonth::day_first;
    const std::size_t bytes = tokens_[token + 4].end - tokens_[token].begin;
    const bool plain =
        bytes == tokens_[token].digits + tokens_[token + 2].digits + tokens_[token + 4].digits + 2;
    if (style_.habit != DayMonth::unknown && plain) return style_.habit;
    return style_.lang.empty() || style_.lang == "en" ? DayMonth::unknown : DayMonth::day_first;
  }

  void order_day_and_month(int first, int second, int year, DayMonth order) {
    const bool either = first >= 1 && first <= 12 && second >= 1 && second <= 12 && first != second;
    if (either && order == DayMonth::unknown) {
      date_ = {year, 0, 0};
      ambiguous_ = true;
    } else if ((either && order == DayMonth::month_first) || (second > 12 && first <= 12)) {
      set(year, first, second);
    } else {
      set(year, second, first);
    }
  }

  // "2021 April 15", "2021-ci il aprelin 15-də", "2021-ci ilin oktyabrında"
  bool year_first() {
    if (!is_year(0)) return false;
    const std::size_t before = at_;
    const int year = peek()->value;
    ++at_;
    const bool named = take_year_words();
    if (!named && (is_sign(0, ",") || (is_sign(0, "-") && glued(0)))) ++at_;
    if ((day_month() || month_first()) && date_.year == 0) {
      date_.year = year;
      return true;
    }
    at_ = before + 1;
    if (named && take_year_words() && month_at(0) != 0) {
      date_ = {year, month_at(0), 0};
      impossible_ = false;
      ++at_;
      return true;
    }
    at_ = before;
    date_ = {};
    impossible_ = false;
    return false;
  }

  // "15.IV.2021": the month as older papers and protocols write it
  bool roman_month() {
    static constexpr std::array<std::string_view, 12> months{"i",   "ii",   "iii", "iv", "v",  "vi",
                                                             "vii", "viii", "ix",  "x",  "xi", "xii"};
    if (!is_short_number(0) || !is_sign(1, ".") || !glued(1) || !is_year(4)) return false;
    if (!glued(2) || !is_sign(3, ".") || !glued(3) || !glued(4)) return false;
    const auto* const month = std::find(months.begin(), months.end(), peek(2)->folded);
    if (month == months.end()) return false;
    set(peek(4)->value, static_cast<int>(month - months.begin()) + 1, peek(0)->value);
    at_ += 5;
    take_year_words();
    return true;
  }

  bool day_month() {
    const std::size_t before = at_;
    if (!is_short_number(0)) return false;
    const int day = peek()->value;
    ++at_;
    take_ordinal();
    if (is_sign(0, ".") && glued(0)) ++at_;
    const bool joined = (is_sign(0, "-") || is_sign(0, "/")) && glued(0) && glued(1);
    if (joined) ++at_;
    if (peek() != nullptr && peek()->folded == "of") ++at_;
    const int month = month_at(0);
    // 15-Apr-2021 goes on as it began; "15-dək" is until the 15th, and not 15 December.
    const bool goes_on = is_year(1) || ((is_sign(1, "-") || is_sign(1, "/")) && glued(1));
    if (month == 0 || (joined && !goes_on)) {
      at_ = before;
      return false;
    }
    set(0, month, day);
    ++at_;
    take_month_ending();
    take_year(true);
    return true;
  }

  bool month_first() {
    const std::size_t before = at_;
    const int month = month_at(0);
    if (month == 0) return false;
    ++at_;
    if (is_joined_number(0) && is_joined_number(2) && is_year(3)) {  // Sep-05-2022
      set(peek(3)->value, month, peek(1)->value);
      at_ += 4;
      return true;
    }
    take_month_ending();
    date_ = {0, month, 0};
    if (is_sign(0, ",") && is_short_number(1) && is_sign(2, ",") && is_year(3))
      ++at_;  // "February, 07, 2023"
    take_word_for_month();
    if (is_short_number(0)) {
      set(0, month, peek()->value);
      ++at_;
      take_ordinal();
      const bool cut = is_sign(0, "-") && is_number(1);  // a range: April 15-17, April 15 - 17
      const bool goes_on = glued(0) && !is_sign(0, ",") && !ends_cleanly();  // a decimal, a time
      if (!cut && !goes_on && !take_year(false)) take_time_and_year();
      if (!cut && !goes_on && !is_thousands()) return true;
    } else {
      if (peek() != nullptr && peek()->folded == "of") ++at_;
      if (take_year(false)) return true;
    }
    at_ = before;
    date_ = {};
    impossible_ = false;
    return false;
  }

  // A hyphen and a number, without any blank
  bool is_joined_number(std::size_t ahead) const {
    return is_sign(ahead, "-") && glued(ahead) && glued(ahead + 1) && is_number(ahead + 1);
  }

  // "May 15,000 troops"
  bool is_thousands() const {
    return is_sign(0, ",") && glued(0) && glued(1) && is_number(1) && peek(1)->digits == 3;
  }

  // 15th, 15-го, aprelin 15-də
  void take_ordinal() {
    if (glued(0) && peek()->is_word() && is_one_of(*peek(), {"st", "nd", "rd", "th"})) {
      ++at_;
      return;
    }
    const bool joined = (is_sign(0, "-") || is_sign(0, "'")) && glued(0) && glued(1) && peek(1)->is_word();
    if (joined && month_at(1) == 0 && peek(1)->folded.size() <= 6) at_ += 2;
  }

  // "Oct.", "Nisan'da"
  void take_month_ending() {
    if (is_sign(0, ".") && glued(0)) ++at_;
    if (is_sign(0, "'") && glued(0) && glued(1) && peek(1)->is_word()) at_ += 2;
  }

  // "mart ayının 15-də"
  void take_word_for_month() {
    if (peek() != nullptr && peek()->is_word() && is_one_of(*peek(), {"ayinin", "ayin"})) ++at_;
  }

  bool take_year(bool after_month_name) {
    std::size_t skipped = is_sign(0, ",") ? 1 : 0;
    if (after_month_name && (is_sign(0, "-") || is_sign(0, "/")) && glued(0) && glued(1)) skipped = 1;
    if (!is_year(skipped)) return false;
    const std::size_t before = at_;
    at_ += skipped + 1;
    if (!ends_cleanly()) {
      at_ = before;
      return false;
    }
    date_.year = tokens_[at_ - 1].value;
    take_year_words();
    return true;
  }

  // What date(1) and some logs write: "Thu Apr 15 14:30:00 2021", "Apr 15 14:30:00 +0000 2021"
  void take_time_and_year() {
    const std::size_t before = at_;
    if (!is_short_number(0) || !is_sign(1, ":") || !is_short_number(2)) return;
    at_ += 3;
    if (is_sign(0, ":") && is_short_number(1)) at_ += 2;
    if (is_sign(0, "+") && is_number(1)) at_ += 2;
    if (peek() != nullptr && peek()->is_word() && peek()->capitals) ++at_;
    if (!take_year(false)) at_ = before;
  }

  bool take_year_words() {
    const std::size_t joint = (is_sign(0, "-") || is_sign(0, "'")) && glued(0) && glued(1) ? 1 : 0;
    const std::size_t length = phrase_at(DatePhrase::year, tokens_, at_ + joint);
    if (length == 0) return false;
    at_ += joint + length;
    if (is_sign(0, ".") && glued(0) && tokens_[at_ - 1].folded.size() <= 4 && !tokens_[at_ - 1].capital) {
      if (is_one_of(tokens_[at_ - 1], {"г", "р", "гг", "рр"})) ++at_;
    }
    return true;
  }

  std::optional<WrittenDate> result() const {
    WrittenDate written{date_, start_, at_};
    written.ambiguous = ambiguous_;
    written.impossible = impossible_ || !exists(date_);
    if (date_.day != 0 && date_.year != 0 && weekday_ != 0 && !written.impossible)
      written.wrong_weekday = weekday_of(date_) != weekday_;
    return written;
  }

  DateTokens tokens_;
  std::size_t at_;
  std::size_t start_;
  DateStyle style_;
  Date date_;
  int weekday_ = 0;
  bool ambiguous_ = false;
  bool impossible_ = false;
};

}  // namespace

std::optional<WrittenDate> read_date(DateTokens tokens, std::size_t at, DateStyle style) {
  return DateReader(tokens, at, style).read();
}

std::vector<WrittenDate> read_dates(DateTokens tokens, DateStyle style) {
  std::vector<WrittenDate> dates;
  for (std::size_t at = 0; at < tokens.size();) {
    const auto written = read_date(tokens, at, style);
    at = written ? written->end : at + 1;
    if (written) dates.push_back(*written);
  }
  return dates;
}

}  // namespace kartotek
