#include "corpus/charset.h"

#include <unicode/localpointer.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <vector>

#include "corpus/error.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

constexpr char32_t nothing = 0xFFFD;

// Nothing where ICU does not know the name or the charset has longer characters.
std::optional<Charset> load_charset(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUConverterPointer converter(ucnv_open(name, &status));
  if (U_FAILURE(status) || ucnv_getMaxCharSize(converter.getAlias()) != 1) return std::nullopt;
  Charset charset;
  charset.name = name;
  for (std::size_t i = 0; i < charset.upper.size(); ++i) {
    const char byte = static_cast<char>(0x80 + i);
    const char* from = &byte;
    status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter.getAlias(), &from, from + 1, &status);
    charset.upper[i] = U_FAILURE(status) ? nothing : static_cast<char32_t>(c);
  }
  return charset;
}

// A charset and a language that was written in it: its letters outside ASCII, most frequent first.
struct Hypothesis {
  const char* charset;
  std::u32string_view letters;
  bool own_script;  // all letters of the language are outside ASCII
  double prior;     // log probability: how little this language is to be expected here
};

// Letter orders: usual corpus counts of each language. The Latin ones are counted among the
// letters outside ASCII only.
constexpr std::u32string_view russian = U"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
constexpr std::u32string_view ukrainian = U"оаниівтерскдлпумяьзйбгчхжцюїєшщфґ";
constexpr Hypothesis hypotheses[] = {
    {"windows-1252", U"éèàêçôîûâëïùœ", false, 0},  // first: where nothing tells them apart, the commonest
    {"windows-1254", U"ıüşğçöİâîû", false, 0},
    {"windows-1251", russian, true, 0},
    {"windows-1251", ukrainian, true, 0},
    {"KOI8-R", russian, true, 0},
    {"KOI8-U", ukrainian, true, 0},
    {"IBM866", russian, true, 0},
    {"ISO-8859-5", russian, true, -1},
    {"windows-1253", U"αοιετσνηυρπκμλςίωόήάγέδχθύφβώξζψ", true, -1},
    {"windows-1255", U"יהולאתרבמשנםעדקפחטגכזסןצךףץ", true, -1},
    {"windows-1256", U"المينوترهبعدفسكحقىةجشأطصخضذزإئغءثظؤآ", true, -1},
    {"windows-1252", U"äüößé", false, 0},
    {"windows-1252", U"óíáéñúü¿¡", false, -1},
    {"windows-1252", U"ãçáéíóêõâàú", false, -1},
    {"windows-1252", U"åäøöæéü", false, -1},
    {"windows-1252", U"íáðóöéþæúý", false, -3},
    {"windows-1250", U"łęąóśżćńź", false, -1},
    {"windows-1250", U"íáěéřčšžýůúďťňôľ", false, -1},
    {"windows-1250", U"éáöőóüűíú", false, -1},
    {"windows-1250", U"ăîşţâ", false, -1},
    {"windows-1250", U"čšžćđ", false, -1},
};

// What a byte over 0x7F is in the eyes of one hypothesis.
struct Glyph {
  enum class Kind { capital, small, punctuation, symbol };
  double weight = 0;  // log probability
  Kind kind = Kind::symbol;
  bool letter() const { return kind == Kind::capital || kind == Kind::small; }
};

// Log probabilities. They need only be right to an order of magnitude: every byte adds its own.
constexpr double punctuation_weight = -4.6;   // 1 in 100: quotation marks, dashes, signs of money
constexpr double foreign_letter_weight = -9;  // a letter this language does not have
constexpr double symbol_weight = -10;         // box drawing, fractions, currency sign
constexpr double control_weight = -16;        // C1 controls and bytes that stand for nothing
constexpr double mixed_word = -6;             // letters of two scripts side by side
constexpr double capital_inside_word = -4;
constexpr double lone_letter = -1.5;       // a one-letter word, or a letter between signs
constexpr double letter_after_digit = -5;  // "4×4" is no "4в4"
constexpr double latin_run = -1.5;         // two letters outside ASCII side by side
constexpr double symbol_inside_word = -4;
// Text in the right charset averages -3.5 or more where all letters count, -3 where only the letters
// outside ASCII do, and -4.6 where there are only signs; in most wrong charsets -4.5 or less.
constexpr double least_mean_own_script = -4;
constexpr double least_mean_latin = -5.5;
constexpr double tolerance = -10;  // for a few rare letters in a short text

class Judge {
 public:
  Judge(const Hypothesis& hypothesis, const Charset& charset)
      : own_script_(hypothesis.own_script), prior_(hypothesis.prior) {
    double total = 0;
    for (std::size_t rank = 0; rank < hypothesis.letters.size(); ++rank) total += frequency(rank);
    for (std::size_t i = 0; i < glyphs_.size(); ++i) {
      glyphs_[i] = glyph(charset.upper[i], hypothesis.letters, total);
    }
  }

  // The least score at which a text of so many bytes over 0x7F is believed.
  double least_score(double bytes) const {
    return tolerance + bytes * (own_script_ ? least_mean_own_script : least_mean_latin);
  }

