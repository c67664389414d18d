#include "corpus/title.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "corpus/boilerplate.h"
#include "corpus/byline.h"
#include "corpus/caption.h"
#include "corpus/date_field.h"
#include "corpus/date_filling.h"
#include "corpus/date_range.h"
#include "corpus/dateline.h"
#include "corpus/headline_list.h"
#include "corpus/institution.h"
#include "corpus/phrase_book.h"
#include "corpus/story_mark.h"
#include "corpus/unicode.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

constexpr std::size_t most_in_a_title = 250;           // bytes
constexpr std::size_t most_in_a_sentence_title = 400;  // a whole sentence may be longer
constexpr std::size_t most_lines_before_title = 40;

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }

// Whether `text` has letters, none of them small.
bool is_all_capitals(std::string_view text) {
  bool has_letter = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_lower(c)) return false;
    has_letter = has_letter || u_isalpha(static_cast<UChar32>(c)) != 0;
  }
  return has_letter;
}

// "ANKARA" on a line of its own.
bool is_place(std::string_view line) {
  return line.size() <= 30 && line.find(' ') == std::string_view::npos && is_all_capitals(line);
}

// "15 April, 08:31", "Today, 14 April": a day without its year. "Politics Materials 9 March 2021 23:58": the
// sections that a page stands in, and when it was put there.
bool is_dated(std::string_view line) {
  constexpr std::size_t most_words = 3;  // of sections
  const std::vector<DateToken> all = date_tokens(line);
  const DateTokens tokens = all;
  const std::size_t first = skip_filling(tokens, phrase_at(DatePhrase::relative, tokens, 0));
  for (std::size_t at = first; at < std::min(tokens.size(), first + most_words + 1); ++at) {
    const std::size_t day = skip_filling(tokens, at);
    if (const auto written = read_date(tokens, day, std::string_view())) {
      const DateTokens rest = tokens.subspan(written->end);
      const bool is_timed =
          begins_with_clock(tokens, at) ||
          std::any_of(rest.begin(), rest.end(), [](const DateToken& token) { return token.is_number(); });
      return written->date.day != 0 && (at == first || is_timed) && is_only_time(tokens, written->end);
    }
    if (!tokens[at].is_word() || !tokens[at].capital) return false;
  }
  return false;
}

// "14 March 2025", "Friday, March 14, 2025", "14.03.2025 10:30": numbers, and at most two words.
bool is_date(std::string_view line) {
  if (line.size() > 80) return false;
  if (is_date_line(line) || is_dated(line)) return true;
  if (line.size() > 60) return false;
  const std::string words = words_of(line);
  int numbers = 0;
  int names = 0;
  bool has_year = false;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view word = std::string_view(words).substr(begin, end - begin);
    const bool is_number = word.find_first_not_of("0123456789") == std::string_view::npos;
    if (word != ":") ++(is_number ? numbers : names);
    has_year = has_year || (is_number && word.size() == 4 && (word[0] == '1' || word[0] == '2'));
    begin = end + 1;
  }
  const bool begins_in_digit = line[0] >= '0' && line[0] <= '9';
  return has_year && numbers >= 2 && names <= 2 &&
         (names <= 1 || begins_in_digit || line.find(',') != std::string_view::npos);
}

// "Jane Doe, Defence Correspondent"
bool is_author_with_office(std::string_view line) {
  constexpr std::size_t longest = 60;  // bytes
  if (line.size() > longest || ends_sentence(line)) return false;
  const std::vector<DateToken> all = date_tokens(line);
  const DateTokens tokens = all;
  const auto comma =
      std::find_if(tokens.begin(), tokens.end(), [](const DateToken& token) { return token.is(","); });
  return comma != tokens.end() && is_author(tokens.first(static_cast<std::size_t>(comma - tokens.begin()))) &&
         PhraseBook::instance().is(PhraseKind::office, tokens.back().folded);
}

// "Ayşe YILMAZ / ANKARA"
bool is_author_with_place(std::string_view line) {
  constexpr std::size_t longest = 60;  // bytes
  const std::size_t slash = line.size() <= longest ? line.rfind(" / ") : std::string_view::npos;
  if (slash == std::string_view::npos || is_all_capitals(line.substr(0, slash))) return false;
  return is_place(line.substr(slash + 3)) && is_author(date_tokens(line.substr(0, slash)));
}

// "By Jane Doe": two to five words with capitals.
bool is_byline(std::string_view line) {
  if (is_author_with_office(line) || is_author_with_place(line)) return true;
  if (line.size() > 60 || !(line.starts_with("By ") || line.starts_with("BY "))) return false;
  const std::string words = one_line(line);
  const auto gaps = std::count(words.begin(), words.end(), ' ');
  if (gaps < 2 || gaps > 5 || ends_sentence(line)) return false;
  for (std::size_t gap = words.find(' '); gap != std::string::npos; gap = words.find(' ', gap + 1)) {
    std::size_t at = gap + 1;
    if (!is_upper(next_code_point(words, at)) && words.compare(gap, 5, " and ") != 0) return false;
  }
  return true;
}

