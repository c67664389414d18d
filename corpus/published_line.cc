#include "corpus/published_line.h"

#include <algorithm>

#include "corpus/article.h"
#include "corpus/ascii.h"
#include "corpus/boilerplate.h"
#include "corpus/byline.h"
#include "corpus/calendar.h"
#include "corpus/date_field.h"
#include "corpus/date_filling.h"
#include "corpus/date_lines.h"
#include "corpus/date_range.h"
#include "corpus/dateline.h"
#include "corpus/institution.h"
#include "corpus/lines.h"
#include "corpus/phrase_book.h"
#include "corpus/thresholds.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

constexpr std::size_t head_bytes = 3000;
constexpr std::size_t tail_bytes = 2000;
constexpr std::size_t widest_gap = 8;  // tokens between "Posted by" and its date

// Whether a date, and at most a time or signs, is all that is left of a line.
bool is_rest_of_label(DateTokens tokens, std::size_t at) {
  if (at >= tokens.size()) return true;
  const DateToken& next = tokens[at];
  if (next.is_number() || phrase_at(DatePhrase::filler, tokens, at) > 0) return true;
  if (phrase_at(DatePhrase::updated, tokens, at) > 0 || phrase_at(DatePhrase::byline, tokens, at) > 0)
    return true;
  if (next.is(",") || next.is("."))
    return at + 1 == tokens.size() || tokens[at + 1].is_number() ||
           phrase_at(DatePhrase::filler, tokens, at + 1) > 0;
  return next.kind == DateToken::Kind::sign;
}

struct Label {
  bool found = false;
  bool colon = false;
  std::size_t end = 0;  // tokens
};

// A label of this kind at token `at`, where labels can stand.
Label label_at(DatePhrase kind, const DateLine& line, std::size_t at) {
  const DateTokens tokens = line.tokens;
  const std::size_t length = phrase_at(kind, tokens, at);
  if (length == 0) return {};
  const std::size_t end = at + length;
  const bool colon = end < tokens.size() && tokens[end].is(":");
  const bool leads = skip_signs(tokens, 0) == at;
  if (kind == DatePhrase::plain) return {leads && colon, colon, end};
  if (leads || (colon && length > 1)) return {true, colon, end};
  const DateToken& before = tokens[at - 1];
  const bool apart = colon ? is_short_sign(before) || before.is_number()
                           : !is_prose(line) && is_short_sign(before) && !before.is(",") && !before.is(".");
  return {apart, colon, end};
}

// The date of a label: right behind it, or in the words behind "Posted by" and the like.
std::optional<WrittenDate> date_of_label(DateTokens tokens, const Label& label, DateStyle style) {
  const std::size_t begin = skip_filling(tokens, label.end);
  if (const auto written = read_date(tokens, begin, style)) return written;
  if (const auto written = read_short_numbers(tokens, begin, style)) return written;
  if (tokens[label.end - 1].folded != "by") return std::nullopt;
  for (std::size_t at = begin; at < std::min(tokens.size(), begin + widest_gap); ++at) {
    const bool behind_joint = is_short_sign(tokens[at]) || phrase_at(DatePhrase::filler, tokens, at) > 0;
    if (!behind_joint) continue;
    if (const auto written = read_date(tokens, skip_filling(tokens, at), style)) return written;
  }
  return std::nullopt;
}

bool has_full_date(const WrittenDate& written) {
  return written.date.year != 0 && (written.date.day != 0 || written.ambiguous || written.impossible);
}

constexpr std::size_t longest_byline = 24;  // tokens

// What is older was not put on a web page that day.
bool is_recent(const Date& date) { return date.year >= date_limit::first_web_year && date <= today(); }

// The lines without the sections and labels ("News ID 1") that end them. The date above "Home" is today's.
std::span<const DateLine> without_sections(std::span<const DateLine> lines) {
  const auto is_label = [](std::string_view line) {
    if (boilerplate_of(line, false) == Boilerplate::tags) return true;
    return is_section(line) && !PhraseBook::instance().is(PhraseKind::crumb, words_of(line));
  };
  while (!lines.empty() && is_label(lines.back().text)) lines = lines.first(lines.size() - 1);
  return lines;
}

class LineReader {
 public:
  LineReader(DateStyle style, PublishedLines& found) : style_(style), found_(found) {}

