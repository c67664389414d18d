#include "searcher/api_question.h"

#include <fmt/format.h>

#include <charconv>

#include "corpus/error.h"
#include "searcher/parse_query.h"
#include "searcher/question_text.h"

namespace kartotek {
namespace {

std::size_t number_of(std::string_view name, std::string_view value) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size())
    throw Error(ErrorKind::usage, fmt::format("{}={} is not a number", name, value), "write 0 or more");
  return number;
}

bool truth_of(std::string_view name, std::string_view value) {
  if (value == "1" || value == "true") return true;
  if (value.empty() || value == "0" || value == "false") return false;
  throw Error(ErrorKind::usage, fmt::format("{}={} is neither 0 nor 1", name, value));
}

void add_list(std::string_view value, std::vector<std::string>& list) {
  while (!value.empty()) {
    const std::string_view one = value.substr(0, value.find(','));
    value.remove_prefix(std::min(one.size() + 1, value.size()));
    if (!one.empty()) list.emplace_back(one);
  }
}

// Takes one parameter into the question; false where there is none of that name.
bool take(std::string_view name, const std::string& value, QuestionText& text) {
  if (name == "from")
    text.from = value;
  else if (name == "to")
    text.to = value;
  else if (name == "include_undated")
    text.include_undated = truth_of(name, value);
  else if (name == "country")
    text.countries.push_back(value);
  else if (name == "mentions")
    text.mentions.push_back(value);
  else if (name == "lang")
    text.languages.push_back(value);
  else if (name == "source")
    text.sources.push_back(value);
  else if (name == "added_since")
    text.added_since = value;
  else if (name == "duplicates_of")
    text.duplicates_of = value;
  else if (name == "recency")
    text.recency = value;
  else if (name == "sort")
    text.sort = value;
  else if (name == "limit")
    text.limit = number_of(name, value);
  else if (name == "offset")
    text.offset = number_of(name, value);
  else if (name == "facets")
    add_list(value, text.facets);
  else if (name == "exact")
    text.exact = truth_of(name, value);
  else if (name == "no_collapse")
    text.no_collapse = truth_of(name, value);
  else if (name == "snippet")
    text.snippet = number_of(name, value);
  else if (name == "related")
    text.related = truth_of(name, value);
  else if (name == "explain")
    text.explain = truth_of(name, value);
  else
    return false;
  return true;
}

OutputFormat format_of(const std::string& name) {
  const auto format = parse_output_format(name.empty() ? "json" : name);
  if (!format || *format == OutputFormat::text || *format == OutputFormat::trec)
    throw Error(ErrorKind::usage, fmt::format("there is no format {}", name),
                "the formats are json, jsonl and csv");
  return *format;
}

[[noreturn]] void refuse(const std::string& name, std::string_view own) {
  throw Error(
      ErrorKind::usage, fmt::format("there is no parameter {}", name),
      fmt::format(
          "there are {}from to include_undated country mentions lang source added_since duplicates_of sort "
          "recency limit offset facets exact no_collapse snippet related explain",
          own));
}

}  // namespace

ApiQuestion search_question(const HttpTarget& target) {
  ApiQuestion asked;
  QuestionText text;
  for (const auto& [name, value] : target.parameters) {
    if (name == "q")
      asked.text = value;
    else if (name == "format")
      asked.format = format_of(value);
    else if (!value.empty() && !take(name, value, text))
      refuse(name, "q format ");
  }
  asked.question = question_of(text, "");
  asked.question.query = parse_query(asked.text);
  asked.question.exact_total =
      asked.format != OutputFormat::json || asked.question.query.kind == Query::Kind::everything;
  return asked;
}

ArticleQuestion article_question(const HttpTarget& target, std::string_view path) {
  ArticleQuestion asked;
  QuestionText text;
  if (target.path.size() > path.size() + 1) asked.id = target.path.substr(path.size() + 1);
  for (const auto& [name, value] : target.parameters) {
    if (name == "id")
      asked.id = value;
    else if (name == "q")
      asked.text = value;
    else if (!value.empty() && !take(name, value, text))
      refuse(name, "id q ");
  }
  asked.question = question_of(text, "");
  if (!asked.text.empty()) asked.question.query = parse_query(asked.text);
  return asked;
}

}  // namespace kartotek
