#include "corpus/html_charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "corpus/ascii.h"
#include "corpus/html_attributes.h"
#include "corpus/html_tag.h"

namespace kartotek {
namespace {

constexpr std::size_t declared_within = std::size_t{8} << 10;  // browsers look at 1 KiB, pages do not know

// The label in <meta charset="..."> or <meta content="text/html; charset=...">, "" where there is none.
std::string declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, declared_within);
  TagReader tags(head, TagReader::Reading::page);
  while (const std::optional<Tag> tag = tags.next()) {
    if (tag->name != "meta" || tag->closes) continue;
    const HtmlAttributes attributes(head.substr(tag->begin, tag->inside_begin - tag->begin));
    if (!attributes["charset"].empty()) return ascii_small(attributes["charset"]);
    const std::string content = ascii_small(attributes["content"]);
    constexpr std::string_view key = "charset=";
    const std::size_t at = content.find(key);
    if (at != std::string::npos)
      return content.substr(at + key.size(),
                            content.find_first_of(" ;\"'", at + key.size()) - at - key.size());
  }
  return {};
}

// What browsers take a label for (WHATWG Encoding, 4.2), where ICU would take it literally.
std::string meant_by(const std::string& label) {
  if (label == "iso-8859-1" || label == "latin1" || label == "us-ascii" || label == "ascii")
    return "windows-1252";
  if (label == "iso-8859-9" || label == "latin5") return "windows-1254";
  if (label == "gb2312" || label == "gbk") return "gb18030";
  // A page of ASCII tags is in none of these but UTF-8; the last are names of UTF-16.
  if (label.starts_with("utf") || label.ends_with("utf-8") || label.ends_with("utf8") || label == "unicode" ||
      label == "csunicode" || label.ends_with("ucs-2"))
    return {};
  return label;
}

// Nothing where the charset is unknown, or the bytes are not in it.
std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset.c_str(), &status),
                                                                     &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) return std::nullopt;
  constexpr int32_t most_faults_in = 200;  // one in so many characters
  int32_t faults = 0;
  for (int32_t i = 0; i < text.length(); ++i) faults += text[i] == 0xFFFD || text[i] == 0 ? 1 : 0;
  if (faults > text.length() / most_faults_in) return std::nullopt;
  std::string utf8;
  text.toUTF8String(utf8);
  std::replace(utf8.begin(), utf8.end(), '\0', ' ');
  return utf8;
}

}  // namespace

Decoded decode_page(std::string_view bytes) {
  const bool has_mark = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!has_mark && bytes.find('\0') == std::string_view::npos &&
      find_ill_formed_utf8(bytes) != std::string_view::npos) {
    const std::string charset = meant_by(declared_charset(bytes));
    if (!charset.empty()) {
      if (std::optional<std::string> text = converted(bytes, charset)) return {*std::move(text), charset};
    }
  }
  return decode(bytes);
}

}  // namespace kartotek