// Where the first sentence of `line` ends: behind . ! ? before a space and a capital letter.
std::size_t first_sentence_length(std::string_view line) {
  for (std::size_t at = 1; at + 2 < line.size(); ++at) {
    if (line[at] != ' ' || !ends_sentence(tail_of(line.substr(0, at), 12))) continue;
    const std::size_t word = line.substr(0, at - 1).find_last_of(" .") + 1;
    const bool is_initial = line[at - 1] == '.' && at - 1 - word <= 2;  // "U.S.", "Mr.", "J."
    std::size_t next = at + 1;
    const char32_t c = next_code_point(line, next);
    if (!is_initial && (is_upper(c) || c == U'“' || c == '"' || c == U'«')) return at;
  }
  return line.size();
}

bool is_separator(std::string_view line) { return words_of(head_of(line, 100)).empty(); }

// Whether a line above the story says something other than its title.
bool is_no_title(std::string_view title) {
  return is_counter(title) || is_separator(title) || story_mark(title) || !address_of(title).empty() ||
         is_date(title) || is_labelled_fact(title) || is_byline(title) || is_place(title) ||
         is_outlet(title, false) || caption_of(title) != Caption::none ||
         dateline_length(title) == title.size();
}

std::string_view without_emphasis(std::string_view line) {
  for (const std::string_view mark : {"***", "**", "__", "*", "_"}) {
    if (line.size() > 2 * mark.size() && line.starts_with(mark) && line.ends_with(mark)) {
      return line.substr(mark.size(), line.size() - 2 * mark.size());
    }
  }
  return line;
}

// A first line without the agency that a page's title ends in: "Navy orders six boats | Reuters". (Of what
// stands below, only captions end so.)
std::string_view without_site(std::string_view line) {
  const std::size_t bar = line.rfind(" | ");
  if (bar == std::string_view::npos || bar == 0 || ends_sentence(line.substr(0, bar))) return line;
  return is_outlet(line.substr(bar + 3), false) ? line.substr(0, bar) : line;
}

std::string as_title(std::string_view line) {
  if (is_title_like(line)) return one_line(without_emphasis(line));
  std::string_view start = head_of(line, most_in_a_sentence_title + 4);
  std::string_view sentence = start.substr(0, first_sentence_length(start));
  if (const std::size_t dateline = dateline_length(line); dateline > 0 && sentence.size() <= dateline) {
    start.remove_prefix(std::min(dateline, start.size()));  // "BAKU /Trend/. The navy ..."
    sentence = start.substr(0, first_sentence_length(start));
  }
  if (sentence.size() > most_in_a_sentence_title) return {};
  return one_line(sentence);
}

// Looks for the line that is the title.
class TitleFinder {
 public:
  TitleFinder(std::string_view text, const std::vector<Line>& lines)
      : text_(text), lines_(lines), count_(std::min(lines.size(), most_lines_before_title)) {
    for (std::size_t i = 0; i < count_; ++i) kinds_.push_back(boilerplate_of(line(i), is_at_edge(i)));
  }

  std::string find() const {
    if (std::string_view title = below_labels(); !title.empty()) return as_title(title);
    for (const bool takes_bullets : {false, true}) {
      for (std::size_t i = 0; i < count_; ++i) {
        for (std::size_t end = 0; i < count_ && (end = behind_list(i)) > i;) i = end;
        if (i == count_) break;
        if ((has_bullet(line(i)) && !takes_bullets) || says_something_else(i)) continue;
        const std::string_view title = i == 0 ? without_site(without_mark(line(i))) : without_mark(line(i));
        const bool may_stand_above = is_outlet(title, true) || is_place_alone(title) || is_section(title) ||
                                     is_institution(title) || has_teaser(title);
        if (may_stand_above && has_title_at(i + 1)) continue;
        if (const std::size_t headline = below_menu(i); headline > i) {
          i = headline - 1;
          continue;
        }
        return as_title(title);
      }
    }
    return {};
  }

 private:
  std::string_view line(std::size_t i) const { return text_of(lines_[i], text_); }
  static bool is_at_edge(std::size_t i) { return i < 6; }
  bool says_something_else(std::size_t i) const {
    const std::string_view title = i == 0 ? without_site(without_mark(line(i))) : without_mark(line(i));
    const bool is_boilerplate = kinds_[i] != Boilerplate::none && !(i == 0 && has_teaser(title));
    return is_boilerplate || title.empty() || is_no_title(title);
  }

  // The title that is labelled as one among the labelled lines that the text begins with: "From: ...",
  // "Subject: ..."; "" for none.
  std::string_view below_labels() const {
    constexpr std::size_t most = 10;           // lines
    constexpr std::size_t longest_label = 24;  // bytes
    for (std::size_t i = 0; i < std::min(count_, most); ++i) {
      if (const std::string_view title = labelled_title(line(i)); !title.empty()) return title;
      const std::size_t colon = head_of(line(i), longest_label).find(": ");
      if (colon == std::string_view::npos && !is_separator(line(i))) break;
    }
    return {};
  }

