#pragma once

#include "searcher/query.h"
#include "searcher/query_lexer.h"

namespace kartotek {

// The leaf that a word, quoted or exact token is in `field`: a word, prefix, phrase ... in text, a filter
// or a date_range elsewhere. Throws QueryError where it cannot be one.
Query make_term(const QueryToken& token, Field field);

// Refuses a value without quotes or brackets that was meant to go on in the next token, as in
// country:South Korea and date:2021 .. 2022.
void refuse_loose_value(const QueryToken& value, const QueryToken& next, Field field);

// Refuses what cannot be near something else: anything but words and phrases of the field `inside`,
// or alternatives of such.
void refuse_far_operand(const Query& operand, Field inside);

}  // namespace kartotek
