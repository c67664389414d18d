#include "searcher/snippet.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <set>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

constexpr std::string_view ellipsis = "…";

bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }
// Of one byte of UTF-8, where only ASCII can be told.
bool is_space_byte(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Whether the full stop at `dot` ends a sentence: not that of an initial (J. Smith, U.S. President).
bool ends_sentence(std::string_view text, std::size_t dot) {
  std::size_t begin = dot;
  while (begin > 0 && !is_space_byte(text[begin - 1]) && dot - begin < 8) --begin;
  std::size_t letters = 0;
  for (std::size_t i = begin; i < dot;)
    letters += u_isalpha(static_cast<UChar32>(next_code_point(text, i))) != 0;
  return letters > 1 && text.substr(begin, dot - begin).find('.') == std::string_view::npos;
}

// The sentences of a text, by its full stops, question and exclamation marks and line ends.
std::vector<Span> sentences_of(std::string_view text) {
  std::vector<Span> sentences;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    while (begin < end && is_space_byte(text[begin])) ++begin;
    while (end > begin && is_space_byte(text[end - 1])) --end;
    if (begin < end) sentences.push_back({begin, end});
    begin = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool space_follows = i + 1 == text.size() || is_space_byte(text[i + 1]);
    if (c == '\n') {
      // A line that ends inside a sentence is only wrapped.
      const bool blank = i + 1 < text.size() && (text[i + 1] == '\n' || text[i + 1] == '\r');
      const bool after_end = i > 0 && std::string_view(".!?:\"").find(text[i - 1]) != std::string_view::npos;
      if (blank || after_end) close(i);
    } else if (space_follows && (c == '!' || c == '?' || (c == '.' && ends_sentence(text, i)))) {
      close(i + 1);
    }
  }
  close(text.size());
  return sentences;
}

struct Passage {
  Span span;
  double score = -1;
};

class Chooser {
 public:
  Chooser(std::string_view body, const std::vector<Match>& matches) : body_(body), matches_(matches) {}

  // The best passage of at most `length` code points, by the words of the query in it that are not in
  // `shown`.
  Passage best(const std::vector<Span>& sentences, std::size_t length,
               const std::set<unsigned>& shown) const {
    Passage best;
    for (std::size_t first = 0; first < sentences.size(); ++first) {
      Span span = sentences[first];
      std::size_t used = size(span);
      if (used > length) {
        consider_parts(span, length, shown, best);
        continue;
      }
      for (std::size_t next = first + 1; next < sentences.size(); ++next) {
        const std::size_t more = size({span.end, sentences[next].end});
        if (used + more > length) break;
        used += more;
        span.end = sentences[next].end;
      }
      consider(span, shown, best);
    }
    return best;
  }

  std::set<unsigned> concepts_in(Span span) const {
    std::set<unsigned> concepts;
    for (auto match = first_in(span); match != matches_.end() && match->span.end <= span.end; ++match)
      concepts.insert(match->concept_number);
    return concepts;
  }

 private:
  std::size_t size(Span span) const {
    return count_code_points(body_.substr(span.begin, span.end - span.begin));
  }

  std::vector<Match>::const_iterator first_in(Span span) const {
    return std::lower_bound(matches_.begin(), matches_.end(), span.begin,
                            [](const Match& match, std::size_t begin) { return match.span.begin < begin; });
  }

  void consider(Span span, const std::set<unsigned>& shown, Passage& best) const {
    std::set<unsigned> concepts;
    std::size_t count = 0;
    for (auto match = first_in(span); match != matches_.end() && match->span.end <= span.end;
         ++match, ++count)
      if (!shown.contains(match->concept_number)) concepts.insert(match->concept_number);
    if (concepts.empty() && !matches_.empty()) return;
    // Each word of the query counts most, then their number; of equals the first.
    const double score =
        static_cast<double>(concepts.size()) + 0.02 * static_cast<double>(std::min<std::size_t>(count, 10));
    if (score > best.score) best = {span, score};
  }

  // Parts of a sentence that is too long to be shown whole, one beginning some way before each match.
  void consider_parts(Span sentence, std::size_t length, const std::set<unsigned>& shown,
                      Passage& best) const {
    consider(part(sentence, sentence.begin, length), shown, best);
    for (auto match = first_in(sentence); match != matches_.end() && match->span.end <= sentence.end; ++match)
      consider(part(sentence, match->span.begin, length), shown, best);
  }

