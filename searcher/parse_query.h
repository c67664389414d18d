#pragma once

#include <string_view>

#include "searcher/query.h"

namespace kartotek {

// Understands a query, or throws QueryError with the place and the reason; never guesses. Takes any
// bytes: ill-formed UTF-8 reads as U+FFFD, control characters as white space. Knows no index and
// analyses no words. Linear time; at most 10,000 code points, 500 parts and 64 brackets deep. Thread-safe.
//
//   query    = { item } ;                    at least one; they are ranked together
//   item     = "+" near                      must be there
//            | chain ;                       a chain of a single "-" or NOT near must not be there
//   chain    = all { "OR" all } ;
//   all      = unary { [ "AND" ] "NOT" near | "AND" unary } ;
//   unary    = [ "NOT" | "-" ] near ;
//   near     = primary { NEAR primary } ;    the same NEAR throughout
//   NEAR     = "NEAR" [ "/" number ] ;       1 to 100, else 10
//   primary  = "*" | text | "(" query ")" | field ;
//   text     = word | word "*" | word "~" | phrase | "=" phrase ;
//   field    = ( "title" | "body" ) ":" ( text | "(" query ")" )            no field inside
//            | ( "country" | "mention" | "source" | "lang" | "id" ) ":" ( value | "(" query ")" )
//            | "date" ":" ( range | "(" query ")" ) ;
//   value    = word | phrase ;
//   range    = date | [ date ] ".." [ date ] | ( ">=" | ">" | "<=" | "<" ) date | "none" ;
//   phrase   = quote { character | "\" quote | "\\" } quote ;               any of " “ ” „ ‟ « » ＂
//   word     = what stands between white space, quotes and brackets, with a letter or digit in it; a
//              bracket that follows a letter and closes again within the word is part of it: 9(10) ;
//
// Operators are in capitals. What has neither letter nor digit is punctuation and passed over. A sign
// stands at the start of an item with nothing between it and what it marks; S-400 and C++ are words.
// - Without AND or OR, `a b NOT c` takes c from the whole, as `a b -c` does.
// - Only negatives are everything but.
// - A filter among ranked words is required, sign or none, and what ranks still has to match: the answer to
//   `drone country:TR` is about both. Several filters on one field are alternatives (country:TR country:AZ);
//   with "+" or AND each holds. Ranges of dates each hold.
// - A word with a colon in it is refused unless a number or an address (12:30, https://...) or the colon
//   ends it (Analysis: ...).
Query parse_query(std::string_view text);

}  // namespace kartotek
