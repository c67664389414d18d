#pragma once

#include <optional>
#include <string_view>

#include "corpus/date_clue.h"

namespace kartotek {

// The date in the path of an article's address: /2021/04/15/, /2021/apr/15/, /2021-04/15/, /202104/15/,
// /2021-04-15-title, /title-2021-04-15, /title_20210415.html; /2021/04/ gives the month. A date in the middle
// of a title is what the story is about and is not taken, nor is a number that only may be one (an id), nor a
// year before the web (1990) or after `this_year` + 1. A day that does not exist comes back as impossible.
// Thread-safe; linear time.
std::optional<DateClue> url_date(std::string_view url, int this_year);

}  // namespace kartotek
