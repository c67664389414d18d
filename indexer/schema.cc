#include "indexer/schema.h"

#include <fmt/format.h>
#include <unicode/uversion.h>
#include <xxhash.h>

#include "corpus/embedded.h"
#include "corpus/language.h"

namespace kartotek {

void append_term(std::string& to, std::string_view prefix, std::string_view value) {
  constexpr std::size_t longest = 110;  // bytes; half of what Xapian takes, since a NUL counts twice
  to.append(prefix);
  if (value.size() <= longest) {
    to.append(value);
    return;
  }
  std::size_t cut = longest - 17;
  while (cut > 0 && (value[cut] & 0xC0) == 0x80) --cut;
  to.append(value.substr(0, cut));
  to.append(fmt::format("#{:016x}", XXH3_64bits(value.data(), value.size())));
}

std::string make_term(std::string_view prefix, std::string_view value) {
  std::string term;
  append_term(term, prefix, value);
  return term;
}

std::string_view stem_prefix(std::string_view language_code) {
  switch (language_of_code(language_code)) {
    case Language::en:
      return "ZE";
    case Language::tr:
      return "ZT";
    case Language::az:
      return "ZA";
    case Language::ru:
      return "ZR";
    case Language::uk:
      return "ZU";
    default:
      return "";
  }
}

std::string analysis_fingerprint() {
  constexpr std::string_view rules = "rules 9";  // raised with every change to how text becomes terms
  UVersionInfo icu_version;
  u_getVersion(icu_version);
  std::string all =
      fmt::format("{} icu {}.{} xapian {}", rules, icu_version[0], icu_version[1], Xapian::version_string());
  for (const char* name : {"stopwords/en.txt", "stopwords/tr.txt", "stopwords/az.txt", "stopwords/ru.txt",
                           "stopwords/uk.txt", "stopwords/suffixes.tsv"})
    all += embedded(name);
  return fmt::format("{:016x}", XXH3_64bits(all.data(), all.size()));
}

}  // namespace kartotek
