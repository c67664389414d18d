#include "corpus/clean.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/blank.h"
#include "corpus/boilerplate.h"
#include "corpus/caption.h"
#include "corpus/country_mentions.h"
#include "corpus/headline_list.h"
#include "corpus/institution.h"
#include "corpus/lines.h"
#include "corpus/markup.h"
#include "corpus/stories.h"
#include "corpus/story_mark.h"
#include "corpus/thresholds.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

// `spans` without the bytes of `gaps`; both ascending.
std::vector<Span> without(const std::vector<Span>& spans, const std::vector<Span>& gaps,
                          std::string_view text) {
  std::vector<Span> parts;
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin < end && !is_blank(text.substr(begin, end - begin))) parts.push_back({begin, end});
  };
  auto gap = gaps.begin();
  for (const Span& span : spans) {
    std::size_t begin = span.begin;
    while (gap != gaps.end() && gap->end <= begin) ++gap;
    for (; gap != gaps.end() && gap->begin < span.end; ++gap) {
      add(begin, gap->begin);
      begin = std::max(begin, gap->end);
    }
    add(begin, span.end);
  }
  return parts;
}

// The length of Markdown's mark of a heading, "## ", at the begin of `line`; 0 if there is none.
std::size_t heading_mark_length(std::string_view line) {
  constexpr std::size_t most = 6;
  const std::size_t end = line.find_first_not_of('#');
  return end > 0 && end <= most && line[end] == ' ' ? end + 1 : 0;  // (npos is more)
}

// Decides for each line of a story whether it is told in it.
class BodyFinder {
 public:
  BodyFinder(std::string_view text, std::string_view title, const FrequentLines& frequent)
      : text_(text),
        title_(words_of(title)),
        title_size_(title.size()),
        frequent_(frequent),
        lines_(lines_of(text)) {
    drops_.resize(lines_.size(), Drop::no);
    kinds_.resize(lines_.size(), Boilerplate::none);
    if (!frequent_.empty()) sentences_ = frequent_sentences(lines_, text_, frequent_);
    for (std::size_t i = 0; i < lines_.size(); ++i) classify(i);
  }

  std::vector<Span> spans() {
    drop_header();
    drop_above_title();
    drop_titles();
    drop_frequent();
    drop_buttons();
    drop_lists();
    drop_captions();
    drop_repeated();
    drop_signoff();
    keep_enough();
    cut_labels();
    std::vector<Span> all = kept();
    if (sentences_.empty()) return all;
    std::vector<Span> rest = without(all, sentences_, text_);
    return rest.empty() ? all : rest;
  }

 private:
  enum class Drop : unsigned char { no, likely, certain };

  std::string_view line(std::size_t i) const { return text_of(lines_[i], text_); }
  bool is_kept(std::size_t i) const { return drops_[i] == Drop::no; }

  void drop(std::size_t i, Drop how = Drop::likely) { drops_[i] = std::max(drops_[i], how); }

  bool continues(std::size_t i) const { return continues_sentence(lines_, i, text_); }

  void classify(std::size_t i) {
    constexpr std::size_t edge_before = 5;
    constexpr std::size_t edge_behind = 8;
    const bool at_edge = i < edge_before || i + edge_behind >= lines_.size();
    if (!has_letter_or_digit(line(i)) || story_mark(line(i))) return drop(i);
    if (i < edge_before && !address_of(line(i)).empty()) return drop(i);
    kinds_[i] = boilerplate_of(line(i), at_edge);
    if (kinds_[i] == Boilerplate::none || (continues(i) && !is_counter(line(i)))) {
      kinds_[i] = Boilerplate::none;
      return;
    }
    switch (kinds_[i]) {
      case Boilerplate::notice:
      case Boilerplate::line:
        drop(i, Drop::certain);
        break;
      case Boilerplate::start:
      case Boilerplate::tags:
      case Boilerplate::published:
        drop(i);
        break;
      default:
        break;
    }
  }