  void read_labels(const DateLine& line, const DateLine* next) {
    const DateTokens tokens = line.tokens;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (tokens[at].first_word == 0) continue;
      read_label(DatePhrase::updated, line, at, next, found_.updated);
      read_label(DatePhrase::published, line, at, next, found_.published);
      read_label(DatePhrase::plain, line, at, next, found_.published);
    }
  }

  // "By Jane Roe | 15 April 2021", "15 April 2021, 14:30", "Jane Roe, editor - Thursday, 15 April 2021"
  void read_whole_line(const DateLine& line) {
    const DateTokens tokens = line.tokens;
    if (found_.published || tokens.size() > longest_byline) return;
    const std::size_t label = phrase_at(DatePhrase::byline, tokens, 0);
    const std::size_t first = skip_filling(tokens, label);
    for (std::size_t at = first; at < tokens.size(); ++at) {
      const bool by_name = at > first && label == 0 && is_author(tokens.first(at));
      const bool behind_author = label > 0 && at > first && is_name(tokens.subspan(first, at - first));
      const bool
          behind_agency =  // "Press service of the ministry, 15.04.2021 14:30", "TRT Haber 18.05.2023 10:44"
          (at > first + 1 && tokens[at - 1].is(",") && is_office(tokens.subspan(first, at - 1 - first))) ||
          (at > first && tokens[at].is_number() &&
           names_source(line.text, tokens.subspan(first, at - first)));
      const bool joined = at == first || behind_author || is_joint(tokens[at - 1], label > 0 || by_name);
      if (!joined && !behind_agency) continue;
      if (at == first && take_range(line, at)) return;
      const std::size_t day = behind_author ? skip_filling(tokens, at) : at;  // "By Jane Roe 18:05, "
      auto written = read_date(tokens, day, style_);
      if (!written && is_spelt_in_pairs(tokens, day)) written = read_short_numbers(tokens, day, style_);
      if (!written || !has_full_date(*written)) continue;
      if ((by_name || !joined) && !is_recent(written->date)) return;
      if (!joined && skip_clock(tokens, skip_signs(tokens, written->end)) == skip_signs(tokens, written->end))
        return;
      const std::size_t update = updated_from(tokens, written->end);
      const std::size_t end =
          std::min({update, counts_from(tokens, written->end), count_behind(tokens, written->end, by_name),
                    second_date_from(tokens, written->end)});
      const bool in_row = at == first && update > written->end && is_short_sign(tokens[written->end]) &&
                          is_dated_update(tokens, update);
      if (in_row || is_only_time(tokens.first(end), written->end) ||
          ends_in_author(tokens, written->end, label == 0 && at == first))
        keep(*written, line, found_.published);
      return;
    }
  }

  // "Week of March 3-9, 2024", "3-9 March 2024"
  bool take_range(const DateLine& line, std::size_t at) {
    const DateTokens tokens = line.tokens;
    const std::size_t weekly = phrase_at(DatePhrase::weekly, tokens, at);
    const auto range = read_range(tokens, at + weekly, style_);
    if (!range || skip_signs(tokens, range->end) != tokens.size() || !is_recent(range->date)) return false;
    if (!found_.published) found_.published = DateClue{*range, quote_of(line.text, tokens)};
    return true;
  }

  // A date among the lines above the title: behind nothing but an outlet or a section, and above at most
  // sections. With the weekday it is today's, unless a place or an author stands before it.
  void read_above_title(std::span<const DateLine> above) {
    above = without_sections(above);
    if (above.empty()) return;
    const DateLine& line = above.back();
    above = without_sections(above.first(above.size() - 1));
    if (above.size() > 1) return;
    const DateLine* first = above.empty() ? nullptr : &above[0];
    const DateTokens tokens = line.tokens;
    const std::size_t at = behind_sections(line);
    if (take_range(line, at)) return;
    const auto written = read_date(tokens, at, style_);
    if (!written || !has_full_date(*written) || written->impossible || !is_recent(written->date)) return;
    if (!is_only_time(tokens, written->end) && !ends_in_section(line, at, written->end)) return;
    const DateClue clue{*written, quote_of(line.text, tokens)};
    if (first != nullptr && (is_place_alone(first->text) || is_byline(first->tokens))) {
      found_.published = clue;
    } else if ((first == nullptr || is_outlet(first->text, true) || is_institution(first->text)) &&
               !names_weekday(tokens)) {
      found_.above = clue;
    }
  }

  void read_original(const DateLine& line) {
    const DateTokens tokens = line.tokens;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (phrase_at(DatePhrase::original, tokens, at) == 0) continue;
      constexpr std::size_t reach = 30;  // tokens
      const DateTokens rest = tokens.subspan(at, std::min(reach, tokens.size() - at));
      const std::vector<WrittenDate> dates = read_dates(rest, style_);
      if (dates.empty()) continue;
      found_.originals.push_back(quote_of(line.text, rest.first(dates.front().end)));
      return;
    }
  }

 private:
  // Of an author, or of an agency in one word
  static bool is_name(DateTokens tokens) {
    return is_author(tokens) || (tokens.size() == 1 && tokens[0].is_word() && tokens[0].capital);
  }

  // Of an agency or the press service of a ministry, of which a comma divides date and time
  static bool is_office(DateTokens tokens) {
    return tokens[0].is_word() && tokens[0].capital &&
           std::none_of(tokens.begin(), tokens.end(),
                        [](const DateToken& token) { return token.is_number() || token.is(":"); });
  }

  // Where a date and a time of day may stand behind the sections of a page: "Politics 9 March 2021 23:58"; or
  // behind a time: "10:15 12.03.2024".
  static std::size_t behind_sections(const DateLine& line) {
    const DateTokens tokens = line.tokens;
    std::size_t at = 0;
    while (at < tokens.size() && tokens[at].month == 0 && names_source(line.text, tokens.first(at + 1))) ++at;
    const std::size_t day = skip_filling(tokens, at);
    const auto written = read_date(tokens, day, std::string_view());
    const std::size_t time = written ? skip_signs(tokens, written->end) : 0;
    const bool is_timed = begins_with_clock(tokens, at) || begins_with_clock(tokens, time);
    return at > 0 && written && is_timed ? day : skip_filling(tokens, 0);
  }

  // "23:58, 21 июня 2022 Мир"
  static bool ends_in_section(const DateLine& line, std::size_t date, std::size_t date_end) {
    const DateTokens tokens = line.tokens;
    return date > 0 && begins_with_clock(tokens, 0) && date_end < tokens.size() &&
           names_source(line.text, tokens.subspan(date_end));
  }

  static bool is_byline(DateTokens tokens) {
    const std::size_t label = phrase_at(DatePhrase::byline, tokens, 0);
    if (label > 0) return is_name(tokens.subspan(skip_signs(tokens, label)));
    std::size_t comma = 0;  // "Jane Roe, Defence Correspondent"
    while (comma < tokens.size() && !tokens[comma].is(",")) ++comma;
    return comma < tokens.size() && is_author(tokens.first(comma));
  }

  static bool names_weekday(DateTokens tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at)
      if (weekday_named(tokens, at).weekday != 0) return true;
    return false;
  }

  // 15.03.23, but not 1.2.23, which may be the number of a section
  static bool is_spelt_in_pairs(DateTokens tokens, std::size_t at) {
    constexpr std::size_t length = 5;  // tokens
    return at + length <= tokens.size() && tokens[at].digits == 2 && tokens[at + 2].digits == 2;
  }

  static bool is_joint(const DateToken& token, bool byline) {
    return token.is("|") || token.is("•") || token.is("·") ||
           (byline && (token.is(",") || token.is("-") || token.is("/")));
  }

  void read_label(DatePhrase kind, const DateLine& line, std::size_t at, const DateLine* next,
                  std::optional<DateClue>& place) {
    if (place) return;
    const Label label = label_at(kind, line, at);
    if (!label.found) return;
    if (kind == DatePhrase::updated && !found_.published) read_before_update(line, at);
    if (const auto written = date_of_label(line.tokens, label, style_)) {
      if (label.colon || is_rest_of_label(line.tokens, written->end)) keep(*written, line, place, at);
    } else if (next != nullptr && skip_signs(line.tokens, label.end) == line.tokens.size()) {
      const DateTokens below = next->tokens;
      const auto date = read_date(below, skip_filling(below, 0), style_);
      if (date && is_rest_of_label(below, date->end)) keep(*date, *next, place);
    }
  }

  // "21.06.2022 - 23:58 | Updated: 22.06.2022": the date that leads, and nothing but its time
  void read_before_update(const DateLine& line, std::size_t label) {
    const DateTokens before = DateTokens(line.tokens).first(label);
    const auto written = read_date(before, skip_filling(before, 0), style_);
    if (written && is_only_time(before, written->end)) keep(*written, line, found_.published);
  }

  void keep(const WrittenDate& written, const DateLine& line, std::optional<DateClue>& place,
            std::size_t from = 0) {
    if (!has_full_date(written)) return;
    if (written.impossible) from = written.begin;
    std::string quote = quote_of(line.text, DateTokens(line.tokens).subspan(from, written.end - from));
    if (written.impossible) {
      found_.impossible.push_back(std::move(quote));
    } else {
      place = DateClue{written, std::move(quote)};
    }
  }

  DateStyle style_;
  PublishedLines& found_;
};

