#include "corpus/boilerplate.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/date_field.h"
#include "corpus/date_text.h"
#include "corpus/date_words.h"
#include "corpus/lines.h"
#include "corpus/phrase_book.h"
#include "corpus/thresholds.h"
#include "corpus/unicode.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

// The first kinds of PhraseKind are those of Boilerplate.
Boilerplate to_boilerplate(PhraseKind kind) {
  return kind == PhraseKind::teaser ? Boilerplate::start
                                    : static_cast<Boilerplate>(static_cast<int>(kind) + 1);
}

bool has_quotation(std::string_view line) {
  return line.find('"') != std::string_view::npos || line.find("“") != std::string_view::npos ||
         line.find("«") != std::string_view::npos || line.find("„") != std::string_view::npos;
}

// A story may speak of cookies; a banner also asks for consent, and quotes nobody.
bool is_notice(std::string_view line, std::string_view key) {
  if (has_quotation(line)) return false;
  const PhraseBook& book = PhraseBook::instance();
  if (book.has(PhraseKind::notice, key)) return true;
  const auto occurs = [&](const std::string& word) { return key.find(word) != std::string_view::npos; };
  return std::any_of(book.cookie_words().begin(), book.cookie_words().end(), occurs) &&
         std::count_if(book.consent_words().begin(), book.consent_words().end(), occurs) >= 3;
}

// "Facebook Twitter WhatsApp Print": nothing but the names of share buttons, three or more, or of sections,
// four or more; or two of what else stands on lines of its own, "Accept all Reject all", or behind the front
// page, "Home Region".
bool is_row_of_buttons(std::string_view key) {
  int buttons = 0;
  bool is_shared = false;
  bool is_menu = false;
  bool has_front_page = false;
  for (std::size_t at = 0; at < key.size();) {
    std::size_t longest = at;
    PhraseBook::instance().visit_at(key, at, [&](PhraseKind kind, std::size_t end) {
      const bool is_section = kind == PhraseKind::section || kind == PhraseKind::crumb;
      if (kind != PhraseKind::bar && kind != PhraseKind::line && !is_section) return;
      longest = end;
      is_shared = is_shared || kind == PhraseKind::bar;
      is_menu = is_menu || is_section;
      has_front_page = has_front_page || (at == 0 && kind == PhraseKind::crumb);
    });
    if (longest == at) return false;
    ++buttons;
    at = longest + 1;
  }
  return buttons >= (has_front_page ? 2 : is_menu ? 4 : is_shared ? 3 : 2);
}

std::ptrdiff_t count_words(std::string_view key) { return std::count(key.begin(), key.end(), ' ') + 1; }

// Whether `line` has a year or a time of day in it.
bool says_when(std::string_view line) {
  for (std::size_t at = 1; at < line.size(); ++at) {
    const std::string_view two = line.substr(at - 1, 2);
    const bool begins = at == 1 || !is_ascii_digit(line[at - 2]);
    const std::size_t end = std::min(line.find_first_not_of("0123456789", at), line.size());
    if (begins && (two == "19" || two == "20") && end - at == 3) return true;
    if (line[at] == ':' && is_ascii_digit(line[at - 1]) && at + 1 < line.size() &&
        is_ascii_digit(line[at + 1]))
      return true;
  }
  return false;
}

// Whether a date and at most times and further labels follow the label that `line` begins with: "Posted on
// Apr 5, 2023 10:10 am CDT", "Published 11:05, 25 November 2024 | Modified 12:40, 26 November 2024".
bool is_dated_label(std::string_view line) {
  constexpr std::size_t longest = 40;  // tokens, of which dates have many
  const std::vector<DateToken> all = date_tokens(line);
  const DateTokens tokens = all;
  const auto label_at = [&](std::size_t at) {
    return std::max(phrase_at(DatePhrase::published, tokens, at), phrase_at(DatePhrase::updated, tokens, at));
  };
  std::size_t at = label_at(0);
  if (at == 0 || tokens.size() > longest) return false;
  std::optional<WrittenDate> written;
  for (; at < tokens.size() && !written; ++at) {
    at += phrase_at(DatePhrase::filler, tokens, at);
    written = read_date(tokens, at, std::string_view());
    if (!written && at < tokens.size() && tokens[at].is_word()) return false;
  }
  if (!written) return is_only_time(tokens, label_at(0));
  std::size_t end = written->end;
  while (end < tokens.size() && label_at(end) == 0) ++end;
  return is_only_time(tokens.first(end), written->end);
}

