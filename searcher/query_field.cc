#include "searcher/query_field.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

constexpr std::array<Field, 8> fields{Field::title, Field::body,   Field::country, Field::mention,
                                      Field::date,  Field::source, Field::lang,    Field::id};

// Levenshtein's distance, in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (const char from : a) {
    std::size_t diagonal = row[0]++;
    for (std::size_t k = 0; k < b.size(); ++k) {
      const std::size_t changed = diagonal + (from == b[k] ? 0 : 1);
      diagonal = row[k + 1];
      row[k + 1] = std::min({changed, diagonal + 1, row[k] + 1});
    }
  }
  return row.back();
}

// How far `typed` is from `name`, or nothing where it is no slip for it, as titel, countries and language
// are.
std::optional<std::size_t> slips(std::string_view typed, std::string_view name) {
  constexpr std::size_t longest = 20;
  if (typed.size() > longest) return std::nullopt;
  if (typed.size() > 2 && (typed.starts_with(name) || name.starts_with(typed))) return 0;
  const std::size_t distance = edit_distance(typed, name);
  if (distance > (std::min(typed.size(), name.size()) + 2) / 3) return std::nullopt;
  return distance;
}

}  // namespace

std::optional<Field> field_of_name(std::string_view name) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  const auto* const found =
      std::find_if(fields.begin(), fields.end(), [&](Field field) { return to_string(field) == lower; });
  if (found == fields.end()) return std::nullopt;
  return *found;
}

std::string field_hint(std::string_view name) {
  const std::string folded = fold(name);
  std::optional<std::size_t> fewest;
  std::string meant;
  std::string all;
  for (const Field field : fields) {
    const std::optional<std::size_t> found = slips(folded, to_string(field));
    if (found && (!fewest || *found < *fewest)) {
      fewest = found;
      meant = to_string(field);
    }
    all += fmt::format("{}: ", to_string(field));
  }
  if (fewest) return fmt::format("did you mean {}: ? Text with a colon goes in quotes", meant);
  return fmt::format("fields are {}- text with a colon goes in quotes", all);
}

// The grammar of a scheme: RFC 3986, section 3.1. The names: IANA's registry of URI schemes, those a
// newspaper or a mail may carry.
bool is_scheme(std::string_view name, bool has_slashes) {
  static constexpr std::array<std::string_view, 14> bare{"mailto", "tel",    "sms",    "urn",  "doi",
                                                         "data",   "news",   "geo",    "file", "sip",
                                                         "xmpp",   "magnet", "callto", "about"};
  const std::string folded = fold(name);
  if (!has_slashes) return std::find(bare.begin(), bare.end(), folded) != bare.end();
  const auto is_alpha = [](char c) { return c >= 'a' && c <= 'z'; };
  return !folded.empty() && is_alpha(folded.front()) &&
         std::all_of(folded.begin(), folded.end(), [&](char c) {
           return is_alpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
         });
}

}  // namespace kartotek
