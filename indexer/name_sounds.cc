#include "indexer/name_sounds.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "corpus/unicode.h"
#include "indexer/name_spelling.h"

namespace kartotek {
namespace {

using namespace sound;

constexpr std::size_t shortest_name = 3;  // letters
constexpr std::size_t longest_name = 40;

struct Spelling {
  std::u32string_view letters;
  Sounds first;
  Sounds second = 0;  // я is two sounds
};

// Letters by the alphabets themselves and by their romanisations: BGN/PCGN and ISO 9 for Russian and
// Ukrainian, the Ukrainian national system of 2010, the Turkish and Azerbaijani transcriptions in use.
constexpr Spelling letter_sounds[] = {
    {U"a", A},           {U"b", B},          {U"c", DJ | CH},  {U"d", D},           {U"e", E},
    {U"f", F},           {U"g", G | GH},     {U"h", H | KH},   {U"i", I},           {U"j", DJ | ZH},
    {U"k", K},           {U"l", L},          {U"m", M},        {U"n", N},           {U"o", O},
    {U"p", P},           {U"q", K | G},      {U"r", R},        {U"s", S | SH},      {U"t", T},
    {U"u", U},           {U"v", V},          {U"w", V},        {U"x", KH | H},      {U"y", Y},
    {U"z", Z},           {U"ə", A | E},      {U"ı", I},        {U"ğ", GH | G | KH}, {U"ş", SH},
    {U"š", SH},          {U"ç", CH},         {U"č", CH},       {U"ć", CH},          {U"ž", ZH},
    {U"ż", ZH},          {U"ö", O | OE},     {U"ü", U | I},    {U"а", A},           {U"б", B},
    {U"в", V},           {U"г", G | GH | H}, {U"ґ", G},        {U"д", D},           {U"е", E | OE},
    {U"ё", O | E | OE},  {U"є", E},          {U"ж", ZH},       {U"з", Z},           {U"и", I},
    {U"і", I},           {U"ї", I},          {U"й", Y},        {U"к", K},           {U"л", L},
    {U"м", M},           {U"н", N},          {U"о", O},        {U"п", P},           {U"р", R},
    {U"с", S},           {U"т", T},          {U"у", U},        {U"ф", F},           {U"х", KH | H},
    {U"ц", T, S},        {U"ч", CH},         {U"ш", SH},       {U"щ", SH},          {U"ы", I},
    {U"э", E},           {U"ю", Y, U},       {U"я", Y, A | E}, {U"ǝ", A | E},       {U"ә", A | E},
    {U"ғ", GH | G | KH}, {U"ҹ", DJ},         {U"һ", H},        {U"ҝ", G},           {U"ө", O | OE},
    {U"ү", U | I},       {U"ј", Y},
};

// Letters that are one sound together, longest first.
constexpr Spelling group_sounds[] = {
    {U"schtsch", SH},     {U"shch", SH}, {U"tsch", CH}, {U"sch", SH}, {U"tch", CH},
    {U"dzh", DJ},         {U"sh", SH},   {U"ch", CH},   {U"zh", ZH},  {U"kh", KH},
    {U"gh", GH | G | KH}, {U"dj", DJ},   {U"ck", K},    {U"ph", F},   {U"tç", CH},
    {U"тч", CH},          {U"şç", SH},   {U"şş", SH},   {U"дж", DJ},  {U"шч", SH},
};

enum class Script { latin, cyrillic, other };

Script script_of(char32_t letter) {
  if (letter < 0x250 || letter == U'ə' || (letter >= 0x1E00 && letter < 0x1F00)) return Script::latin;
  return letter >= 0x400 && letter < 0x530 ? Script::cyrillic : Script::other;
}

bool is_silent(char32_t c) {  // hard and soft signs, and the apostrophes that stand for them
  return c == U'ь' || c == U'ъ' || c == U'\'' || c == U'’' || c == U'ʼ' || c == U'ʹ' || c == U'`';
}

const Spelling* spelling_of(char32_t letter) {
  static const auto table = [] {
    std::array<const Spelling*, 0x500> by_letter{};
    for (const Spelling& spelling : letter_sounds) by_letter[spelling.letters.front()] = &spelling;
    return by_letter;
  }();
  return letter < table.size() ? table[letter] : nullptr;
}

// The letter in lower case, and without its mark where the mark says nothing here (é, â, ñ); 0 for a bare
// mark.
char32_t plain_letter(char32_t written) {
  const auto letter = static_cast<char32_t>(u_tolower(static_cast<UChar32>(written)));
  if (letter < 0x80 || spelling_of(letter) != nullptr) return letter;
  std::string alone;
  append_code_point(alone, letter);
  const std::string folded = fold(alone);
  std::size_t at = 0;
  return folded.empty() ? 0 : next_code_point(folded, at);
}

// The letters in lower case without silent signs; empty if the word is no candidate.
std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  Script script = Script::other;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t letter = plain_letter(next_code_point(word, at));
    if (letter == 0 || is_silent(letter)) continue;
    const Script its = script_of(letter);
    if (spelling_of(letter) == nullptr || letters.size() == longest_name) return {};
    if (script != Script::other && its != script) return {};
    script = its;
    letters.push_back(letter);
  }
  return letters.size() < shortest_name ? std::u32string() : letters;
}