// Whether a phrase of this kind, found at the begin of a line, decides what the line is.
bool decides(PhraseKind kind, std::string_view line, std::string_view key, std::size_t end) {
  const std::string_view rest = key.substr(end);
  switch (kind) {
    case PhraseKind::line:
    case PhraseKind::bar:
    case PhraseKind::signoff:
      return rest.empty();
    case PhraseKind::start:
      return line.size() <= clean_limit::prompt;
    case PhraseKind::teaser:  // "Look: we have no guns," says an answer in an interview
      return line.size() <= clean_limit::prompt && !ends_sentence(line);
    case PhraseKind::list:
      return rest.empty() || (rest.starts_with(" :") && line.size() <= clean_limit::prompt);
    case PhraseKind::label:
      return has_bullet(line) && rest.starts_with(" :");
    case PhraseKind::tags:
      return line.size() <= clean_limit::label && !(ends_sentence(line) && count_words(key) > 8);
    case PhraseKind::published:
      if (ends_sentence(line)) return false;
      return is_dated_label(line) || (rest.starts_with(" :") && count_words(key) <= 12 && says_when(line));
    default:
      return false;
  }
}

// "Home > News > Defence", "News / World", "İHA | Haberler | Gündem"
bool is_row_of_sections(std::string_view line) {
  constexpr std::size_t longest = 120;  // bytes
  if (line.size() > longest || ends_sentence(line)) return false;
  const PhraseBook& book = PhraseBook::instance();
  const auto is_name = [&](std::string_view part) {
    const std::string key = words_of(part);
    return book.is(PhraseKind::crumb, key) || book.is(PhraseKind::section, key) ||
           book.is(PhraseKind::agency, key);
  };
  for (const std::string_view sign : {" > ", " / ", " » ", " › ", " → ", "  ", "|"}) {
    const std::size_t end = line.find(sign);
    if (end == std::string_view::npos || !book.is(PhraseKind::crumb, words_of(line.substr(0, end)))) continue;
    if (sign != "|" || !line.substr(0, end).ends_with(' ')) return true;  // "News | Navy orders six boats"
  }
  constexpr int least_between_bars = 3;  // "Navy | Reuters" may be what ends a title
  int names = 1;
  for (std::size_t bar = line.find(" | "); bar != std::string_view::npos; bar = line.find(" | ")) {
    if (!is_name(line.substr(0, bar))) return false;
    line.remove_prefix(bar + 3);
    ++names;
  }
  return names >= least_between_bars && is_name(line);
}

// By how the line begins; the first kind of the enumeration wins.
Boilerplate by_begin(std::string_view line, std::string_view key) {
  std::optional<PhraseKind> best;
  PhraseBook::instance().visit_at(key, 0, [&](PhraseKind kind, std::size_t end) {
    if (decides(kind, line, key, end) && (!best || kind < *best)) best = kind;
  });
  if (best) return to_boilerplate(*best);
  return is_row_of_buttons(key) || is_row_of_sections(line) ? Boilerplate::line : Boilerplate::none;
}

// A word in capitals, which may hold digits and marks: "PTI", "IDRW.ORG.", "/".
bool is_capitals(std::string_view word) {
  const std::string folded = fold(word);
  const bool has_letter = std::any_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' || c < 0; });
  if (!has_letter) return word == "/" || word == "&" || word == "-";
  for (std::size_t at = 0; at < word.size();) {
    if (u_islower(static_cast<UChar32>(next_code_point(word, at))) != 0) return false;
  }
  return true;
}

bool is_domain(std::string_view word) {
  const std::size_t dot = word.find('.');
  return dot != std::string_view::npos && dot > 1 && dot + 2 < word.size();
}

