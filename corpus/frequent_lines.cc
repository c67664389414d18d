#include "corpus/frequent_lines.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "corpus/blank.h"
#include "corpus/error.h"
#include "corpus/lines.h"
#include "corpus/markup.h"
#include "corpus/thresholds.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

// Stand among the keys of lines, none of which is so small but by a chance of 2^-63: the article has a date
// with the day first, with the month first; in FrequentLines: such is the source.
constexpr std::uint64_t day_first_key = 1;
constexpr std::uint64_t month_first_key = 2;

bool is_line(std::uint64_t key) { return key > month_first_key; }

std::uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::uint64_t key_of(std::string_view unit) {
  if (!has_letter(unit)) return 0;
  const bool is_plain = unit.find("  ") == std::string_view::npos &&
                        std::all_of(unit.begin(), unit.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return is_plain ? hash_of(unit) : hash_of(one_line(unit));
}

// Whether line i is the rest of a sentence that has no line of its own. A full line is one even so: that it
// stands in many articles is no accident then.
bool belongs_to_line_before(const std::vector<Line>& lines, std::size_t i, std::string_view text) {
  constexpr std::size_t full = 40;  // bytes
  const std::string_view line = text_of(lines[i], text);
  return (line.size() < full || begins_in_lower_case(line)) && continues_sentence(lines, i, text);
}

void append_number(std::string& bytes, std::uint64_t number, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<char>(number >> (8 * i) & 0xFFU));
}

std::uint64_t take_number(std::string_view& bytes, std::size_t size) {
  if (bytes.size() < size)
    throw Error(ErrorKind::index, "the record of a source's frequent lines is damaged",
                "run indexer --rebuild with all its sources");
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  bytes.remove_prefix(size);
  return number;
}

// Calls visit(begin, end) for the sentences of a long line that count by themselves.
template <typename Visit>
void visit_sentences(const Line& line, std::string_view text, Visit visit) {
  constexpr std::size_t long_line = 300;  // bytes, as all here
  constexpr std::size_t head = 600;
  constexpr std::size_t tail = 2500;
  constexpr std::size_t shortest = 30;
  const std::size_t size = line.end - line.begin;
  if (size < long_line) return;
  const auto ends_at = [&](std::size_t i) {
    return (text[i] == '.' || text[i] == '!' || text[i] == '?') && i + 1 < line.end && text[i + 1] == ' ';
  };
  const auto visit_window = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (!ends_at(i) && i + 1 != line.end) continue;
      if (i + 1 - begin >= shortest) visit(begin, i + 1);
      begin = i + 2;  // behind the blank
    }
  };
  if (size <= head + tail) return visit_window(line.begin, line.end);
  visit_window(line.begin, line.begin + head);
  std::size_t begin = line.end - tail;
  while (begin < line.end && !ends_at(begin)) ++begin;
  visit_window(begin + 2, line.end);
}

// The lines and sentences of a text that may hold markup.
struct Pieces {
  std::vector<Line> lines;
  std::vector<LineUnit> units;
  std::vector<std::uint64_t> sentences;  // their keys
};
Pieces pieces_of(std::string_view text) {
  const std::vector<Span> markup = find_markup(text);
  const std::string blanked = markup.empty() ? std::string() : blank_out(std::string(text), markup);
  const std::string_view seen = markup.empty() ? text : std::string_view(blanked);
  Pieces pieces{.lines = lines_of(seen), .units = {}, .sentences = {}};
  pieces.units = line_units(pieces.lines, seen);
  for (const Line& line : pieces.lines)
    visit_sentences(line, seen, [&](std::size_t begin, std::size_t end) {
      if (const std::uint64_t key = key_of(seen.substr(begin, end - begin)); key != 0)
        pieces.sentences.push_back(key);
    });
  return pieces;
}

}  // namespace

FrequentLines::FrequentLines(std::vector<std::uint64_t> keys) : keys_(std::move(keys)) {
  std::sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
}

bool FrequentLines::has(std::uint64_t key) const {
  return key != 0 && std::binary_search(keys_.begin(), keys_.end(), key);
}

DayMonth FrequentLines::day_month() const {
  if (has(day_first_key)) return DayMonth::day_first;
  return has(month_first_key) ? DayMonth::month_first : DayMonth::unknown;
}

std::string FrequentLines::serialise() const {
  std::string bytes;
  for (const std::uint64_t key : keys_) append_number(bytes, key, sizeof key);
  return bytes;
}

FrequentLines FrequentLines::from_bytes(std::string_view bytes) {
  std::vector<std::uint64_t> keys;
  while (!bytes.empty()) keys.push_back(take_number(bytes, sizeof keys[0]));
  return FrequentLines(std::move(keys));
}

