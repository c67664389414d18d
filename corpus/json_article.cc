#include "corpus/json_article.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/blank.h"
#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/html_text.h"
#include "corpus/language.h"
#include "corpus/lines.h"

namespace kartotek {
namespace {

namespace ondemand = simdjson::ondemand;
using ondemand::json_type;

constexpr std::size_t npos = std::string_view::npos;

[[noreturn]] void refuse(const std::string& reason) { throw Error(ErrorKind::io, reason); }

std::string_view trimmed(std::string_view json) {
  const std::size_t last = json.find_last_not_of(" \t\r\n");
  return json.substr(0, last == npos ? 0 : last + 1);
}

// Recursion over such a value, as in most JSON libraries, must not be able to exhaust the stack.
constexpr int deepest_nesting = 128;

int nesting_of(std::string_view json) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == '[' || c == '{')) {
      deepest = std::max(deepest, ++depth);
    } else if (!in_string && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return deepest;
}

// One article while its object is read.
class Draft {
 public:
  void take(ondemand::field field);
  Article finish();

 private:
  void take_known(std::size_t key, ondemand::value value);
  void take_id(ondemand::value value);
  void take_date(ondemand::value value);
  void take_countries(ondemand::value value);
  void take_lang(ondemand::value value);
  void take_metadata(std::string_view key, ondemand::value value, std::string& to);
  void add_country(ondemand::value value);
  void keep(std::string_view key, ondemand::value value);
  void keep_json(std::string_view key, std::string_view json);
  void warn(std::string warning) { article_.warnings.push_back(std::move(warning)); }
  void make_plain(std::string_view key, std::string& text);
  void replace_nul(std::string_view key, std::string& text);

  Article article_;
  std::array<bool, 8> seen_{};
};

constexpr std::array<std::string_view, 8> known_keys = {"id",        "title", "body",   "date",
                                                        "countries", "lang",  "source", "url"};

// simdjson 3.0 lets a lone low surrogate through, as three bytes that are no UTF-8.
std::string_view checked_string(ondemand::value value) {
  const bool has_escapes = value.raw_json_token().find('\\') != npos;
  const std::string_view text = value.get_string();
  if (has_escapes && !simdjson::validate_utf8(text)) throw simdjson::simdjson_error(simdjson::STRING_ERROR);
  return text;
}

bool is_null(ondemand::value value) {
  if (value.type() != json_type::null) return false;
  if (!value.is_null()) throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
  return true;
}

std::string text_or_null(std::string_view key, ondemand::value value) {
  if (is_null(value)) return {};
  if (value.type() != json_type::string) refuse("\"" + std::string(key) + "\" is not a string");
  return std::string(checked_string(value));
}

// The text of a value, as written; not checked but for strings. Consumes it.
std::string_view raw_json_of(ondemand::value value) {
  switch (value.type()) {
    case json_type::object:
      return trimmed(value.get_object().value().raw_json());
    case json_type::array:
      return trimmed(value.get_array().value().raw_json());
    case json_type::string: {
      const std::string_view token = value.raw_json_token();
      checked_string(value);
      return trimmed(token);
    }
    default:
      return trimmed(value.raw_json_token());
  }
}

// The text of a value, all of it well-formed.
std::string checked_json(ondemand::value value) {
  const json_type type = value.type();
  const std::string_view json = raw_json_of(value);
  if (type == json_type::string) return std::string(json);
  if (nesting_of(json) > deepest_nesting)
    refuse("nested more than " + std::to_string(deepest_nesting) + " deep");
  // Either library takes one behind a value for white space or the end.
  if (json.find('\0') != npos) refuse("not valid JSON: a NUL character");
  if (!nlohmann::json::accept(json)) refuse("not valid JSON: " + std::string(head_of(json, 40)));
  return std::string(json);
}

void Draft::take(ondemand::field field) {
  const std::string_view key = field.unescaped_key();
  if (!simdjson::validate_utf8(key)) throw simdjson::simdjson_error(simdjson::STRING_ERROR);
  const auto* const known = std::find(known_keys.begin(), known_keys.end(), key);
  if (known == known_keys.end()) return keep(key, field.value());
  const auto index = static_cast<std::size_t>(known - known_keys.begin());
  if (std::exchange(seen_[index], true)) warn("\"" + std::string(key) + "\" is given twice: the last counts");
  take_known(index, field.value());
}

void Draft::take_known(std::size_t key, ondemand::value value) {
  switch (key) {
    case 0:
      return take_id(value);
    case 1:
      article_.title = text_or_null("title", value);
      return;
    case 2:
      article_.text = text_or_null("body", value);
      return;
    case 3:
      return take_date(value);
    case 4:
      return take_countries(value);
    case 5:
      return take_lang(value);
    case 6:
      return take_metadata("source", value, article_.source);
    default:
      return take_metadata("url", value, article_.url);
  }
}

void Draft::take_id(ondemand::value value) {
  if (value.type() == json_type::number) {
    article_.id = checked_json(value);
  } else if (is_null(value)) {
    article_.id.clear();
  } else if (value.type() == json_type::string) {
    article_.id = checked_string(value);
  } else {
    refuse("\"id\" is neither a string nor a number");
  }
}