// How much of `names` begins as the name of an agency, in whatever letters, or of an outlet, whose last word
// is known: "pti", "Anadolu Agency", "The Manila Times"; 0 if it does not.
std::size_t known_name_length(std::string_view names, PhraseKind kind) {
  constexpr std::size_t most_words = 5;
  const PhraseBook& book = PhraseBook::instance();
  std::size_t known = 0;
  std::size_t begin = 0;
  for (std::size_t count = 0; count < most_words && begin < names.size(); ++count) {
    const std::size_t end = std::min(names.find(' ', begin), names.size());
    const std::string_view word = names.substr(begin, end - begin);
    const std::string key = words_of(word);
    if (word.ends_with('/') || word.ends_with(',')) break;
    const bool ends_name = count > 0 && book.is(PhraseKind::outlet, key);
    if (known > 0 && !ends_name) break;
    if (ends_name || (count == 0 && kind == PhraseKind::agency && book.is(kind, key))) known = end;
    if (known == 0 && (kind == PhraseKind::agency || begins_in_lower_case(word))) break;
    begin = std::min(names.find_first_not_of(' ', end), names.size());
  }
  return names.substr(begin).starts_with('/') ? 0 : known;
}

// How much of `names` is the name behind "SOURCE:". A web address or a full stop ends it; else capitals do,
// without short words at their end, which may begin the story (US, HAL).
std::size_t capitals_length(std::string_view names) {
  std::size_t sure = 0;
  bool first = true;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find(' ', begin), names.size());
    const std::string_view word = names.substr(begin, end - begin);
    begin = std::min(names.find_first_not_of(' ', end), names.size());
    if (word.empty() || !is_capitals(word)) break;
    if (is_domain(word) || word.ends_with('.')) return end;
    if (word.ends_with(',')) break;
    if (first || word.size() > 4) sure = end;
    first = false;
  }
  return sure;
}

// How many bytes the blank at `at` has; 0 if there is none.
std::size_t blank_length(std::string_view text, std::size_t at) {
  constexpr std::string_view no_break_space = "\u00A0";
  if (text[at] == ' ' || text[at] == '\t') return 1;
  return text.substr(at).starts_with(no_break_space) ? no_break_space.size() : 0;
}

}  // namespace

Boilerplate boilerplate_of(std::string_view line, bool at_edge) {
  if (line.size() > (at_edge ? clean_limit::notice : clean_limit::prompt)) return Boilerplate::none;
  const PhraseBook& book = PhraseBook::instance();
  if (!at_edge) {
    if (!book.may_begin(line)) return Boilerplate::none;
    const std::string head = phrase_key(head_of(line, 32));
    const std::size_t first = head.find(' ');
    if (first != std::string::npos && !book.knows(head.substr(0, first))) return Boilerplate::none;
  }
  const std::string key = phrase_key(line);
  if (key.empty()) return Boilerplate::none;
  const Boilerplate found = by_begin(line, key);
  if (found != Boilerplate::none || !at_edge) return found;
  return is_notice(line, key) ? Boilerplate::notice : Boilerplate::none;
}

bool is_labelled_fact(std::string_view line) {
  constexpr std::size_t longest = 80;  // bytes
  if (line.size() > longest) return false;
  const std::string key = phrase_key(line);
  bool is_fact = false;
  PhraseBook::instance().visit_at(key, 0, [&](PhraseKind kind, std::size_t end) {
    is_fact |= kind == PhraseKind::label && key.compare(end, 3, " : ") == 0;
  });
  return is_fact;
}

bool is_counter(std::string_view line) {
  return line == "TT" || (line.size() <= 4 && line.find_first_not_of("0123456789") == std::string_view::npos);
}

bool is_section(std::string_view line) {
  constexpr std::size_t longest = 40;  // bytes
  if (line.size() > longest) return false;
  for (;;) {  // "Global, Land Warfare"
    const std::size_t comma = line.find(", ");
    if (!PhraseBook::instance().is(PhraseKind::section, words_of(line.substr(0, comma)))) return false;
    if (comma == std::string_view::npos) return true;
    line.remove_prefix(comma + 2);
  }
}

bool has_teaser(std::string_view line) {
  return line.size() <= clean_limit::prompt &&
         PhraseBook::instance().has_at(PhraseKind::teaser, phrase_key(line), 0);
}