  // How well `bytes` fit: log probability, up to what is the same for all hypotheses.
  double score(std::string_view bytes) const {
    double sum = prior_;
    bool has_letter = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes[i]);
      if (byte < 0x80) continue;
      const auto before = static_cast<unsigned char>(i == 0 ? ' ' : bytes[i - 1]);
      const auto after = static_cast<unsigned char>(i + 1 == bytes.size() ? ' ' : bytes[i + 1]);
      const Glyph& here = glyphs_[byte - 0x80U];
      sum += here.weight;
      has_letter |= here.letter();
      if (here.letter()) sum += letter_in(here, before, after);
      if (here.kind == Glyph::Kind::symbol && is_letter(before) && is_letter(after))
        sum += symbol_inside_word;
    }
    // Signs alone do not make a text one of another script.
    return has_letter || !own_script_ ? sum : -std::numeric_limits<double>::infinity();
  }

 private:
  // Zipf's law, flattened at the top as letters are.
  static double frequency(std::size_t rank) { return 1.0 / (static_cast<double>(rank) + 3); }

  static Glyph glyph(char32_t c, std::u32string_view letters, double total) {
    const auto character = static_cast<UChar32>(c);
    if (c == nothing || c < 0xA0) return {control_weight, Glyph::Kind::symbol};
    // Before letters: º and µ are letters to Unicode.
    constexpr std::u32string_view punctuation = U"\u00A0‘’‚“”„«»‹›–—…•·©®™°§№€£†×±½µº\u00AD";
    if (punctuation.find(c) != std::u32string_view::npos)
      return {punctuation_weight, Glyph::Kind::punctuation};
    if (u_isalpha(character) != 0) {
      std::size_t rank = letters.find(c);
      if (rank == std::u32string_view::npos) rank = letters.find(static_cast<char32_t>(u_tolower(character)));
      const bool known = rank != std::u32string_view::npos;
      return {known ? std::log(frequency(rank) / total) : foreign_letter_weight,
              u_islower(character) != 0 ? Glyph::Kind::small : Glyph::Kind::capital};
    }
    return {symbol_weight, Glyph::Kind::symbol};
  }

  static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
  static bool is_ascii_letter(unsigned char c) { return c < 0x80 && u_isalpha(c) != 0; }
  bool is_letter(unsigned char c) const {
    return c < 0x80 ? is_ascii_letter(c) : glyphs_[c - 0x80U].letter();
  }
  bool is_small(unsigned char c) const {
    return c < 0x80 ? c >= 'a' && c <= 'z' : glyphs_[c - 0x80U].kind == Glyph::Kind::small;
  }

  // What the neighbours of a letter say for or against it.
  double letter_in(const Glyph& here, unsigned char before, unsigned char after) const {
    const bool small = here.kind == Glyph::Kind::small;
    const bool after_letter = before >= 0x80 && is_letter(before);
    const bool before_letter = after >= 0x80 && is_letter(after);
    double sum = 0;
    if (!small && is_small(before)) sum += capital_inside_word;
    if (small && is_ascii_letter(after) && !is_small(after)) sum += capital_inside_word;
    if (!own_script_) return sum + (after_letter ? latin_run : 0);
    if (is_ascii_letter(before) || is_ascii_letter(after)) sum += mixed_word;
    if (after_letter || before_letter) return sum;
    return sum + (is_digit(before) ? letter_after_digit : lone_letter);
  }

  std::array<Glyph, 128> glyphs_{};
  bool own_script_;
  double prior_;
};

// The charsets of all hypotheses with who judges by them, made once.
struct Candidate {
  Charset charset;
  Judge judge;
};
const std::vector<Candidate>& candidates() {
  static const std::vector<Candidate> all = [] {
    std::vector<Candidate> made;
    for (const Hypothesis& hypothesis : hypotheses) {
      std::optional<Charset> charset = load_charset(hypothesis.charset);
      if (!charset) throw std::runtime_error(std::string("ICU does not know ") + hypothesis.charset);
      const Judge judge(hypothesis, *charset);
      made.push_back({*std::move(charset), judge});
    }
    return made;
  }();
  return all;
}

// What ICU's detector says, where it is at all sure.
std::optional<Charset> ask_icu(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUCharsetDetectorPointer detector(ucsdet_open(&status));
  ucsdet_setText(detector.getAlias(), bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.getAlias(), &status);
  if (U_FAILURE(status) || match == nullptr) return std::nullopt;
  constexpr int32_t least_confidence = 30;  // of 100
  if (ucsdet_getConfidence(match, &status) < least_confidence) return std::nullopt;
  return load_charset(ucsdet_getName(match, &status));
}

}  // namespace

std::string Charset::decode(std::string_view bytes) const {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) {
      text += bytes[i];
      continue;
    }
    const char32_t c = upper[byte - 0x80U];
    if (c == nothing) throw Error(ErrorKind::io, "not in " + name + " at byte " + std::to_string(i));
    append_code_point(text, c);
  }
  return text;
}

std::optional<Charset> guess_charset(std::string_view bytes) {
  const auto over_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  const auto* first = std::find_if(bytes.begin(), bytes.end(), over_ascii);
  constexpr std::ptrdiff_t context = 1;  // the byte before tells a letter from a word
  constexpr std::size_t sample_size = std::size_t{256} << 10;
  const auto begin = std::max<std::ptrdiff_t>(first - bytes.begin() - context, 0);
  const std::string_view sample = bytes.substr(static_cast<std::size_t>(begin), sample_size);

  const Candidate* best = nullptr;
  double best_score = -std::numeric_limits<double>::infinity();
  for (const Candidate& candidate : candidates()) {
    const double score = candidate.judge.score(sample);
    if (score <= best_score) continue;
    best = &candidate;
    best_score = score;
  }
  const auto judged = static_cast<double>(std::count_if(sample.begin(), sample.end(), over_ascii));
  if (best_score >= best->judge.least_score(judged)) return best->charset;
  return ask_icu(sample);
}

}  // namespace kartotek