  // About `length` code points around byte `anchor`, a third of them before it (more where the sentence ends
  // early), cut between words.
  Span part(Span sentence, std::size_t anchor, std::size_t length) const {
    std::size_t behind = length * 2 / 3;
    std::size_t end = forward(anchor, sentence.end, behind);
    std::size_t before = length / 3 + behind;
    std::size_t begin = backward(anchor, sentence.begin, before);
    if (begin > sentence.begin)
      while (begin < anchor && !is_space_byte(body_[begin - 1])) ++begin;
    // A word longer than the room is cut where it must be.
    std::size_t cut = end;
    if (end < sentence.end)
      while (cut > anchor && !is_space_byte(body_[cut])) --cut;
    end = cut > anchor ? cut : before_marks(anchor, end, sentence.end);
    while (end > anchor && is_space_byte(body_[end - 1])) --end;
    return {begin, end};
  }

  // The last place in (from, end] that parts no mark from its letter; `end` where there is none.
  std::size_t before_marks(std::size_t from, std::size_t end, std::size_t bound) const {
    for (std::size_t cut = end; cut > from;) {
      std::size_t next = cut;
      if (cut >= bound || (U_MASK(u_charType(static_cast<UChar32>(next_code_point(body_, next)))) &
                           (U_GC_M_MASK | U_GC_CF_MASK)) == 0)
        return cut;
      for (--cut; cut > from && (body_[cut] & 0xC0) == 0x80;) --cut;
    }
    return end;
  }

  // The place up to `room` code points on, or back; what is left of `room` where the bound is nearer.
  std::size_t forward(std::size_t from, std::size_t bound, std::size_t& room) const {
    for (; from < bound && room > 0; --room) next_code_point(body_, from);
    return std::min(from, bound);
  }
  std::size_t backward(std::size_t from, std::size_t bound, std::size_t& room) const {
    while (from > bound && room > 0) {
      --from;
      room -= (body_[from] & 0xC0) != 0x80;
    }
    while (from > bound && (body_[from] & 0xC0) == 0x80) --from;
    return from;
  }

  std::string_view body_;
  const std::vector<Match>& matches_;
};

// Writes passages with folded white space and counts where highlights come to stand.
class Output {
 public:
  explicit Output(Snippet& snippet) : snippet_(snippet) {}

  void gap() {
    if (!snippet_.text.empty()) add(' ');
    for (std::size_t i = 0; i < ellipsis.size();) add(next_code_point(ellipsis, i));
    space_ = true;
  }

  void passage(std::string_view body, Span span, const std::vector<Match>& matches) {
    auto match = std::lower_bound(matches.begin(), matches.end(), span.begin,
                                  [](const Match& m, std::size_t begin) { return m.span.begin < begin; });
    std::size_t begin = 0;
    for (std::size_t i = span.begin; i < span.end;) {
      const bool in_range = match != matches.end() && match->span.end <= span.end;
      const bool begins = in_range && i == match->span.begin;
      const char32_t c = next_code_point(body, i);
      if (is_space(c)) {
        space_ = true;
      } else {
        if (space_ && count_ > 0) add(' ');
        space_ = false;
        if (begins) begin = count_;
        add(c);
      }
      if (in_range && i == match->span.end) {
        snippet_.highlights.emplace_back(begin, count_);
        ++match;
      }
    }
  }

 private:
  void add(char32_t c) {
    append_code_point(snippet_.text, c);
    ++count_;
  }
  Snippet& snippet_;
  std::size_t count_ = 0;
  bool space_ = false;
};

}  // namespace

Snippet make_snippet(std::string_view body, const std::vector<Match>& matches, std::size_t length) {
  Snippet snippet;
  const std::vector<Span> sentences = sentences_of(body);
  if (sentences.empty()) return snippet;
  const Chooser chooser(body, matches);
  std::vector<Span> passages{chooser.best(sentences, length, {}).span};
  const std::size_t used =
      count_code_points(body.substr(passages[0].begin, passages[0].end - passages[0].begin));
  if (constexpr std::size_t least = 60; length > used + least) {
    const Passage second = chooser.best(sentences, length - used, chooser.concepts_in(passages[0]));
    const bool apart = second.span.end <= passages[0].begin || second.span.begin >= passages[0].end;
    if (!matches.empty() && second.score >= 1 && apart) passages.push_back(second.span);
  }
  std::sort(passages.begin(), passages.end(), [](Span a, Span b) { return a.begin < b.begin; });
  Output output(snippet);
  std::size_t shown_to = sentences.front().begin;
  for (const Span& passage : passages) {
    const bool sentence_begins = std::any_of(sentences.begin(), sentences.end(),
                                             [&](Span sentence) { return sentence.begin == passage.begin; });
    if (passage.begin > shown_to && !(sentence_begins && snippet.text.empty())) output.gap();
    output.passage(body, passage, matches);
    shown_to = passage.end;
  }
  const bool sentence_ends = std::any_of(sentences.begin(), sentences.end(),
                                         [&](Span sentence) { return sentence.end == shown_to; });
  if (!sentence_ends) output.gap();
  return snippet;
}

}  // namespace kartotek
