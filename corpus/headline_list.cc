#include "corpus/headline_list.h"

#include "corpus/ascii.h"
#include "corpus/thresholds.h"

namespace kartotek {
namespace {

// A full stop that ends a sentence, not "U.S." and not "..." behind a headline that was cut.
bool ends_in_full_stop(std::string_view line) {
  const std::size_t last = line.find_last_not_of("\"')]");
  if (last == std::string_view::npos || last < 2) return false;
  std::string_view end = line.substr(0, last + 1);
  for (const std::string_view quote : {"”", "’", "»", "“"}) {
    if (end.ends_with(quote)) end.remove_suffix(quote.size());
  }
  if (end.size() < 3 || !end.ends_with('.')) return false;
  const char before = end[end.size() - 2];
  return before != '.' && !(before >= 'A' && before <= 'Z');
}

std::string_view line_of(const ListedLines& listed, std::size_t i) {
  return text_of(listed.lines[i], listed.text);
}

bool is_headline(const ListedLines& listed, std::size_t i) {
  if (listed.kinds[i] != Boilerplate::none || !listed.may_be_headline(i)) return false;
  const std::string_view text = line_of(listed, i);
  const bool goes_on = i + 1 < listed.lines.size() && listed.lines[i + 1].blank_before == 0 &&
                       begins_in_lower_case(line_of(listed, i + 1));
  return text.size() <= clean_limit::headline && !goes_on && !ends_in_full_stop(text) &&
         !text.ends_with(':') && !begins_in_lower_case(text);
}

// "1. ", "2) "
bool is_numbered(std::string_view line) {
  const std::size_t end = line.find_first_not_of("0123456789");
  return end != std::string_view::npos && end > 0 && (line[end] == '.' || line[end] == ')') &&
         end + 1 < line.size() && line[end + 1] == ' ';
}

std::size_t end_of_headlines(const ListedLines& listed, std::size_t head) {
  const std::string_view heading = line_of(listed, head);
  if (heading.find(':') != std::string_view::npos && !heading.ends_with(':')) return head + 1;
  const std::vector<Line>& lines = listed.lines;
  const std::size_t first = head + 1;
  std::size_t end = first;
  const bool in_one_piece = lines.size() > first + 1 && lines[first + 1].blank_before == 0;
  const bool numbered = lines.size() > first + 1 && is_numbered(line_of(listed, first)) &&
                        is_numbered(line_of(listed, first + 1));
  while (end < listed.kinds.size() && is_headline(listed, end)) {
    if (in_one_piece && end > first && lines[end].blank_before > 0) return end;
    if (numbered && !is_numbered(line_of(listed, end))) return end;
    ++end;
  }
  if (end == lines.size() || end == first) return end;
  const std::string_view last = line_of(listed, end - 1);
  const bool is_short =
      is_ascii_digit(last[0]) || (end > first + 1 && last.size() <= clean_limit::subheading);
  const bool prose_follows =
      end < listed.kinds.size() && listed.kinds[end] == Boilerplate::none && listed.may_be_headline(end);
  return is_short && prose_follows && lines[end - 1].blank_before > 0 ? end - 1 : end;
}

}  // namespace

std::size_t end_of_bullets(const ListedLines& listed, std::size_t head) {
  std::size_t end = head + 1;
  while (end < listed.kinds.size() && listed.kinds[end] == Boilerplate::none &&
         has_bullet(line_of(listed, end)) && line_of(listed, end).size() <= clean_limit::headline &&
         !ends_in_full_stop(line_of(listed, end))) {
    ++end;
  }
  return end;
}

std::size_t end_of_list(const ListedLines& listed, std::size_t head) {
  return has_bullet(line_of(listed, head)) ? end_of_bullets(listed, head) : end_of_headlines(listed, head);
}

}  // namespace kartotek