  // The header line of a text file stands before all but notices.
  void drop_header() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto header = header_of(line(i));
      if (header && (header->title.empty() || words_of(header->title) == title_)) {
        drop(i, Drop::certain);
        lines_[i].begin = lines_[i].end - header->title.size();  // if all else fails, the title is kept
      }
      if (is_kept(i)) return;
    }
  }

  // What stands above the title of a page, and is neither a sentence nor where it was written, is its menu or
  // a row of other headlines. Where no prose follows, it is the story.
  void drop_above_title() {
    constexpr std::size_t most_above = 40;  // lines
    constexpr std::size_t longest = 100;    // bytes
    std::size_t end = 0;
    while (end < std::min(lines_.size(), most_above) && !is_title(without_mark(line(end)))) {
      if (line(end).size() > longest || ends_sentence(line(end))) return;
      ++end;
    }
    constexpr std::size_t least_items = 3;  // one line may be what the story belongs to
    if (title_.empty() || end < least_items || end == std::min(lines_.size(), most_above)) return;
    if (!has_prose_behind(end)) return;
    for (std::size_t i = 0; i < end; ++i)
      if (is_kept(i) && !names_place(line(i)) && !is_institution(line(i))) drop(i);
  }

  bool has_prose_behind(std::size_t i) const {
    const auto is_prose = [&](const Line& below) { return ends_sentence(text_of(below, text_)); };
    return std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(i), lines_.end(), is_prose);
  }

  void drop_titles() {
    if (title_.empty()) return;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!is_kept(i)) continue;
      const std::string_view labelled = labelled_title(line(i));
      if (is_title(labelled.empty() ? without_mark(line(i)) : labelled)) drop(i, Drop::certain);
    }
  }

  bool is_title(std::string_view candidate) const {
    if (candidate.size() > 2 * title_size_ + 16 || 2 * candidate.size() + 16 < title_size_) return false;
    return title_.starts_with(words_of(head_of(candidate, 8))) && words_of(candidate) == title_;
  }

  void drop_frequent() {
    if (frequent_.empty()) return;
    bool at_top = true;
    for (const LineUnit& unit : line_units(lines_, text_)) {
      const bool is_dateline = at_top && unit.last == unit.first + 1 && names_place(line(unit.first));
      if (frequent_.has(unit.key) && !is_dateline) {
        for (std::size_t i = unit.first; i < unit.last; ++i) drop(i, Drop::certain);
      }
      at_top = at_top && (is_dateline || !is_kept(unit.first));
    }
  }

  // "ANKARA" or "BAKU, Azerbaijan" above a story: shared by many, yet a part of each. "Türkiye" is a section.
  static bool names_place(std::string_view line) {
    constexpr std::size_t most = 60;  // bytes
    if (line.size() > most || ends_sentence(line)) return false;
    const std::vector<CountryMention> places = country_mentions(line, {}).found;
    return !places.empty() && places[0].begin == 0 && places[0].kind != CountryWord::name;
  }

  // A share button is one in a row of them; counters go with them.
  void drop_buttons() {
    const auto is_button = [&](std::size_t i) { return kinds_[i] == Boilerplate::bar; };
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin;
      bool has_button = false;
      while (end < lines_.size() && (is_button(end) || is_counter(line(end)))) {
        has_button = has_button || is_button(end);
        ++end;
      }
      if (has_button && end - begin >= 2) {
        for (std::size_t i = begin; i < end; ++i) drop(i);
      }
      begin = std::max(end, begin + 1);
    }
  }

  void drop_lists() {
    const ListedLines listed{text_, lines_, kinds_, [this](std::size_t i) { return is_kept(i); }};
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool opens_bullets = kinds_[i] == Boilerplate::label;
      if (!opens_bullets && kinds_[i] != Boilerplate::list) continue;
      const std::size_t end = opens_bullets ? end_of_bullets(listed, i) : end_of_list(listed, i);
      const bool may_be_a_heading = end == i + 1 && line(i).find_first_of(" :") == std::string_view::npos;
      for (std::size_t k = i; k < end && !may_be_a_heading; ++k) drop(k);
    }
  }

  // Above the first line of prose anything worded like a caption is one; below, only what is credited.
  void drop_captions() {
    constexpr std::size_t most_above = 15;
    std::vector<std::size_t> above;
    std::size_t i = 0;
    for (; i < std::min(lines_.size(), most_above); ++i) {
      if (!is_kept(i)) continue;
      if (caption_of(line(i)) != Caption::none) {
        above.push_back(i);
      } else if (line(i).size() >= 100 || ends_sentence(line(i))) {
        break;
      }
    }
    const bool prose_follows = i < std::min(lines_.size(), most_above);
    for (const std::size_t caption : above) {
      if (prose_follows || is_credited(line(caption))) drop(caption);
    }
    for (; i < lines_.size(); ++i) {
      if (is_kept(i) && is_credited(line(i)) && !continues(i)) drop(i);
    }
  }

  // The lines that stand in the text more than once, as groups of equal lines in order.
  std::vector<std::vector<std::size_t>> repeated() const {
    constexpr std::size_t least = 30;  // bytes; what is shorter may be said twice
    std::vector<std::pair<std::size_t, std::size_t>> by_hash;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (line(i).size() >= least) by_hash.emplace_back(std::hash<std::string_view>{}(line(i)), i);
    }
    std::sort(by_hash.begin(), by_hash.end());
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t k = 1; k < by_hash.size(); ++k) {
      const auto [hash, i] = by_hash[k];
      const auto [hash_before, before] = by_hash[k - 1];
      if (hash != hash_before || line(i) != line(before)) continue;
      if (groups.empty() || groups.back().back() != before) groups.push_back({before});
      groups.back().push_back(i);
    }
    return groups;
  }

  // All copies of a caption go; of a long line that is none, the first stays.
  void drop_repeated() {
    constexpr std::size_t least = 80;
    for (const std::vector<std::size_t>& copies : repeated()) {
      const bool all = is_repeated_caption(copies);
      if (!all && line(copies[0]).size() < least) continue;
      for (const std::size_t i : copies) {
        if (all || i != copies[0]) drop(i);
      }
    }
  }

  // A caption is printed twice in a row, before a counter or the title, or at the top.
  bool is_repeated_caption(const std::vector<std::size_t>& copies) const {
    constexpr std::size_t top_lines = 8;
    constexpr std::size_t least_caption = 40;
    if (caption_of(line(copies[0])) != Caption::none) return true;
    for (std::size_t k = 1; k < copies.size(); ++k) {
      const std::size_t next = copies[k] + 1;
      if (copies[k] != copies[k - 1] + 1 || next >= lines_.size()) continue;
      if (is_counter(line(next)) || is_title(line(next))) return true;
      // At the top, a long line given twice belongs to the picture there.
      if (copies[k] < top_lines && line(copies[0]).size() >= least_caption) return true;
    }
    return false;
  }

  void drop_signoff() {
    for (std::size_t i = lines_.size(); i-- > 0;) {
      if (kinds_[i] == Boilerplate::signoff) drop(i, Drop::certain);
      if (is_kept(i)) return;
    }
  }

  bool has_any() const { return std::find(drops_.begin(), drops_.end(), Drop::no) != drops_.end(); }

  void keep_enough() {
    for (const Drop how : {Drop::likely, Drop::certain}) {
      if (has_any()) return;
      std::replace(drops_.begin(), drops_.end(), how, Drop::no);
    }
  }

  // "SOURCE: PTI" before the first sentence and disclaimers behind the last.
  void cut_labels() {
    const auto first = std::find(drops_.begin(), drops_.end(), Drop::no) - drops_.begin();
    if (first == static_cast<std::ptrdiff_t>(lines_.size())) return;
    Line& head = lines_[static_cast<std::size_t>(first)];
    head.begin += source_label_length(text_of(head, text_));
    std::size_t last = lines_.size() - 1;
    while (!is_kept(last)) --last;
    lines_[last].end -= closing_length(line(last));
  }

  std::vector<Span> kept() const {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!is_kept(i)) continue;
      const std::size_t mark = heading_mark_length(line(i));
      if (i > 0 && is_kept(i - 1) && mark == 0) {
        spans.back().end = lines_[i].end;
      } else {
        spans.push_back({lines_[i].begin + mark, lines_[i].end});
      }
    }
    return spans;
  }

  std::string_view text_;
  std::string title_;  // its words
  std::size_t title_size_;
  const FrequentLines& frequent_;
  std::vector<Line> lines_;
  std::vector<Span> sentences_;  // frequent ones
  std::vector<Drop> drops_;
  std::vector<Boilerplate> kinds_;
};