bool is_copyright(const DateLine& line) {
  return line.text.find("©") != std::string_view::npos || line.text.find("(c)") != std::string_view::npos ||
         line.text.find("(C)") != std::string_view::npos || has_phrase(DatePhrase::copyright, line.tokens);
}

bool begins_small(const DateLine& line) {
  const DateTokens tokens = line.tokens;
  if (!tokens[0].is_word() || tokens[0].capital || phrase_at(DatePhrase::byline, tokens, 0) > 0 ||
      weekday_named(tokens, 0).weekday != 0)
    return false;
  const bool is_date =
      read_date(tokens, phrase_at(DatePhrase::filler, tokens, 0), std::string_view()).has_value();
  return !is_date && !is_outlet(line.text, false);  // "on March 2", "example.com"
}

bool is_related_label(const DateLine& line, bool& whole_line) {
  const DateTokens tokens = line.tokens;
  const std::size_t at = skip_signs(tokens, 0);
  const std::size_t length = phrase_at(DatePhrase::related, tokens, at);
  whole_line = length > 0 && skip_signs(tokens, at + length) == tokens.size();
  return length > 0;
}

// Where lines that are but a date can stand: [begin, end) of `lines`, behind the title, before any paragraph,
// be it one long line or several that run on.
Span head_of_story(const std::vector<DateLine>& lines, std::string_view title) {
  const auto has_title = [&](const DateLine& line) {
    // (A sentence of the story may have a short title in it.)
    return !title.empty() && line.text.size() <= 2 * title.size() + 16 &&
           line.text.find(title) != std::string_view::npos;
  };
  Span head;
  while (head.begin < lines.size() && !has_title(lines[head.begin])) ++head.begin;
  head.begin = head.begin == lines.size() ? 0 : head.begin + 1;
  const auto runs_on = [&](std::size_t line) {
    return line + 1 < lines.size() && begins_small(lines[line + 1]);
  };
  constexpr std::size_t longest_head = 6;  // lines: place, author, topic
  const bool title_goes_on = head.begin > 0 && head.begin + 1 < lines.size() &&
                             !is_prose(lines[head.begin]) && begins_small(lines[head.begin]) &&
                             !runs_on(head.begin);
  if (title_goes_on) ++head.begin;  // "following the meeting of ministers"
  head.end = head.begin;
  while (head.end < std::min(lines.size(), head.begin + longest_head) &&
         (has_title(lines[head.end]) || !is_prose(lines[head.end])) && !begins_small(lines[head.end]) &&
         !runs_on(head.end))
    ++head.end;
  return head;
}

