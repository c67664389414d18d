#include "corpus/decode.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <ctime>
#include <string>
#include <vector>

#include "corpus/error.h"

namespace kartotek {
namespace {

using namespace std::string_literals;

std::string encoded(const std::string& text, const char* charset) {
  std::string bytes(4 * text.size() + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert(charset, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()),
                                    text.data(), static_cast<int32_t>(text.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << charset;
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

std::string reason_for(const std::string& bytes) {
  try {
    const Decoded decoded = decode(bytes);
    return "decoded as " + decoded.encoding;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
    return error.what();
  }
}

const std::string turkish =
    "Deniz Kuvvetleri Komutanlığı, yeni fırkateynin İstanbul’da denize indirileceğini duyurdu. Gövdenin "
    "inşası üç yıl "
    "sürdü; “Şimdi sıra denemelerde” diyen amiral, geminin önümüzdeki güz teslim edileceğini söyledi.";
const std::string russian =
    "Фрегат вышел из порта рано утром. Командир корабля сообщил, что учения продлятся до пятницы; экипаж "
    "готов, "
    "а объём задач вырос.";
const std::string ukrainian =
    "Фрегат вийшов із порту рано-вранці. Командир корабля повідомив, що їхні навчання триватимуть до "
    "п'ятниці; "
    "екіпаж готовий, ґанок і щогла цілі.";

TEST(Decode, KnowsTheCharsetsOfItsLanguages) {
  struct Row {
    const char* charset;
    std::string text;
    const char* found;
  };
  const std::vector<Row> rows = {
      {"windows-1254", turkish, "windows-1254"},
      {"windows-1251", russian, "windows-1251"},
      {"windows-1251", ukrainian, "windows-1251"},
      {"KOI8-R", russian, "KOI8-R"},
      {"KOI8-U", ukrainian, "KOI8-U"},
      {"IBM866", russian, "IBM866"},
      {"windows-1252", "The “café” in Besançon cost £3 – a naïve façade, Señor.", "windows-1252"},
      {"windows-1252", "The fleet’s new “destroyer” sailed — at last.", "windows-1252"},
      {"windows-1252", "Die Übung der Flotte begann früh; größere Schäden gab es nicht.", "windows-1252"},
      {"windows-1250", "Okręt wyszedł z portu wcześnie rano, a załoga była już gotowa do ćwiczeń.",
       "windows-1250"},
      {"windows-1250", "Loď vyplula z přístavu časně ráno a posádka byla připravena na cvičení.",
       "windows-1250"},
      {"windows-1253",
       "Το πλοίο έφυγε από το λιμάνι νωρίς το πρωί και το πλήρωμα ήταν έτοιμο για την άσκηση.",
       "windows-1253"},
      {"ISO-8859-5", russian, "ISO-8859-5"},
      {"windows-1255", "הספינה יצאה מהנמל מוקדם בבוקר והצוות היה מוכן לתרגיל.", "windows-1255"},
      {"windows-1256", "غادرت السفينة الميناء في الصباح الباكر وكان الطاقم جاهزا للمناورة.", "windows-1256"},
  };
  for (const Row& row : rows) {
    const Decoded decoded = decode(encoded(row.text, row.charset));
    EXPECT_EQ(decoded.text, row.text) << row.charset;
    EXPECT_EQ(decoded.encoding, row.found) << row.text;
  }
}

TEST(Decode, ReadsIso8859_9AsWindows1254) {
  const std::string text = "Gemi bugün İzmir'e ulaştı; mürettebatın sağlığı iyi.";
  const Decoded decoded = decode(encoded(text, "ISO-8859-9"));
  EXPECT_EQ(decoded.text, text);
  EXPECT_EQ(decoded.encoding, "windows-1254");
}

TEST(Decode, TellsCapitalsInCyrillicApart) {
  const std::string text = "ЗАЯВЛЕНИЕ КОМАНДУЮЩЕГО ФЛОТОМ";
  for (const char* charset : {"windows-1251", "KOI8-R", "IBM866"}) {
    EXPECT_EQ(decode(encoded(text, charset)).text, text) << charset;
  }
}

TEST(Decode, TakesASignBetweenDigitsForASign) {
  EXPECT_EQ(decode("A 4\xD7"
                   "4 truck at 15\xBA"
                   "C")
                .text,
            "A 4×4 truck at 15ºC");
}

TEST(Decode, ReadsUtf16AndUtf32WithAndWithoutMark) {
  const std::string text = "Gemi İzmir’de.\r\nКорабль 🚢 ok\n";
  for (const char* charset : {"UTF-16LE", "UTF-16BE"}) {
    const bool little = charset == "UTF-16LE"s;
    const std::string bytes = encoded(text, charset);
    for (const std::string& mark : {""s, little ? "\xFF\xFE"s : "\xFE\xFF"s}) {
      const Decoded decoded = decode(mark + bytes);
      EXPECT_EQ(decoded.text, text) << charset;
      EXPECT_EQ(decoded.encoding, charset);
    }
  }
  EXPECT_EQ(decode("\xFF\xFE\0\0"s + encoded(text, "UTF-32LE")).text, text);
  EXPECT_EQ(decode("\0\0\xFE\xFF"s + encoded(text, "UTF-32BE")).text, text);
}

TEST(Decode, DropsTheMarkOfUtf8) {
  EXPECT_EQ(decode("\xEF\xBB\xBFGemi").text, "Gemi");
  EXPECT_EQ(decode("\xEF\xBB\xBF").text, "");
  EXPECT_EQ(decode("").encoding, "UTF-8");
}

TEST(Decode, NamesThePlaceInFaultyUtf8InsteadOfGuessing) {
  EXPECT_EQ(reason_for("şehir \xC5 ve gül"), "ill-formed UTF-8 at byte 7");
  EXPECT_EQ(reason_for(turkish + "\xFF"), "ill-formed UTF-8 at byte " + std::to_string(turkish.size()));
  EXPECT_EQ(reason_for("çok \xED\xA0\x80 iş"), "decoded as windows-1252") << "three faults, two letters";
  EXPECT_EQ(reason_for("\xEF\xBB\xBF"
                       "caf\xE9"),
            "ill-formed UTF-8 at byte 6");
}

TEST(Decode, RefusesFaultyUtf16) {
  EXPECT_EQ(reason_for("\xFF\xFE"
                       "A\0\0\xD8"s),
            "UTF-16 cut off at byte 6");
  EXPECT_EQ(reason_for("\xFF\xFE"
                       "A\0\0\xDC"s),
            "ill-formed UTF-16 at byte 4");
  EXPECT_EQ(reason_for("\xFF\xFE"
                       "A\0B"s),
            "UTF-16 cut off at byte 4");
  EXPECT_EQ(reason_for("\xFF\xFE"
                       "A\0\0\0B\0"s),
            "binary, not text: a NUL at byte 4");
}

TEST(Decode, RefusesBinary) {
  EXPECT_EQ(reason_for("text with one\0NUL"s), "binary, not text: a NUL at byte 13");
  EXPECT_EQ(reason_for("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0"s), "binary, not text: a NUL at byte 8");
  EXPECT_EQ(reason_for("\x01\x02\x03\x04"), "binary, not text: 4 control characters, the first at byte 0");
  EXPECT_EQ(reason_for("Old DOS text\f with its end sign\x1A"), "decoded as UTF-8");
}

TEST(Decode, RefusesCharsetsItDoesNotKnow) {
  EXPECT_EQ(reason_for(encoded("艦隊は早朝に港を出て、乗組員は演習の準備ができていた。", "Shift_JIS")),
            "in no character set that is known (not UTF-8 from byte 0 on)");
}

TEST(Decode, StaysLinearInLargeInput) {
  const std::string bytes(std::size_t{8} << 20, '\xFD');
  const std::clock_t begin = std::clock();
  reason_for(bytes);
  EXPECT_LT(std::clock() - begin, 20 * CLOCKS_PER_SEC);
}

TEST(FindIllFormedUtf8, FindsTheFirstFault) {
  EXPECT_EQ(find_ill_formed_utf8("çığ 🚢"), std::string_view::npos);
  EXPECT_EQ(find_ill_formed_utf8("ab\xC0\xAF"), 2U);         // overlong
  EXPECT_EQ(find_ill_formed_utf8("a\xED\xA0\x80"), 1U);      // surrogate
  EXPECT_EQ(find_ill_formed_utf8("a\xF4\x90\x80\x80"), 1U);  // over U+10FFFF
  EXPECT_EQ(find_ill_formed_utf8("abc\xE2\x82"), 3U);        // cut off
}

}  // namespace
}  // namespace kartotek