std::string_view address_of(std::string_view line) {
  const std::size_t colon = head_of(line, 24).find(": ");
  if (colon != std::string_view::npos) {
    if (!PhraseBook::instance().is(PhraseKind::address, words_of(line.substr(0, colon)))) return {};
    line = line.substr(std::min(line.find_first_not_of(' ', colon + 1), line.size()));
  }
  const bool is_address = line.starts_with("https://") || line.starts_with("http://");
  return is_address && line.find(' ') == std::string_view::npos ? line : std::string_view();
}

std::string_view labelled_title(std::string_view line) {
  const std::size_t colon = head_of(line, 32).find(':');
  if (colon == std::string_view::npos) return {};
  if (!PhraseBook::instance().is(PhraseKind::heading, words_of(line.substr(0, colon)))) return {};
  std::string_view title = line.substr(std::min(line.find_first_not_of(' ', colon + 1), line.size()));
  if (title.size() > 2 && title.front() == title.back() && (title.front() == '"' || title.front() == '\''))
    title = title.substr(1, title.size() - 2);
  return title;
}

bool is_outlet(std::string_view line, bool likely) {
  constexpr std::size_t longest = 60;  // bytes
  if (line.size() > longest || ends_sentence(line)) return false;
  const PhraseBook& book = PhraseBook::instance();
  const std::string key = words_of(line);
  if (book.is(PhraseKind::agency, key)) return true;
  if (line.find(' ') == std::string_view::npos && has_letter(line)) return is_domain(line);
  if (!likely || begins_in_lower_case(line)) return false;
  std::string_view own = key;  // what stands before the words that such names end in
  std::ptrdiff_t endings = 0;
  for (; !own.empty(); ++endings) {
    const std::size_t word = own.rfind(' ') + 1;  // (npos + 1 is 0)
    if (!book.is(PhraseKind::outlet, own.substr(word))) break;
    own = own.substr(0, word > 0 ? word - 1 : 0);
  }
  if (own.starts_with("the ")) own.remove_prefix(4);
  return endings > 0 && !own.empty() && count_words(own) <= std::min<std::ptrdiff_t>(endings, 2);
}

std::size_t source_label_length(std::string_view line) {
  const std::size_t colon = head_of(line, 24).find(':');
  if (colon == std::string_view::npos) return 0;
  const std::string_view label = line.substr(0, colon);
  if (!PhraseBook::instance().is(PhraseKind::source, words_of(label))) return 0;
  const std::size_t name = line.find_first_not_of(' ', colon + 1);
  if (name == std::string_view::npos) return 0;
  const std::string_view names = head_of(line.substr(name), 100);
  std::size_t length = known_name_length(names, PhraseKind::agency);
  if (length == 0 && is_capitals(label)) length = capitals_length(names);
  if (length == 0) length = known_name_length(names, PhraseKind::outlet);
  return length == 0 || name + length >= line.size() ? 0 : name + length;
}

std::size_t closing_length(std::string_view line) {
  const PhraseBook& book = PhraseBook::instance();
  const std::string_view end = tail_of(line, clean_limit::closing);
  bool sentence_ended = false;
  std::size_t blanks = 0;  // bytes of them before `at`
  for (std::size_t at = 0; at < end.size(); ++at) {
    const char c = end[at];
    if (const std::size_t blank = blank_length(end, at); blank > 0) {
      blanks += blank;
      at += blank - 1;
      continue;
    }
    const bool is_apart = std::exchange(blanks, 0) > 1;
    const bool begins = sentence_ended || is_apart || (c == '(' && at > 0);
    const bool within_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    sentence_ended =
        !within_word && at + 1 < end.size() && end[at + 1] == ' ' && ends_sentence(end.substr(0, at + 1));
    if (!begins) continue;
    const std::string head = phrase_key(head_of(end.substr(at), 24));
    if (!book.knows(std::string_view(head).substr(0, word_end(head, 0)))) continue;
    if (book.has_at(PhraseKind::closing, phrase_key(end.substr(at)), 0)) return end.size() - at;
  }
  return 0;
}

}  // namespace kartotek