// Walks over the lines; a list of other stories lasts until the next paragraph.
void read_lines(const std::vector<DateLine>& lines, const Span& head, LineReader& reader) {
  bool in_list = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const DateLine& line = lines[i];
    reader.read_original(line);
    bool whole_line = false;
    if (is_related_label(line, whole_line)) {
      in_list |= whole_line;
      continue;
    }
    in_list &= !is_prose(line) && i + 1 != head.begin;  // (the title stands there)
    if (in_list || is_copyright(line) || is_caption(line)) continue;
    reader.read_labels(line, i + 1 < lines.size() ? &lines[i + 1] : nullptr);
    if (i >= head.begin && i < head.end) reader.read_whole_line(line);
  }
}

// The bytes of a long text at its end that are looked at, behind those of its head.
std::string_view end_of(std::string_view text) {
  return tail_of(text, std::min(tail_bytes, text.size() - std::min(text.size(), head_bytes)));
}

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_ascii_digit); }

}  // namespace

PublishedLines published_lines(std::string_view text, std::string_view title, DateStyle style) {
  PublishedLines found;
  LineReader reader(style, found);
  const std::vector<DateLine> head = date_lines(text, head_bytes);
  const Span story = head_of_story(head, title);
  read_lines(head, story, reader);
  if (!found.published && !found.updated && story.begin > 0)
    reader.read_above_title(std::span(head).first(story.begin - 1));
  if (text.size() > head_bytes) read_lines(date_lines(end_of(text), tail_bytes), {}, reader);
  return found;
}

std::vector<std::string> original_dates(std::string_view text, DateStyle style) {
  PublishedLines found;
  LineReader reader(style, found);
  const auto read = [&](std::string_view part) {
    for (const Line& line : lines_of(part))
      if (const std::string_view words = text_of(line, part); has_digit(words))
        for (const DateLine& dated : date_lines(words, words.size())) reader.read_original(dated);
  };
  read(head_of(text, head_bytes));
  if (text.size() > head_bytes) read(end_of(text));
  return std::move(found.originals);
}

}  // namespace kartotek
