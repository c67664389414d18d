#include "corpus/stories.h"

#include <algorithm>
#include <string>

#include "corpus/ascii.h"
#include "corpus/boilerplate.h"
#include "corpus/caption.h"
#include "corpus/dateline.h"
#include "corpus/lines.h"
#include "corpus/phrase_book.h"
#include "corpus/story_mark.h"
#include "corpus/title.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

std::size_t skip_spaces(std::string_view line, std::size_t at) {
  return std::min(line.find_first_not_of(" \t", at), line.size());
}

// A line of nothing but = - * _ # ~, five or more, or three with spaces between.
bool is_separator(std::string_view line) {
  const auto marks = std::count_if(line.begin(), line.end(), [](char c) { return c != ' '; });
  return marks >= 3 &&
         (marks >= 5 || line.find(' ') != std::string_view::npos || line == "***" || line == "---") &&
         line.find_first_not_of("=-*_#~ ") == std::string_view::npos;
}

bool is_markdown_title(std::string_view line) { return line.starts_with("# "); }

// "WARSAW - The minister ...": a city before a dash, and a sentence. "Warsaw – the capital – has ..." is one.
bool begins_in_place(std::string_view line) {
  for (const std::string_view dash : {" - ", " – ", " — ", " -- "}) {
    const std::size_t end = head_of(line, 60).find(dash);
    if (end != std::string_view::npos && end > 0)
      return is_place_alone(line.substr(0, end)) && line.size() > end + 40 &&
             !begins_in_lower_case(line.substr(end + dash.size()));
  }
  return false;
}

// Finds the lines of a text that begin a story.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text), lines_(lines_of(text)) {}

  const std::vector<Line>& lines() const { return lines_; }

  // Indexes of lines, ascending, the first 0. Requires a line.
  std::vector<std::size_t> starts() const {
    std::vector<std::size_t> starts{0};
    std::size_t i = end_of_notices();
    if (is_titled_by_repeat(i)) i = title_again(i);
    std::optional<StoryMark> mark = story_mark(line(0));
    for (++i; i < lines_.size(); ++i) {
      if (is_second_header(i) || follows_separator(i) || is_labelled_again(i) || goes_on_from(mark, i)) {
        starts.push_back(i);
      } else if (is_titled_by_repeat(i)) {
        starts.push_back(i);
        i = title_again(i);
      }
      if (const auto here = story_mark(line(i))) mark = here;
    }
    return starts;
  }

 private:
  static constexpr std::size_t most_captions = 8;  // lines between a title and its repetition

  std::string_view line(std::size_t i) const { return text_of(lines_[i], text_); }

  // The first line that is no notice: what stands above belongs to the first story.
  std::size_t end_of_notices() const {
    std::size_t i = 0;
    while (i < std::min<std::size_t>(lines_.size(), 6) && boilerplate_of(line(i), true) != Boilerplate::none)
      ++i;
    return i;
  }

  bool is_second_header(std::size_t i) const {
    if (lines_[i].blank_before == 0 && !ends_sentence(line(i - 1)) && !is_separator(line(i - 1)))
      return false;
    const auto header = header_of(line(i));
    return header && header->date.size() == 10 && !header->title.empty() &&
           !begins_in_lower_case(header->title);
  }

  // The line where the title that is line i stands again, with nothing but captions between; 0 for none.
  std::size_t title_again(std::size_t i) const {
    if (!is_title_like(line(i)) || line(i).size() < 15 || has_bullet(line(i)) || is_ascii_digit(line(i)[0]))
      return 0;
    const std::size_t end = std::min(lines_.size(), i + 2 + most_captions);
    for (std::size_t k = i + 1; k < end; ++k) {
      if (line(k) == line(i)) return k;
    }
    return 0;
  }

  // A page was copied with its title, its captions and again its title; a subheading is never so.
  bool is_titled_by_repeat(std::size_t i) const {
    if (i >= lines_.size() || (i > 0 && lines_[i].blank_before == 0)) return false;
    const std::size_t again = title_again(i);
    if (again == 0 || again + 1 >= lines_.size()) return false;
    bool has_caption = false;
    for (std::size_t k = i + 1; k < again; ++k) {
      const bool is_copy = line(k).size() >= 30 && (line(k) == line(k - 1) || line(k) == line(k + 1));
      const bool is_caption = is_copy || is_counter(line(k)) || caption_of(line(k)) != Caption::none;
      if (!is_caption && boilerplate_of(line(k), false) == Boilerplate::none) return false;
      has_caption = has_caption || is_caption;
    }
    return has_caption || lines_[i].blank_before >= 3;
  }

  // "Title: ..." where the file began with such a line.
  bool is_labelled_again(std::size_t i) const {
    return lines_[i].blank_before > 0 && !labelled_title(line(i)).empty() && !labelled_title(line(0)).empty();
  }

  // "=== Story 2 ===" behind "=== Story 1 ===", but not "--- Page 2 ---"
  bool goes_on_from(const std::optional<StoryMark>& mark, std::size_t i) const {
    const auto here = mark ? story_mark(line(i)) : std::nullopt;
    return here && here->number == mark->number + 1 && here->label == mark->label && i + 1 < lines_.size() &&
           !PhraseBook::instance().is(PhraseKind::page, words_of(here->label));
  }

  // Behind a separator or some blank lines, a title with a dateline below it; behind a separator also one
  // with a date below it, or a Markdown title where the file began with one.
  bool follows_separator(std::size_t i) const {
    constexpr std::size_t many = 3;  // blank lines
    const std::string_view before = line(i - 1);
    const bool underlines = i >= 2 && lines_[i - 1].blank_before == 0 && !ends_sentence(line(i - 2));
    const bool separated = is_separator(before) && !underlines;
    if (i + 1 >= lines_.size() || !(separated || lines_[i].blank_before >= many)) return false;
    if (separated && is_markdown_title(line(i)) && is_markdown_title(line(0))) return true;
    const std::string_view below = line(i + 1);
    const std::size_t dateline = dateline_length(below);
    const bool has_date_below = separated
                                    ? is_dateline(below) || is_date_line(below) || begins_in_place(below)
                                    : dateline > 0 && dateline < below.size();
    return is_title_like(line(i)) && !has_bullet(line(i)) && !is_separator(line(i)) && line(i).size() >= 15 &&
           !ends_sentence(line(i)) && has_date_below && !is_dateline(line(i)) && !is_date_line(line(i));
  }

  std::string_view text_;
  std::vector<Line> lines_;
};

