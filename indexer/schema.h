#pragma once

#include <xapian.h>

#include <array>
#include <string>
#include <string_view>

namespace kartotek {

// The one table of what is in an index: terms by prefix, values by slot, metadata by key.
// A change that an old searcher would misread raises schema_version.
inline constexpr std::string_view schema_version = "9";

struct TermKind {
  std::string_view prefix;
  std::string_view description;
  std::string_view example;
};

namespace prefix {
inline constexpr std::string_view word;  // none
inline constexpr std::string_view title = "S";
inline constexpr std::string_view stem = "Z";  // followed by a letter for the language: see stem_prefix()
inline constexpr std::string_view exact = "E";
inline constexpr std::string_view title_only = "XT";  // followed by a word, stem or exact term
inline constexpr std::string_view marked = "XE";
inline constexpr std::string_view id = "Q";
inline constexpr std::string_view country = "XC";
inline constexpr std::string_view named = "XN";
inline constexpr std::string_view language = "L";
inline constexpr std::string_view source = "H";
inline constexpr std::string_view year = "Y";
inline constexpr std::string_view month = "M";
inline constexpr std::string_view day = "D";
inline constexpr std::string_view undated = "XU";
inline constexpr std::string_view file = "XF";
inline constexpr std::string_view group = "G";
inline constexpr std::string_view every = "XA";  // of every article, standing nowhere: see scoring.h
}  // namespace prefix

inline constexpr std::array<TermKind, 18> term_kinds{{
    {prefix::word, "a folded word of the body or title; title words add to the wdf", "turkiye"},
    {prefix::title, "a word, stem or exact term of the title", "Sturkiye"},
    {prefix::stem, "the stem of a word of the body or title, by language", "ZEcooper"},
    {prefix::exact, "a word with diacritics in lower case", "Eəliyev"},
    {prefix::title_only, "a word, stem or exact term that is in the title but not in the body", "XTturkiye"},
    {prefix::marked, "a folded word that the text has with diacritics", "XEkil"},
    {prefix::id, "the article's id; one document each", "Qbaku/2021-06-15.txt"},
    {prefix::country, "a country the article is about", "XCTR"},
    {prefix::named, "a country the article is about or mentions", "XNTR"},
    {prefix::language, "ISO 639-1 code", "Laz"},
    {prefix::source, "outlet, folder or file", "Hbaku-wire"},
    {prefix::year, "the year of the date", "Y2021"},
    {prefix::month, "year and month; M and the year where the month is unknown", "M202104"},
    {prefix::day, "the date; D and the month or year where the day is unknown", "D20210415"},
    {prefix::undated, "there is no date", "XU"},
    {prefix::file, "the file_key() of the file it was read from", "XF0123456789abcdef"},
    {prefix::group, "the group of near-duplicates, as slot::group", "G00a1f09c3d5e7b21"},
    {prefix::every, "every article", "XA"},
}};

namespace slot {
inline constexpr Xapian::valueno date = 0;       // YYYYMMDD, 00 where unknown; absent for undated articles
inline constexpr Xapian::valueno countries = 1;  // codes one after the other, two letters each
inline constexpr Xapian::valueno named = 2;      // the same, with those it only mentions
inline constexpr Xapian::valueno language = 3;
inline constexpr Xapian::valueno source = 4;
inline constexpr Xapian::valueno first_indexed = 5;  // as packed_time() packs it
inline constexpr Xapian::valueno origin = 6;         // the SOURCE argument that brought the article
inline constexpr Xapian::valueno content_hash = 7;   // content_hash() of the article
inline constexpr Xapian::valueno oldest_first =
    8;                                           // as date, but 99999999 for undated articles: they come last
inline constexpr Xapian::valueno signature = 9;  // what near-duplicates are found by: see signature.h
inline constexpr Xapian::valueno group = 10;     // 16 hexadecimal digits; absent where there is no duplicate
}  // namespace slot

namespace metadata_key {
inline constexpr std::string_view schema = "schema";
inline constexpr std::string_view analysis = "analysis";
inline constexpr std::string_view writer = "writer";
inline constexpr std::string_view time = "time";    // no article was first indexed later; ISO 8601, UTC
inline constexpr std::string_view file = "file";    // begins the keys of file_state_key()
inline constexpr std::string_view lines = "lines";  // begins the keys of source_lines.h
inline constexpr std::string_view names = "names";  // begins the keys of name_table.h
inline constexpr std::string_view vocabulary = "vocabulary";  // and the keys of vocabulary.h; may be absent
inline constexpr std::string_view dictionary = "dictionary";  // of compression.h; absent in small indexes
inline constexpr std::string_view word_order = "words";  // how much of the file of word_order_file.h is there
inline constexpr std::string_view shards = "shards";     // a shard's place: see shards.h; absent in a whole
inline constexpr std::string_view half_done = "half";    // sources of a commit that not all shards may have
inline constexpr std::string_view ungrouped = "ungrouped";  // there where a run ended before its last commit
}  // namespace metadata_key

// Occurrences that a word of the title counts for, beside those in the body.
inline constexpr Xapian::termcount title_weight = 3;

// A term for any value: `prefix` and `value`, where a value too long for Xapian is cut and told apart by a
// hash.
std::string make_term(std::string_view prefix, std::string_view value);
// The same, at the end of `to`.
void append_term(std::string& to, std::string_view prefix, std::string_view value);

// The prefix of stems in the language of an ISO code: "ZE" for en; "" for languages without a stemmer.
std::string_view stem_prefix(std::string_view language_code);

// What decides how text becomes terms: rules, word lists and the versions of ICU and Xapian, hashed.
// Two programs with the same fingerprint analyse alike.
std::string analysis_fingerprint();

}  // namespace kartotek
