#include "searcher/question_text.h"

#include <fmt/format.h>

#include "corpus/countries.h"
#include "corpus/error.h"
#include "corpus/unicode.h"
#include "indexer/clock.h"
#include "searcher/query_value.h"
#include "searcher/recency.h"

namespace kartotek {
namespace {

Date date_of(const std::string& name, const std::string& value) {
  if (value.empty()) return {};
  const auto date = value.size() > 10 ? std::nullopt : parse_iso_date(value);
  if (!date)
    throw Error(ErrorKind::usage, fmt::format("{} {} is not a date", name, value),
                "write 2021, 2021-04 or 2021-04-15");
  return *date;
}

std::vector<std::string> country_codes(const std::vector<std::string>& names) {
  std::vector<std::string> codes;
  for (const std::string& name : names) {
    const auto code = country_code(name);
    if (!code)
      throw Error(ErrorKind::usage, fmt::format("{} is not a country", name),
                  "give its name or ISO 3166-1 code, as TR or Türkiye");
    codes.push_back(*code);
  }
  return codes;
}

Sort sort_of(const std::string& name) {
  if (name == "relevance") return Sort::relevance;
  if (name == "newest") return Sort::newest;
  if (name == "oldest") return Sort::oldest;
  throw Error(ErrorKind::usage, fmt::format("there is no order {}", name),
              "the orders are relevance, newest and oldest");
}

}  // namespace

Question question_of(const QuestionText& text, std::string_view dashes) {
  Question question;
  question.from = date_of(fmt::format("{}from", dashes), text.from);
  question.to = date_of(fmt::format("{}to", dashes), text.to);
  if (question.from.known() && question.to.known() && first_day(question.from) > last_day(question.to))
    throw Error(ErrorKind::usage, fmt::format("{0}from is after {0}to", dashes));
  question.include_undated = text.include_undated;
  question.countries = country_codes(text.countries);
  question.mentions = country_codes(text.mentions);
  for (const std::string& name : text.languages) {
    const auto code = language_code(name);
    if (!code)
      throw Error(ErrorKind::usage, fmt::format("{} is not a language", name),
                  "give its ISO 639-1 code or English name, as az or Azerbaijani");
    question.languages.push_back(*code);
  }
  for (const std::string& source : text.sources) question.sources.push_back(fold(source));
  if (!text.added_since.empty()) {
    const auto time = parse_time(text.added_since);
    if (!time)
      throw Error(ErrorKind::usage, fmt::format("{}added-since {} is not a time", dashes, text.added_since),
                  "write 2021-04-15, 2021-04-15T02:00 or 2021-04-15T02:00:00+03:00");
    question.added_since = *time;
  }
  question.duplicates_of = text.duplicates_of;
  question.sort = sort_of(text.sort);
  question.limit = text.limit;
  question.offset = text.offset;
  for (const std::string& name : text.facets) {
    const auto facet = parse_facet(name);
    if (!facet)
      throw Error(ErrorKind::usage, fmt::format("there is no facet {}", name),
                  "the facets are country, mention, year, month, day, lang and source");
    question.facets.push_back(*facet);
  }
  question.exact = text.exact;
  if (!text.recency.empty()) {
    const auto half_life = parse_half_life(text.recency);
    if (!half_life)
      throw Error(ErrorKind::usage, fmt::format("{}recency {} is no half-life", dashes, text.recency),
                  "write days, weeks, months or years, as 90d, 12w, 6m or 2y");
    question.half_life = *half_life;
  }
  question.collapse = !text.no_collapse;
  question.snippet_length = text.snippet;
  question.related = text.related;
  question.explain = text.explain;
  return question;
}

}  // namespace kartotek
