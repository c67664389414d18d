#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kartotek {

// The kinds of phrases in corpus/data/boilerplate.tsv, which says in its first lines what they mean.
enum class PhraseKind {
  notice,
  line,
  start,
  bar,
  list,
  label,
  tags,
  published,
  signoff,
  closing,
  source,
  credit,
  photo,
  camera,
  agency,
  outlet,
  cookie,
  consent,
  crumb,
  heading,
  section,
  office,
  institution,
  address,
  teaser,
  page,
};
constexpr std::size_t phrase_kinds = static_cast<std::size_t>(PhraseKind::page) + 1;

// The words of `text` as phrases are compared: words_of() with each number as a "#".
std::string phrase_key(std::string_view text);

// Where the word of `key` that begins at `at` ends.
inline std::size_t word_end(std::string_view key, std::size_t at) {
  return std::min(key.find(' ', at), key.size());
}

// The table, ready to be asked which phrases begin at some word of a phrase_key(). Thread-safe.
class PhraseBook {
 public:
  static const PhraseBook& instance();

  // Whether phrase_key(line) may begin as a phrase does: a quick look at its first letters.
  bool may_begin(std::string_view line) const;

  // Whether any phrase begins with this word.
  bool knows(std::string_view word) const { return prefixes_.contains(word); }

  // Calls visit(kind, end) for each phrase that `key` has at `at`, shortest first; `end` is behind it.
  template <typename Visit>
  void visit_at(std::string_view key, std::size_t at, Visit visit) const {
    if (at + 1 < key.size() && !pairs_[pair(key, at)]) return;
    for (std::size_t end = at; end < key.size(); ++end) {
      end = word_end(key, end);
      const auto found = prefixes_.find(key.substr(at, end - at));
      if (found == prefixes_.end()) return;
      for (const Phrase& phrase : found->second) {
        if (key.find(phrase.then, end) != std::string_view::npos) visit(phrase.kind, end);
      }
    }
  }

  // Whether a phrase of this kind begins at `at`; is all of `key`; is anywhere in `key`.
  bool has_at(PhraseKind kind, std::string_view key, std::size_t at) const;
  bool is(PhraseKind kind, std::string_view key) const;
  bool has(PhraseKind kind, std::string_view key) const;

  // Parts of words.
  const std::vector<std::string>& cookie_words() const { return cookie_words_; }
  const std::vector<std::string>& consent_words() const { return consent_words_; }

 private:
  struct Phrase {
    PhraseKind kind;
    std::string then;  // what must follow somewhere behind; "" for nothing
  };

  PhraseBook();
  void add(std::string_view row);

  static std::size_t pair(std::string_view key, std::size_t at) {
    return static_cast<unsigned char>(key[at]) * 256U + static_cast<unsigned char>(key[at + 1]);
  }

  // The first three bytes of a phrase, as a number that other bytes may share.
  static std::size_t triple(std::string_view key, std::size_t at) {
    std::size_t number = 0;
    for (std::size_t i = at; i < std::min(at + 3, key.size()); ++i) {
      number = number * 17 + static_cast<unsigned char>(key[i]);
    }
    return number % most_triples;
  }

  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  static constexpr std::size_t most_triples = 4096;

  std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> prefixes_;  // by first words
  std::bitset<65536> pairs_;                                                              // first two bytes
  std::array<std::bitset<most_triples>, phrase_kinds> triples_;                           // for each kind
  std::vector<std::string> cookie_words_;
  std::vector<std::string> consent_words_;
};

}  // namespace kartotek