// The spaces that indent a line belong to it.
std::size_t begin_of(const Line& line, std::string_view text) {
  std::size_t begin = line.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  return begin;
}

// The address of the story where one of the first lines gives it, with a label or as the first.
std::string_view own_address(std::string_view text, const std::vector<Line>& lines) {
  constexpr std::size_t most = 6;  // lines
  for (std::size_t i = 0; i < std::min(lines.size(), most); ++i) {
    const std::string_view line = text_of(lines[i], text);
    const std::string_view address = address_of(line);
    if (!address.empty() && (i == 0 || address.size() < line.size())) return address;
  }
  return {};
}

void set_title(Article& story) {
  constexpr std::size_t most_lines = 60;  // a title stands near the begin
  const std::vector<Line> lines = lines_of(story.text, most_lines);
  story.url = own_address(story.text, lines);
  std::size_t first = 0;
  while (first < std::min<std::size_t>(lines.size(), 6) &&
         boilerplate_of(text_of(lines[first], story.text), true) != Boilerplate::none) {
    ++first;
  }
  const auto header = first < lines.size() ? header_of(text_of(lines[first], story.text)) : std::nullopt;
  if (header) {
    if (const auto date = parse_iso_date(header->date)) {
      story.date = *date;
      story.date_source = DateSource::header;
    } else {
      story.warnings.push_back("date " + std::string(header->date) + " is not a date");
    }
    story.title = one_line(header->title);
  }
  if (!story.title.empty()) return;
  const auto rest = lines.begin() + static_cast<std::ptrdiff_t>(header ? first + 1 : 0);
  story.title = find_title(story.text, {rest, lines.end()});
}

}  // namespace

std::optional<StoryHeader> header_of(std::string_view line) {
  constexpr std::string_view word = "date";
  const std::size_t begin = skip_spaces(line, 0);
  const std::string_view name = line.substr(begin, word.size());
  const bool is_date = std::equal(name.begin(), name.end(), word.begin(), word.end(),
                                  [](char a, char b) { return a == b || a + ('a' - 'A') == b; });
  if (!is_date) return std::nullopt;
  std::size_t value = begin + word.size();
  if (value < line.size() && line[value] == ':') ++value;
  const std::size_t date = skip_spaces(line, value);
  if (date == begin + word.size() || date >= line.size()) return std::nullopt;
  const std::size_t end = std::min(line.find_first_of(" \t", date), line.size());
  const std::string_view written = line.substr(date, end - date);
  const auto digits = std::count_if(written.begin(), written.end(), is_ascii_digit);
  const auto marks =
      std::count_if(written.begin(), written.end(), [](char c) { return c == '-' || c == '.' || c == '/'; });
  const bool is_clock = written.find_first_not_of("0123456789-./T:Z+") == std::string_view::npos;
  if (digits < 4 || marks < 1 || !is_clock || !is_ascii_digit(written[0])) return std::nullopt;
  return StoryHeader{written, line.substr(skip_spaces(line, end))};
}

std::vector<Article> split_stories(std::string_view text) {
  std::vector<Article> stories;
  const Splitter splitter(text);
  if (splitter.lines().empty()) return stories;
  const std::vector<std::size_t> starts = splitter.starts();
  for (std::size_t k = 0; k < starts.size(); ++k) {
    const std::size_t begin = k == 0 ? 0 : begin_of(splitter.lines()[starts[k]], text);
    const std::size_t end =
        k + 1 < starts.size() ? begin_of(splitter.lines()[starts[k + 1]], text) : text.size();
    Article& story = stories.emplace_back();
    story.text = text.substr(begin, end - begin);
    set_title(story);
  }
  return stories;
}

}  // namespace kartotek
