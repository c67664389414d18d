#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "corpus/date.h"

namespace kartotek {

// A range of bytes of some text: [begin, end).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
};

// One news story. A reader fills what the file says outright (the first block), and
// understand() the rest from the text. All strings are well-formed UTF-8.
struct Article {
  std::string id;      // unique in an index; never empty
  std::string source;  // the outlet, or the folder or file that was indexed
  std::string path;    // where it was read: a file, or "archive.zip!/member.txt"
  std::string title;   // one line as the author wrote it; may be empty
  std::string text;    // the whole text as written, boilerplate and all; never altered
  std::string url;
  std::string lang;                          // ISO 639-1 (en, tr, az, ru, uk ...), "" where unknown
  std::string extra;                         // a JSON object of keys we do not know, or ""
  std::string given_date;                    // `date` as the input gave it, unparsed; "" where it gave none
  std::vector<std::string> given_countries;  // `countries` as the input gave them: names or codes
  // A reader that knows the date itself, from a header, sets `date` and `date_source` below; one that knows
  // where given_date stood sets `date_source`.

  std::vector<Span> body;  // the parts of `text` that are the story: searched and shown in snippets;
                           // ascending, without title and boilerplate, each on code point boundaries
  Date date;
  DateSource date_source = DateSource::none;
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2: what it is about; sorted
  std::vector<std::string> mentions;   // named, but not in `countries`; sorted
  std::vector<std::string> evidence;   // a line for each decision on date and countries: "country TR: title"
  std::vector<std::string> warnings;   // what could not be trusted: "date 2021-13-45 is not a date"

  std::vector<Span> given_body;                     // `body` as the reader set it, or nothing
  bool lang_is_detected = false;                    // `lang` is what understand() took it for
  DateSource given_date_source = DateSource::none;  // `date_source` as the reader set it
};

}  // namespace kartotek
