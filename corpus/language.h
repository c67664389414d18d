#pragma once

#include <string>
#include <string_view>

namespace kartotek {

// The languages whose words Kartotek reduces to stems. Everything else is indexed as it stands.
enum class Language { unknown, en, tr, az, ru, uk };

// Of an ISO 639-1 code, as in Article::lang; unknown for all others.
Language language_of_code(std::string_view code);
std::string_view code_of(Language language);  // "" for unknown

// Of a tag such as "en", "en-US", "tr_TR" or "tur": ISO 639-1 where there is such a code, else ISO 639-2; ""
// for what is no tag of a language.
std::string code_of_tag(const std::string& tag);

// The language a text is written in, judged by its letters and its function words; unknown where
// neither tells, as in a very short text. Looks at the first 4,000 bytes. Thread-safe.
Language detect_language(std::string_view text);

}  // namespace kartotek
