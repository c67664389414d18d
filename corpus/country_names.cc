#include <string>
#include <unordered_map>

#include "corpus/countries.h"
#include "corpus/country_rows.h"
#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

// One key for all ways to write a name: folded; dots and apostrophes gone; what else is not a letter or
// digit is one space; & read as "and"; no article before it.
std::string name_key(std::string_view name) {
  std::string key;
  const std::string folded = fold(name);
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(folded, i);
    if (c == '.' || c == '\'' || c == U'’' || c == U'ʼ' || c == U'‘') continue;
    if (c == '&') {
      key += key.empty() || key.back() == ' ' ? "and " : " and ";
    } else if (c > 0x2F && !(c >= ':' && c <= '@') && !(c >= '[' && c <= '`') && !(c >= '{' && c <= 0xBF) &&
               !(c >= 0x2000 && c <= 0x206F)) {
      key.append(folded, begin, i - begin);
    } else if (!key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  if (key.starts_with("the ")) key.erase(0, 4);
  return key;
}

using CodeByName = std::unordered_map<std::string, std::string_view>;

CodeByName build_codes() {
  constexpr std::size_t about = 8192;
  CodeByName codes;
  codes.reserve(about);
  for (const CountryRow& row : country_rows()) codes.emplace(name_key(row.code), row.code);
  for (const CountryRow& row : country_rows()) {
    codes.emplace(name_key(row.alpha3), row.code);
    for (const CountryRow::Names& names : row.names)
      split(names.forms, '|', [&](std::string_view form) {
        const std::size_t begin = form.find_first_not_of("~^*");
        if (begin == std::string_view::npos) return;
        form.remove_prefix(begin);
        if (form.ends_with('!')) form.remove_suffix(1);
        codes.emplace(name_key(form), row.code);
      });
  }
  return codes;
}

}  // namespace

std::optional<std::string> country_code(std::string_view name) {
  static const CodeByName& codes =
      *new CodeByName(build_codes());  // a short process has no time to take it down
  // Signs that no name has; name_key() would pass over them.
  if (name.find_first_of("*~\"^=:;<>|{}[]!?#@%$+\\") != std::string_view::npos) return std::nullopt;
  auto found = codes.find(name_key(name));
  // ISO 3166 and many lists put the noun first: "Korea, Republic of", "Iran (Islamic Republic of)".
  const std::size_t break_at = name.find_first_of(",(");
  if (found == codes.end() && break_at != std::string_view::npos)
    found = codes.find(
        name_key(std::string(name.substr(break_at + 1)) + ' ' + std::string(name.substr(0, break_at))));
  if (found == codes.end()) return std::nullopt;
  return std::string(found->second);
}

std::string_view country_label(std::string_view code) {
  const auto row = find_country_row(code);
  return row ? country_rows()[*row].label : std::string_view();
}

}  // namespace kartotek