// What `spans` leave of a text of `size` bytes.
std::vector<Span> outside_of(const std::vector<Span>& spans, std::size_t size) {
  std::vector<Span> outside;
  std::size_t begin = 0;
  for (const Span& span : spans) {
    if (span.begin > begin) outside.push_back({begin, span.begin});
    begin = span.end;
  }
  if (begin < size) outside.push_back({begin, size});
  return outside;
}

// `text` with spaces for `parts`, but for their line ends.
std::string blank_lines(std::string text, const std::vector<Span>& parts) {
  for (const Span& part : parts)
    for (std::size_t i = part.begin; i < part.end; ++i)
      if (text[i] != '\n') text[i] = ' ';
  return text;
}

}  // namespace

void find_body(Article& article, const FrequentLines& frequent) {
  const bool is_marked = !article.body.empty();
  const std::vector<Span> markup =
      is_marked ? outside_of(article.body, article.text.size()) : find_markup(article.text);
  if (markup.empty()) {
    article.body = BodyFinder(article.text, article.title, frequent).spans();
    return;
  }
  const std::string blanked = is_marked ? blank_lines(article.text, markup) : blank_out(article.text, markup);
  article.body = without(BodyFinder(blanked, article.title, frequent).spans(), markup, article.text);
}

}  // namespace kartotek
