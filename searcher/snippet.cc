#include "searcher/snippet.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

#include "corpus/unicode.h"
#include "searcher/passages.h"
#include "searcher/sentences.h"

namespace kartotek {
namespace {

constexpr std::string_view ellipsis = "…";

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

// Reads the letters and digits of a text one by one, case folded.
class Letters {
 public:
  explicit Letters(std::string_view text) : text_(text) {}

  // The next one; 0 at the end.
  char32_t next() {
    while (place_ < text_.size()) {
      const auto c = static_cast<UChar32>(next_code_point(text_, place_));
      if (u_isalnum(c) != 0) return static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT));
    }
    return 0;
  }
  std::size_t place() const { return place_; }  // behind it

 private:
  std::string_view text_;
  std::size_t place_ = 0;
};

// How many bytes at the beginning of `sentence` only repeat the title: all of it where it is the title or the
// greater part of it; else as much as is the whole title, if that is too long to have come by chance.
std::size_t repeated_length(std::string_view sentence, std::string_view title) {
  constexpr std::size_t by_chance = 20;  // letters
  Letters own(sentence);
  Letters wanted(title);
  for (std::size_t count = 0;; ++count) {
    const std::size_t behind = own.place();
    const char32_t c = own.next();
    const char32_t expected = wanted.next();
    if (c == 0) return count > 0 && wanted.place() * 2 > title.size() ? sentence.size() : 0;
    if (expected == 0) {
      std::size_t next = behind;
      const bool word_ends = u_isalnum(static_cast<UChar32>(next_code_point(sentence, next))) == 0;
      return count > by_chance && word_ends ? behind : 0;
    }
    if (c != expected) return 0;
  }
}

// Where a text goes on behind its title: at a letter, or what opens in front of one.
std::size_t behind_punctuation(std::string_view text, Span span) {
  for (std::size_t next = span.begin; next < span.end; span.begin = next) {
    const auto c = static_cast<UChar32>(next_code_point(text, next));
    if (u_isalnum(c) != 0 || (U_MASK(u_charType(c)) & (U_GC_PS_MASK | U_GC_PI_MASK)) != 0) break;
  }
  return span.begin;
}

// `sentences` without what repeats the title.
std::vector<Sentence> without_title(std::string_view text, std::string_view title,
                                    std::vector<Sentence> sentences) {
  if (title.empty()) return sentences;
  std::vector<Sentence> kept;
  bool left_out = false;
  for (Sentence& sentence : sentences) {
    Span& span = sentence.span;
    const std::size_t repeated = repeated_length(text.substr(span.begin, span.end - span.begin), title);
    left_out |= repeated > 0;
    span.begin += repeated;
    if (repeated > 0) span.begin = behind_punctuation(text, span);
    if (span.begin >= span.end) continue;
    sentence.follows &= !left_out;
    left_out = false;
    kept.push_back(sentence);
  }
  return kept;
}

// Writes passages with folded white space and counts where highlights come to stand.
class Output {
 public:
  Output(const std::string& text, const std::vector<Match>& matches, Snippet& snippet)
      : text_(text), matches_(matches), snippet_(snippet) {}

  void passage(const Passage& passage) {
    space_ = true;
    if (passage.cut_before) gap();
    write(passage.span);
    space_ = true;
    if (passage.cut_behind) gap();
  }

 private:
  void gap() {
    put(ellipsis);
    space_ = true;
  }

  void write(Span span) {
    auto match = std::lower_bound(matches_.begin(), matches_.end(), span.begin,
                                  [](const Match& m, std::size_t begin) { return m.span.begin < begin; });
    std::size_t place = span.begin;
    for (; match != matches_.end() && match->span.end <= span.end; ++match) {
      copy({place, match->span.begin});
      const std::size_t begin = count_ + (space_ && count_ > 0 ? 1 : 0);
      copy(match->span);
      snippet_.highlights.emplace_back(begin, count_);
      place = match->span.end;
    }
    copy({place, span.end});
  }

  void copy(Span span) {
    for (std::size_t place = span.begin; place < span.end;) {
      const std::size_t begin = place;
      if (is_space(next_code_point(text_, place))) {
        space_ = true;
      } else {
        put(std::string_view(text_).substr(begin, place - begin));
      }
    }
  }

  // One character, with a blank before it where white space was read.
  void put(std::string_view character) {
    if (space_ && count_ > 0) {
      snippet_.text += ' ';
      ++count_;
    }
    space_ = false;
    snippet_.text += character;
    ++count_;
  }

  const std::string& text_;
  const std::vector<Match>& matches_;
  Snippet& snippet_;
  std::size_t count_ = 0;
  bool space_ = false;
};

}  // namespace

Snippet make_snippet(const Story& story, const std::vector<Match>& matches,
                     const std::vector<double>& weights, std::size_t length) {
  Snippet snippet;
  const std::vector<Sentence> sentences =
      without_title(story.text, story.title, sentences_of(story.text, story.gaps));
  Output output(story.text, matches, snippet);
  for (const Passage& passage : choose_passages(story.text, sentences, matches, weights, length))
    output.passage(passage);
  return snippet;
}

}  // namespace kartotek
