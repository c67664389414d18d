#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kartotek {

// What a word or phrase is to the country it stands for. `none`: it names no country, as in
// "Indian Ocean", and keeps the words in it from being read on their own.
enum class CountryWord : std::uint8_t { name, people, capital, city, region, government, body, leader, none };

// The words by which running text speaks of countries, from corpus/data/countries.tsv and
// country_words.tsv, in five languages and with the endings these take. A phrase is found by walking
// from `root` word by word; words are folded (corpus/unicode.h) and without apostrophes.
// Immutable and thread-safe once built, which takes about 4 ms, on first use.
class CountryLexicon {
 public:
  static const CountryLexicon& instance();

  static constexpr std::uint32_t root = 0;
  static constexpr std::uint32_t nowhere = UINT32_MAX;

  // One meaning of a phrase.
  struct Sense {
    std::uint16_t country = 0;  // row in country_rows(); of no meaning for CountryWord::none
    CountryWord kind = CountryWord::none;
    bool upper = false;          // only in capitals or with dots: US, UAE
    bool mixed_line = false;     // and not where all the line is in capitals: US
    bool inside = false;         // not where a sentence begins: Того
    bool as_spelt = false;       // not in capitals, which do not tell i from ı: Haftanin
    bool in_company = false;     // only where the text has its country or another leader: Xi
    std::uint16_t capitals = 0;  // bit i: word i must begin with a capital letter
    std::uint16_t small = 0;     // the same in a text of small_language or of none: türk
    std::string_view small_language = {};
    std::string_view language = {};  // only in a text of this language, "" for any
    std::string spelling = {};  // if not empty, the first word must begin so, case aside: Çad is not Cad
  };

  // Up to two readings of a word: as it stands in the lexicon, and without a case ending.
  struct Words {
    std::uint32_t exact = nowhere;
    std::uint32_t stem = nowhere;
  };
  // `folded` may be any string. A suffix after an apostrophe must be off already. In a text in Azerbaijani,
  // which writes none, names of all languages take endings: Putinlə, Parisdə.
  Words find(std::string_view folded, bool azerbaijani = false) const;

  // Whether any phrase that needs no capital, in texts of all languages, begins with these two bytes.
  bool has_small_start(char first, char second) const { return small_starts_[pair_of(first, second)]; }

  // The node after `node` along `word`, or nowhere.
  std::uint32_t next(std::uint32_t node, std::uint32_t word) const;
  // What the phrase that ends in `node` means, or nullptr.
  const Sense* sense(std::uint32_t node) const;

 private:
  struct Entry {
    std::uint32_t exact = nowhere;
    std::uint32_t stem = nowhere;
    std::uint8_t endings = 0;  // which classes of endings may follow `stem`
  };
  CountryLexicon();
  static std::size_t pair_of(char first, char second) {
    return static_cast<unsigned char>(first) * 256U + static_cast<unsigned char>(second);
  }
  void add_form(std::string_view form, std::string_view language, Sense sense);
  std::uint32_t add_word(std::string_view word, std::string_view language, bool fixed, CountryWord kind);
  Entry& entry(std::string_view key);

  std::unordered_map<std::uint64_t, Entry> entries_;        // by hash of the folded word or stem
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;  // (node << 32 | word) -> node
  std::vector<std::uint32_t> senses_of_nodes_;              // node -> index in senses_, or nowhere
  std::vector<Sense> senses_;
  std::vector<std::uint64_t> seen_;  // bit set over hashes: most words end here
  std::bitset<65536> small_starts_;
  std::uint32_t word_count_ = 0;
};

}  // namespace kartotek
