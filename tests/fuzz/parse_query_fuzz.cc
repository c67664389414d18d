#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/unicode.h"
#include "searcher/parse_query.h"

// Any bytes are refused with a place inside them or understood; what is understood is understood the
// same from its canonical text.

namespace {

// Spelling a query out may take it over the limits, but must not make it wrong.
bool is_limit(const kartotek::QueryError& error) {
  return error.code() == "too_long" || error.code() == "too_deep";
}

std::optional<kartotek::Query> parse_canonical(const std::string& text) {
  try {
    return kartotek::parse_query(text);
  } catch (const kartotek::QueryError& error) {
    if (is_limit(error)) return std::nullopt;
    std::cerr << error.code() << " in canonical text " << text << '\n';
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  kartotek::Query query;
  try {
    query = kartotek::parse_query(typed);
  } catch (const kartotek::QueryError& error) {
    if (error.at() > size || error.hint().empty()) std::abort();
    return 0;
  }
  const std::string canonical = to_string(query);
  if (!kartotek::is_valid_utf8(canonical)) std::abort();
  const std::optional<kartotek::Query> again = parse_canonical(canonical);
  if (again && *again != query) {
    std::cerr << "not understood the same: " << canonical << '\n';
    std::abort();
  }
  return 0;
}