FrequentLines FrequentLines::changed(const FrequentLines& one, const FrequentLines& other) {
  std::vector<std::uint64_t> keys;
  std::set_symmetric_difference(one.keys_.begin(), one.keys_.end(), other.keys_.begin(), other.keys_.end(),
                                std::back_inserter(keys));
  return FrequentLines(std::move(keys));
}

std::vector<LineUnit> line_units(const std::vector<Line>& lines, std::string_view text) {
  std::vector<LineUnit> units;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || !belongs_to_line_before(lines, i, text)) units.push_back({i, i, 0});
    units.back().last = i + 1;
  }
  for (LineUnit& unit : units)
    unit.key =
        key_of(text.substr(lines[unit.first].begin, lines[unit.last - 1].end - lines[unit.first].begin));
  return units;
}

bool holds_any(const Article& article, const FrequentLines& lines) {
  if (lines.empty()) return false;
  if (lines.day_month() != DayMonth::unknown)
    for (const std::string* part : {&article.given_date, &article.title, &article.text})
      if (numeric_dates(*part).either) return true;
  const Pieces pieces = pieces_of(article.text);
  return std::any_of(pieces.units.begin(), pieces.units.end(),
                     [&](const LineUnit& unit) { return lines.has(unit.key); }) ||
         std::any_of(pieces.sentences.begin(), pieces.sentences.end(),
                     [&](std::uint64_t key) { return lines.has(key); });
}

std::vector<Span> frequent_sentences(const std::vector<Line>& lines, std::string_view text,
                                     const FrequentLines& frequent) {
  std::vector<Span> found;
  for (const Line& line : lines)
    visit_sentences(line, text, [&](std::size_t begin, std::size_t end) {
      if (frequent.has(key_of(text.substr(begin, end - begin)))) found.push_back({begin, end});
    });
  return found;
}

bool LineSample::wants(std::string_view id) const {
  const std::uint64_t hash = hash_of(id);
  return hash <= whole_up_to_ && (articles_.size() < most_articles || hash <= articles_.rbegin()->first);
}

// Some article with a larger hash than all of the sample is left out.
void LineSample::cut() {
  whole_up_to_ = std::min(whole_up_to_, articles_.empty() ? 0 : articles_.rbegin()->first);
}

void LineSample::add(std::string_view id, const Article& article) {
  if (!wants(id)) return cut();
  const auto [lines, found, sentences] = pieces_of(article.text);
  Units units;
  const NumericDates given = numeric_dates(article.given_date);
  const NumericDates written = numeric_dates(article.text);
  if (given.day_first || written.day_first) units.push_back({day_first_key, 0});
  if (given.month_first || written.month_first) units.push_back({month_first_key, 0});
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool at_edge = i < most_units / 2 || i + most_units / 2 >= found.size();
    if (!at_edge || found[i].key == 0) continue;
    const std::size_t bytes = lines[found[i].last - 1].end - lines[found[i].first].begin;
    units.push_back({found[i].key, static_cast<std::uint32_t>(bytes)});
  }
  // Of no length: they are parts of lines, and versions are told by these.
  for (std::size_t i = 0; i < sentences.size(); ++i)
    if (i < most_units / 2 || i + most_units / 2 >= sentences.size()) units.push_back({sentences[i], 0});
  const auto key_less = [](const Unit& a, const Unit& b) { return a.key < b.key; };
  const auto key_equal = [](const Unit& a, const Unit& b) { return a.key == b.key; };
  std::stable_sort(units.begin(), units.end(), key_less);
  units.erase(std::unique(units.begin(), units.end(), key_equal), units.end());
  remove(id);
  units_ += units.size();
  articles_.emplace(hash_of(id), std::move(units));
  if (articles_.size() > most_articles) {
    erase(std::prev(articles_.end()));
    cut();
  }
}

void LineSample::remove(std::string_view id) {
  if (const auto found = articles_.find(hash_of(id)); found != articles_.end()) erase(found);
}

void LineSample::erase(std::map<std::uint64_t, Units>::const_iterator article) {
  units_ -= article->second.size();
  articles_.erase(article);
}

LineSample::Candidate LineSample::candidate(std::string_view id, std::uint32_t number) {
  return {hash_of(id), number};
}

std::vector<std::uint32_t> LineSample::top_up_from(std::vector<Candidate> articles) {
  std::sort(articles.begin(), articles.end(),
            [](const Candidate& a, const Candidate& b) { return a.hash < b.hash; });
  whole_up_to_ = articles.size() > most_articles ? articles[most_articles - 1].hash : UINT64_MAX;
  if (is_cut()) articles.resize(most_articles);
  std::vector<std::uint32_t> missing;
  for (const auto& [hash, number] : articles)
    if (!articles_.contains(hash)) missing.push_back(number);
  return missing;
}