void Draft::take_date(ondemand::value value) {
  article_.given_date.clear();
  if (is_null(value)) return;
  if (value.type() == json_type::string) {
    article_.given_date = checked_string(value);
    return;
  }
  const std::string given = checked_json(value);
  warn("date " + std::string(head_of(given, 40)) + " is not a string such as \"2021-04-15\"");
  keep_json("date", given);
}

void Draft::add_country(ondemand::value value) {
  if (is_null(value)) return;
  if (value.type() == json_type::string) {
    article_.given_countries.emplace_back(checked_string(value));
    return;
  }
  warn("country " + std::string(head_of(checked_json(value), 40)) + " is not a string");
}

void Draft::take_countries(ondemand::value value) {
  article_.given_countries.clear();
  if (value.type() != json_type::array) return add_country(value);
  for (const ondemand::value country : value.get_array()) add_country(country);
}

// A value of another type costs the article nothing but this value.
void Draft::take_metadata(std::string_view key, ondemand::value value, std::string& to) {
  to.clear();
  if (is_null(value)) return;
  if (value.type() == json_type::string) {
    to = checked_string(value);
    return;
  }
  warn("\"" + std::string(key) + "\" is not a string");
  keep(key, value);
}

void Draft::take_lang(ondemand::value value) {
  take_metadata("lang", value, article_.lang);
  if (article_.lang.empty()) return;
  const std::string given = std::exchange(article_.lang, code_of_tag(article_.lang));
  if (!article_.lang.empty()) return;
  warn("lang " + std::string(head_of(given, 40)) + " is not the code of a language");
  keep_json("lang", nlohmann::json(given).dump());
}

void Draft::keep(std::string_view key, ondemand::value value) { keep_json(key, checked_json(value)); }

void Draft::keep_json(std::string_view key, std::string_view json) {
  article_.extra += article_.extra.empty() ? '{' : ',';
  article_.extra += nlohmann::json(key).dump();
  article_.extra += ':';
  article_.extra += json;
}

void Draft::make_plain(std::string_view key, std::string& text) {
  if (!looks_like_markup(text)) return;
  keep_json(key, nlohmann::json(text).dump());
  // Feeds escape what was escaped before: "&amp;quot;", "&lt;img ...&gt;". More than three times is
  // no accident any more.
  constexpr int most_rounds = 3;
  for (int round = 0; round < most_rounds && looks_like_markup(text); ++round) text = text_of_markup(text);
}

void Draft::replace_nul(std::string_view key, std::string& text) {
  std::size_t at = text.find('\0');
  if (at == npos) return;
  warn("\"" + std::string(key) + "\" holds a NUL character, replaced");
  for (; at != npos; at = text.find('\0', at)) text.replace(at, 1, "\uFFFD");
}

Article Draft::finish() {
  make_plain("title_markup", article_.title);
  make_plain("body_markup", article_.text);
  replace_nul("title", article_.title);
  replace_nul("body", article_.text);
  replace_nul("date", article_.given_date);
  replace_nul("source", article_.source);
  replace_nul("url", article_.url);
  for (std::string& country : article_.given_countries) replace_nul("countries", country);
  article_.title = one_line(article_.title);
  if (is_blank(article_.title) && is_blank(article_.text)) refuse("neither title nor text");
  if (!article_.extra.empty()) article_.extra += '}';
  return std::move(article_);
}

// The reason given for an error of simdjson in `json`. `at` is the byte, npos where it is not known.
std::string describe_json_error(simdjson::error_code code, std::string_view json, std::size_t at) {
  if (code == simdjson::UTF8_ERROR) {
    return "ill-formed UTF-8 at byte " + std::to_string(std::min(find_ill_formed_utf8(json), json.size()));
  }
  std::string reason = "not valid JSON";
  if (at <= json.size()) reason += " near byte " + std::to_string(at);
  switch (code) {
    case simdjson::UNCLOSED_STRING:
      return reason + ": a string that does not end";
    case simdjson::UNESCAPED_CHARS:
      return reason + ": a control character in a string that is not escaped";
    case simdjson::STRING_ERROR:
      return reason + ": a bad escape or a lone surrogate in a string";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      if (trimmed(json).ends_with(',')) return reason + ": a comma at the end";
      return reason + ": an object or array that does not end";
    case simdjson::NUMBER_ERROR:
      return reason + ": a bad number";
    default:
      return reason + ": a missing or superfluous comma, colon, bracket or word";
  }
}

}  // namespace

Article JsonArticleReader::read(std::string_view json) {
  ondemand::document document;
  try {
    document = parser_.iterate(json.data(), json.size(), json.size() + simdjson::SIMDJSON_PADDING);
    if (document.type() != json_type::object) refuse("not a JSON object");
    Draft draft;
    for (ondemand::field field : document.get_object()) draft.take(field);
    const char* behind = nullptr;
    if (document.current_location().get(behind) == simdjson::SUCCESS) {
      refuse("something follows the object at byte " + std::to_string(behind - json.data()));
    }
    return draft.finish();
  } catch (const simdjson::simdjson_error& error) {
    const char* at = nullptr;
    const bool known = document.is_alive() && document.current_location().get(at) == simdjson::SUCCESS;
    throw Error(
        ErrorKind::io,
        describe_json_error(error.error(), json, known ? static_cast<std::size_t>(at - json.data()) : npos));
  }
}

}  // namespace kartotek
