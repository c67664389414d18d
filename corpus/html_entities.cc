#include "corpus/html_entities.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <unordered_map>

#include "corpus/ascii.h"
#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

struct Name {
  std::string text;
  bool bare = false;  // may stand without its semicolon
};

std::unordered_map<std::string_view, Name> load_names() {
  std::unordered_map<std::string_view, Name> names;
  for_each_row("corpus/data/html_entities.tsv", [&](std::string_view row) {
    const std::vector<std::string_view> cells = cells_of(row);
    Name& entry = names[cells[0]];
    entry.bare = cells.size() > 2 && cells[2] == "bare";
    split(cells.at(1), ' ', [&](std::string_view number) {
      std::uint32_t c = 0;
      std::from_chars(number.data(), number.data() + number.size(), c, 16);
      append_code_point(entry.text, c);
    });
  });
  return names;
}

const Name* find_name(std::string_view name) {
  static const std::unordered_map<std::string_view, Name> names = load_names();
  const auto found = names.find(name);
  return found == names.end() ? nullptr : &found->second;
}

bool is_alphanumeric(char c) { return is_ascii_digit(c) || is_ascii_letter(c); }

// What &#number; stands for.
char32_t character_of(std::uint32_t number) {
  // HTML standard, "numeric character reference end state": the upper controls as windows-1252.
  constexpr std::u32string_view windows_1252 = U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return 0xFFFD;
  if (number >= 0x80 && number < 0xA0) return windows_1252[number - 0x80];
  const bool control = (number < 0x20 && number != '\n' && number != '\t') || number == 0x7F;
  return control ? U' ' : static_cast<char32_t>(number);
}

// Behind "&#". Digits past the largest number do not change that it is none.
std::optional<Entity> number_at(std::string_view text, std::size_t at) {
  const std::string_view digits = text.substr(at + 2);
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  const char* begin = digits.data() + (hexadecimal ? 1 : 0);
  const char* limit = digits.data() + digits.size();
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(begin, limit, number, hexadecimal ? 16 : 10);
  if (end == begin) return std::nullopt;
  Entity entity;
  append_code_point(entity.text, error == std::errc() ? character_of(number) : 0xFFFD);
  entity.terminated = end != limit && *end == ';';
  entity.length = static_cast<std::size_t>(end - text.data()) - at + (entity.terminated ? 1 : 0);
  return entity;
}

}  // namespace

std::optional<Entity> entity_at(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("&#")) return number_at(text, at);
  constexpr std::size_t longest_name = 32;
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= longest_name && is_alphanumeric(text[end])) ++end;
  const Name* name = find_name(text.substr(at + 1, end - at - 1));
  if (name == nullptr) return std::nullopt;
  const char next = end < text.size() ? text[end] : ' ';
  if (next != ';' && (!name->bare || next == '=')) return std::nullopt;
  return Entity{name->text, end - at + (next == ';' ? 1 : 0), next == ';'};
}

}  // namespace kartotek