// Whether more than half of the shorter one is in the other too.
bool LineSample::are_versions(const Units& one, const Units& other) {
  std::uint64_t shared = 0;
  std::uint64_t sizes[2] = {0, 0};
  for (const Unit& unit : one) sizes[0] += unit.bytes;
  for (const Unit& unit : other) sizes[1] += unit.bytes;
  for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
    if (a->key == b->key) shared += a->bytes;
    const bool step_a = a->key <= b->key;
    if (b->key <= a->key) ++b;
    if (step_a) ++a;
  }
  return 2 * shared > std::min(sizes[0], sizes[1]);
}

// Whether `least` of the articles, taken in their order, are versions of none taken before.
bool LineSample::has_independent(const std::vector<const Units*>& articles, std::size_t least) {
  constexpr std::size_t most_looked_at = 200;
  std::vector<const Units*> taken;
  for (std::size_t i = 0; i < std::min(articles.size(), most_looked_at) && taken.size() < least; ++i) {
    const auto is_version = [&](const Units* other) { return are_versions(*articles[i], *other); };
    if (std::none_of(taken.begin(), taken.end(), is_version)) taken.push_back(articles[i]);
  }
  return taken.size() >= least;
}

FrequentLines LineSample::frequent() const {
  const std::size_t needed =
      std::max(frequent_limit::least_articles,
               (articles_.size() + frequent_limit::least_share - 1) / frequent_limit::least_share);
  std::unordered_map<std::uint64_t, std::size_t> counts;
  for (const auto& [hash, units] : articles_)
    for (const Unit& unit : units)
      if (is_line(unit.key)) ++counts[unit.key];
  std::erase_if(counts, [&](const auto& entry) { return entry.second < needed; });
  std::unordered_map<std::uint64_t, std::vector<const Units*>> holders;
  for (const auto& [hash, units] : articles_)
    for (const Unit& unit : units)
      if (counts.contains(unit.key)) holders[unit.key].push_back(&units);
  std::vector<std::uint64_t> keys;
  for (const auto& [key, articles] : holders) {
    const bool is_certain = articles.size() >= frequent_limit::certain_articles &&
                            frequent_limit::certain_share * articles.size() >= articles_.size();
    if (is_certain || has_independent(articles, std::min(needed, frequent_limit::enough_independent)))
      keys.push_back(key);
  }
  const DayMonth order = day_month();
  if (order != DayMonth::unknown)
    keys.push_back(order == DayMonth::day_first ? day_first_key : month_first_key);
  return FrequentLines(std::move(keys));
}

// Of the articles whose dates tell.
DayMonth LineSample::day_month() const {
  std::size_t day_first = 0;
  std::size_t month_first = 0;
  for (const auto& [hash, units] : articles_)
    for (const Unit& unit : units) {
      if (is_line(unit.key)) break;  // they are ascending
      ++(unit.key == day_first_key ? day_first : month_first);
    }
  const auto is_habit = [](std::size_t usual, std::size_t other) {
    return usual >= habit_limit::least_articles && usual >= habit_limit::times_the_other * other;
  };
  if (is_habit(day_first, month_first)) return DayMonth::day_first;
  return is_habit(month_first, day_first) ? DayMonth::month_first : DayMonth::unknown;
}

std::string LineSample::serialise() const {
  std::string bytes;
  append_number(bytes, is_cut() ? 1 : 0, 1);
  for (const auto& [hash, units] : articles_) {
    append_number(bytes, hash, sizeof hash);
    append_number(bytes, units.size(), sizeof(std::uint32_t));
    for (const Unit& unit : units) {
      append_number(bytes, unit.key, sizeof unit.key);
      append_number(bytes, unit.bytes, sizeof unit.bytes);
    }
  }
  return bytes;
}

LineSample LineSample::from_bytes(std::string_view bytes) {
  LineSample sample;
  const bool left_out = take_number(bytes, 1) != 0;
  while (!bytes.empty()) {
    Units& units = sample.articles_[take_number(bytes, sizeof(std::uint64_t))];
    for (std::uint64_t left = take_number(bytes, sizeof(std::uint32_t)); left > 0; --left) {
      const std::uint64_t key = take_number(bytes, sizeof(Unit::key));
      units.push_back({key, static_cast<std::uint32_t>(take_number(bytes, sizeof(Unit::bytes)))});
    }
    sample.units_ += units.size();
  }
  if (left_out) sample.cut();
  return sample;
}

}  // namespace kartotek
