#include "corpus/words.h"

#include <unicode/uchar.h>

#include <array>
#include <utility>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

// What a word has of each ASCII character: itself or its small letter, ':' for a colon or bar, a
// space for what parts words, 0 for what vanishes.
constexpr char part_of_word(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  if (c == ':' || c == '|') return ':';
  return c == '\'' ? '\0' : ' ';
}

constexpr auto ascii_words = [] {
  std::array<char, 128> parts{};
  int c = 0;
  for (char& part : parts) part = part_of_word(static_cast<char>(c++));
  return parts;
}();

// Builds words_of() from small letters and marks.
class WordWriter {
 public:
  explicit WordWriter(std::size_t text_size) : words_(2 * text_size + slack, '\0') {}

  void add(char32_t c) {
    if (c < 0x80) {
      add_ascii(static_cast<char>(c));
    } else if (c == U'©' || (c != U'ʼ' && u_isalnum(static_cast<UChar32>(c)) != 0)) {
      separate();
      letter_.clear();
      append_code_point(letter_, c);
      for (const char byte : letter_) words_[size_++] = byte;
    } else if (c != U'ʼ') {
      gap_ = true;
    }
  }

  void add_ascii(char written) {
    const char c = ascii_words[static_cast<unsigned char>(written)];
    if (c == 0) return;
    if (c == ' ') {
      gap_ = true;
      return;
    }
    gap_ = gap_ || c == ':';
    separate();
    words_[size_++] = c;
    gap_ = c == ':';
  }

  void add_gap() { gap_ = true; }

  // Makes room for what may come out longer than it went in.
  void reserve(std::size_t more) {
    if (words_.size() < size_ + 2 * more + slack) words_.resize(2 * (size_ + more) + slack);
  }

  std::string take() {
    words_.resize(size_);
    return std::move(words_);
  }

 private:
  static constexpr std::size_t slack = 16;

  void separate() {
    words_[size_] = ' ';
    size_ += gap_ && size_ > 0 ? 1U : 0U;
    gap_ = false;
  }

  std::string words_;
  std::string letter_;
  std::size_t size_ = 0;
  bool gap_ = false;
};

// Whether a mark of General Punctuation (a dash, a quote) stands at `at`; fold() is slow with them.
bool is_punctuation(std::string_view text, std::size_t at) {
  return text[at] == '\xE2' && text[at + 1] == '\x80' && static_cast<unsigned char>(text[at + 2]) >= 0x90;
}

}  // namespace

std::string words_of(std::string_view text) {
  WordWriter words(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (is_ascii(text[at])) {
      words.add_ascii(text[at++]);
      continue;
    }
    if (is_punctuation(text, at)) {
      const bool is_apostrophe = text[at + 2] == '\x98' || text[at + 2] == '\x99';
      if (!is_apostrophe) words.add_gap();
      at += 3;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && !is_ascii(text[at]) && !is_punctuation(text, at)) ++at;
    const std::string folded = fold(text.substr(begin, at - begin));
    words.reserve(folded.size() + text.size() - at);
    for (std::size_t k = 0; k < folded.size();) words.add(next_code_point(folded, k));
  }
  return words.take();
}

}  // namespace kartotek
