#include "indexer/name_spelling.h"

#include <cstddef>
#include <span>

namespace kartotek {
namespace {

constexpr std::u32string_view vowel_letters = U"aeiouy";

bool is_vowel_at(std::u32string_view letters, std::size_t at) {
  return at < letters.size() && vowel_letters.find(letters[at]) != vowel_letters.npos;
}

bool contains(std::u32string_view letters, std::u32string_view part) {
  return letters.find(part) != letters.npos;
}

// j is y unless it begins a word or stands between vowels, where Turkish and English have it too (Jafarov,
// Hajiyev); not so in je at the beginning, behind i and y, and in Armenian -jan.
bool has_german_j(std::u32string_view letters) {
  if (letters.starts_with(U"je") || contains(letters, U"ij") || contains(letters, U"yj") ||
      letters.ends_with(U"jan"))
    return true;
  for (std::size_t at = 1; at < letters.size(); ++at) {
    const bool between_vowels = is_vowel_at(letters, at - 1) && is_vowel_at(letters, at + 1);
    if (letters[at] == U'j' && letters[at - 1] != U'd' && !between_vowels) return true;
  }
  return false;
}

// Merz, Scholz, Waltz: z behind a consonant is ц.
bool has_german_z(std::u32string_view letters) {
  return letters.size() > 1 && letters.ends_with(U"z") && !is_vowel_at(letters, letters.size() - 2);
}

bool looks_german(std::u32string_view letters) {
  return contains(letters, U"ch") || contains(letters, U"w") || contains(letters, U"zk") ||
         letters.ends_with(U"ski") || has_german_z(letters) || has_german_j(letters);
}

bool looks_polish(std::u32string_view letters) {
  return contains(letters, U"sz") || contains(letters, U"cz") || contains(letters, U"rz") ||
         contains(letters, U"ż") || contains(letters, U"ck") || letters.ends_with(U"w");
}

bool looks_french(std::u32string_view letters) {
  return contains(letters, U"ch") || contains(letters, U"ou") || contains(letters, U"gue") ||
         contains(letters, U"gui") || letters.ends_with(U"ine");
}

struct Change {
  std::u32string_view from;  // longest first
  std::u32string_view to;
};

constexpr Change german_changes[] = {
    {U"schtsch", U"shch"}, {U"dsch", U"dzh"}, {U"tsch", U"tch"}, {U"sch", U"sh"},
    {U"ch", U"kh"},        {U"ss", U"s"},     {U"j", U"y"},
};
constexpr Change german_z_changes[] = {
    {U"schtsch", U"shch"}, {U"dsch", U"dzh"}, {U"tsch", U"tch"}, {U"sch", U"zh"},
    {U"ch", U"kh"},        {U"ss", U"s"},     {U"j", U"y"},
};
constexpr Change ks_changes[] = {{U"x", U"ks"}};
constexpr Change french_changes[] = {
    {U"chtch", U"shch"}, {U"tch", U"tch"}, {U"ch", U"sh"}, {U"ou", U"u"}, {U"gue", U"ge"}, {U"gui", U"gi"},
};
constexpr Change polish_changes[] = {
    {U"szcz", U"shch"}, {U"sz", U"sh"}, {U"cz", U"tch"}, {U"rz", U"zh"}, {U"ch", U"kh"}, {U"ck", U"tsk"},
    {U"ie", U"e"},      {U"io", U"o"},  {U"iu", U"u"},   {U"ia", U"a"},  {U"c", U"ts"},  {U"j", U"y"},
};
constexpr Change english_changes[] = {
    {U"th", U"t"}, {U"wa", U"uo"}, {U"we", U"ue"}, {U"wi", U"ui"}, {U"ee", U"i"},
};

std::u32string changed(std::u32string_view letters, std::span<const Change> changes) {
  std::u32string out;
  for (std::size_t at = 0; at < letters.size();) {
    const Change* found = nullptr;
    for (const Change& change : changes)
      if (found == nullptr && letters.substr(at).starts_with(change.from)) found = &change;
    if (found != nullptr) {
      out += found->to;
      at += found->from.size();
    } else {
      out += letters[at++];
    }
  }
  return out;
}

// Only s before a vowel or a voiced consonant is ever з; ss is always с.
std::u32string with_s_for_z(std::u32string_view letters) {
  std::u32string out;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    const bool doubled = (at > 0 && letters[at - 1] == U's') || letters.substr(at).starts_with(U"ss");
    const bool is_voiced = at + 1 < letters.size() &&
                           std::u32string_view(U"aeiouyjbdglmnrw").find(letters[at + 1]) != letters.npos;
    if (letters[at] == U'z') {
      out += U"ts";
    } else {
      out += letters[at] == U's' && !doubled && is_voiced ? U'z' : letters[at];
    }
  }
  return out;
}

std::u32string without_h(std::u32string_view letters) {
  std::u32string out;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    const bool in_group =
        at > 0 && std::u32string_view(U"ckgsztp").find(letters[at - 1]) != std::u32string_view::npos;
    if (letters[at] != U'h' || in_group) out += letters[at];
  }
  return out;
}

}  // namespace

std::u32string respelt(std::u32string_view letters, Reading reading) {
  if (reading == Reading::plain) return std::u32string(letters);
  if (letters.empty() || letters.front() >= 0x250 || letters.find_first_of(U"əışğçžšč") != letters.npos)
    return {};
  std::u32string out;
  switch (reading) {
    case Reading::plain:
      break;
    case Reading::german:
      if (looks_german(letters)) out = changed(letters, german_changes);
      break;
    case Reading::german_z:
      if (looks_german(letters)) out = changed(with_s_for_z(letters), german_z_changes);
      break;
    case Reading::german_zs:
      if (looks_german(letters)) out = changed(with_s_for_z(letters), german_changes);
      break;
    case Reading::polish:
      if (looks_polish(letters)) out = changed(letters, polish_changes);
      break;
    case Reading::english:
      out = changed(letters, english_changes);
      break;
    case Reading::french:
      if (!looks_french(letters)) break;
      out = changed(letters, french_changes);
      if (out.ends_with(U"ine")) out.pop_back();
      break;
    case Reading::with_ks:
      if (!letters.starts_with(U"x")) out = changed(letters, ks_changes);
      break;
    case Reading::without_h:
      if (letters.ends_with(U"yan") || letters.ends_with(U"ian")) out = without_h(letters);
      break;
  }
  return out == letters ? std::u32string() : out;
}

}  // namespace kartotek