const Spelling* group_at(std::u32string_view letters) {
  constexpr std::u32string_view firsts = U"sctdzkgpşдшт";  // most letters are neither: the search is spared
  constexpr std::u32string_view seconds = U"hczjkçşжч";
  if (letters.size() < 2 || seconds.find(letters[1]) == seconds.npos) return nullptr;
  if (firsts.find(letters[0]) == firsts.npos) return nullptr;
  const auto* found = std::find_if(std::begin(group_sounds), std::end(group_sounds),
                                   [&](const Spelling& group) { return letters.starts_with(group.letters); });
  return found == std::end(group_sounds) ? nullptr : found;
}

// Whether plain s, c and g mean just that: the writer has the marks, or writes English sh, ch, kh.
bool is_fully_marked(std::u32string_view letters) {
  if (letters.find_first_of(U"şçğəǝı") != letters.npos) return true;
  for (std::size_t at = 1; at < letters.size(); ++at) {
    if (letters[at] == U'h' && std::u32string_view(U"sczkg").find(letters[at - 1]) != letters.npos)
      return true;
  }
  return false;
}

bool is_vowel(char32_t letter) {
  const Spelling* spelling = spelling_of(letter);
  return spelling != nullptr && (spelling->first & vowels) != 0;
}

void append(std::vector<Sounds>& sounds, Sounds next) {
  if (next == 0 || (!sounds.empty() && sounds.back() == next && (next & vowels) == 0)) return;
  sounds.push_back(next);
}

// What a plain letter means among its neighbours.
Sounds in_context(const Spelling& spelling, std::u32string_view letters, std::size_t at, bool marked) {
  const char32_t letter = spelling.letters.front();
  const bool last = at + 1 == letters.size();
  if (letter == U's' && marked) return S;
  if (letter == U'c' && marked) return DJ;
  if (letter == U'g' && marked) return G;
  if (at > 2 && (last || letters[at + 1] == letter) && (letters.ends_with(U"ff") || letters.ends_with(U"фф")))
    if (letter == letters.back()) return V;
  if (letter == U'o' && at > 1 && letters[at - 1] == U'y' && !is_vowel(letters[at - 2])) return O | E | OE;
  return spelling.first;
}

}  // namespace

std::vector<Sounds> name_sounds(std::string_view word, Reading reading) {
  // Composed first where a mark stands by itself (U+0300 to U+036F), so that NFD sounds the same.
  const bool decomposed = word.find_first_of("\xCC\xCD") != word.npos;
  std::u32string letters = respelt(decomposed ? letters_of(fold_case(word)) : letters_of(word), reading);
  // Abdullah and Abdulla: no language but Turkish and English keeps this h.
  if (letters.ends_with(U"llah") || letters.ends_with(U"ллах")) letters.pop_back();
  const bool marked = is_fully_marked(letters);
  std::vector<Sounds> sounds;
  sounds.reserve(2 * letters.size());
  for (std::size_t at = 0; at < letters.size();) {
    if (const Spelling* group = group_at(std::u32string_view(letters).substr(at))) {
      append(sounds, group->first);
      at += group->letters.size();
      continue;
    }
    const Spelling& spelling = *spelling_of(letters[at]);
    append(sounds, in_context(spelling, letters, at, marked));
    append(sounds, spelling.second);
    ++at;
  }
  return sounds;
}

}  // namespace kartotek
