#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/article.h"

namespace kartotek {

// The ISO 3166-1 alpha-2 code (XK for Kosovo) of a country given by name in English, Turkish,
// Azerbaijani, Russian or Ukrainian, by alpha-2 or alpha-3 code or by a common abbreviation (UK, U.S.,
// BAE, США); nothing if unknown. Case, diacritics and hyphens are free ("south-korea", "turkiye"),
// and so is ISO order ("Korea, Republic of"). Former states are read as their successors ("ussr").
// The EU, NATO and the TRNC are no countries. Thread-safe; the first call builds the table (1 ms).
std::optional<std::string> country_code(std::string_view name);

// The current short English name to show for an alpha-2 code: "Türkiye", "United Kingdom". Empty if unknown.
// Lives as long as the program. Thread-safe.
std::string_view country_label(std::string_view code);

// Decides what countries the article is about and which it merely mentions, from its title, body and
// "Country:" label, and fills article.countries and article.mentions with sorted codes and
// article.evidence with a line for each ("country TR: title, lead, 5 in the text"). If the input gave
// countries, the article is about those and the text only adds mentions; given names that are
// unknown go to article.warnings. Needs title, text, body and lang. Thread-safe.
void find_countries(Article& article);

}  // namespace kartotek