  // Whether the first line from `i` on that may be a title is one, and not the story.
  bool has_title_at(std::size_t i) const {
    while (i < count_ && says_something_else(i)) ++i;
    if (i == count_) return false;
    const std::string_view title = without_mark(line(i));
    return is_title_like(title) && !ends_sentence(title) && !begins_in_lower_case(title);
  }

  // Where line `i` is one of several items of the page's menu: the headline below, of which the story speaks,
  // while it speaks of no such item. Else `i`: a short title may be a pun, with what it means below it.
  std::size_t below_menu(std::size_t i) const {
    constexpr std::size_t longest_item = 3;  // words
    constexpr std::size_t least_items = 2;
    constexpr std::size_t surely_menu = 3;
    const auto above = kinds_.begin() + static_cast<std::ptrdiff_t>(i);
    auto items = static_cast<std::size_t>(std::count_if(kinds_.begin(), above, [](Boilerplate kind) {
      return kind == Boilerplate::line || kind == Boilerplate::start;
    }));
    std::size_t k = i;
    for (; k < count_ && words_in(line(k)) <= longest_item; ++k) {
      if (ends_sentence(line(k)) || is_date(line(k)) || is_byline(line(k))) return i;
      if (kinds_[k] == Boilerplate::none) ++items;
    }
    if (items < least_items || k == i || k == count_ || says_something_else(k) || !has_title_at(k)) return i;
    const Told item = told_below(line(i), k);
    const Told headline = told_below(line(k), k);
    const bool is_menu =
        item.told == 0 || (items >= surely_menu && (item.words == 1 || item.told < item.words));
    return is_menu && headline.told > 0 ? k : i;
  }

  static std::ptrdiff_t count_words(std::string_view words) {
    return words.empty() ? 0 : std::count(words.begin(), words.end(), ' ') + 1;
  }
  static std::size_t words_in(std::string_view line) {
    return static_cast<std::size_t>(count_words(words_of(head_of(line, most_in_a_title))));
  }

  struct Told {
    std::size_t words = 0;  // that mean something
    std::size_t told = 0;   // those of them that stand in the story, too, in whatever form
  };
  // The words of `line` among those of the story below line `k`.
  Told told_below(std::string_view line, std::size_t k) const {
    constexpr std::size_t looked_at = 2000;  // bytes
    constexpr std::size_t short_word = 3;    // letters
    constexpr std::size_t stem = 5;
    const std::string story = ' ' + words_of(head_of(text_.substr(lines_[k].end), looked_at));
    const std::string words = words_of(line);
    Told found;
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      std::size_t at = begin;
      std::size_t letters = 0;
      for (; at < end && letters < stem; ++letters) next_code_point(words, at);
      if (letters > short_word) {
        ++found.words;
        if (story.find(' ' + words.substr(begin, at - begin)) != std::string::npos) ++found.told;
      }
      begin = end + 1;
    }
    return found;
  }

  // The line behind the list that line `i` heads, where it names other stories; `i` where it heads none.
  // "Latest news" may also be the section that the title stands below.
  std::size_t behind_list(std::size_t i) const {
    constexpr std::size_t certain = 3;  // headlines
    if (kinds_[i] != Boilerplate::list) return i;
    const ListedLines listed{text_, lines_, kinds_,
                             [this](std::size_t k) { return !says_something_else(k); }};
    const std::size_t end = end_of_list(listed, i);
    return end - i > certain || (end > i + 1 && has_title_at(end)) ? end : i;
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  std::size_t count_;
  std::vector<Boilerplate> kinds_;
};

}  // namespace

bool is_dateline(std::string_view line) {
  const std::string_view start = head_of(line, 80);
  if (is_place(line)) return true;
  for (const std::string_view dash : {" - ", " – ", " — ", " -- ", "— ", "– "}) {
    const std::size_t end = start.find(dash);
    if (end == std::string_view::npos || end < 3) continue;
    const std::string_view place = start.substr(0, start.find_first_of(",(", 0));
    const bool has_more = place.size() < end;  // an agency in brackets, or a country or day behind a comma
    return has_more && is_all_capitals(place) && line.size() > end + 40;
  }
  return false;
}

bool is_date_line(std::string_view line) {
  const std::vector<DateToken> tokens = date_tokens(line);
  const std::size_t begin = skip_signs(tokens, 0);
  if (const auto day = read_date(tokens, begin, std::string_view()))
    return day->date.day != 0 && day->date.year != 0 && is_only_time(tokens, day->end);
  const auto range =
      read_range(tokens, begin + phrase_at(DatePhrase::weekly, tokens, begin), std::string_view());
  return range && skip_signs(tokens, range->end) == tokens.size();
}

bool is_title_like(std::string_view line) {
  if (line.size() > most_in_a_title) return false;
  const bool is_short_enough = first_sentence_length(line) == line.size() || !ends_sentence(line);
  return is_short_enough && !(line.ends_with('.') && line.size() > 160);
}

std::string find_title(std::string_view text, const std::vector<Line>& lines) {
  return TitleFinder(text, lines).find();
}

}  // namespace kartotek
