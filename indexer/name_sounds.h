#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kartotek {

// What a letter may stand for: a set of sounds (one bit each), since a spelling often leaves several open.
using Sounds = std::uint32_t;

namespace sound {
constexpr Sounds B = 1U << 0U, P = 1U << 1U, V = 1U << 2U, F = 1U << 3U, M = 1U << 4U, N = 1U << 5U;
constexpr Sounds L = 1U << 6U, R = 1U << 7U, D = 1U << 8U, T = 1U << 9U, S = 1U << 10U, SH = 1U << 11U;
constexpr Sounds Z = 1U << 12U, ZH = 1U << 13U, CH = 1U << 14U, DJ = 1U << 15U, K = 1U << 16U;
constexpr Sounds G = 1U << 17U, GH = 1U << 18U, KH = 1U << 19U, H = 1U << 20U;
constexpr Sounds A = 1U << 22U, E = 1U << 23U, O = 1U << 24U, U = 1U << 25U, I = 1U << 26U;
constexpr Sounds OE = 1U << 27U;  // ö, and ё, which is mostly printed е
constexpr Sounds Y = 1U << 28U;   // the glide of Yerevan and Aliyev, which comes and goes
constexpr Sounds vowels = A | E | O | U | I | OE | Y;
}  // namespace sound

// How the letters of a name are read. Wire copy has Russian and Ukrainian names in German, French and Polish
// spelling too (Schewtschenko, Chevtchenko, Szewczenko), and there the same letters mean other sounds.
enum class Reading {
  plain,      // Azerbaijani, Turkish, English, Russian and Ukrainian spelling
  german,     // sch is sh, ch kh, j y
  german_z,   // sch is zh, s z, z ts, for German has no letters for ж and з
  german_zs,  // s is z, but sch is sh: Peseschkian
  french,     // ou is u, ch sh, gue ge, -ine -in
  polish,     // sz is sh, cz ch, rz zh, ch kh, c ts, j y; i behind a consonant softens it
  english,    // th is t, wi ui, wa uo, ee i: as Russian takes names from English (Хегсет, Уилсон)
  with_ks,    // x is ks, and not the kh of Azerbaijani
  without_h,  // Russian writes no h in Armenian names: Harutyunyan, Арутюнян
};
inline constexpr Reading all_readings[] = {Reading::plain,     Reading::german,  Reading::german_z,
                                           Reading::german_zs, Reading::french,  Reading::polish,
                                           Reading::english,   Reading::with_ks, Reading::without_h};

// The sounds of a name, in order. Doubled consonants sound once; signs and apostrophes not at all. What
// depends on the neighbours is settled here: -off is -ov, x between vowels may be ks, a plain s may be a ş
// that lost its mark. Empty for what is no name (see name_keys()), and where nothing in the word speaks for
// `reading`. Takes well-formed UTF-8.
std::vector<Sounds> name_sounds(std::string_view word, Reading reading);

}  // namespace kartotek
