#include "corpus/html_attributes.h"

#include <algorithm>
#include <optional>

#include "corpus/ascii.h"
#include "corpus/html_entities.h"

namespace kartotek {
namespace {

constexpr std::string_view space = " \t\n\r\f";
constexpr std::size_t npos = std::string_view::npos;

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
  return text.substr(0, text.find_last_not_of(space) + 1);
}

// Takes what is in front of the first of `ends` off `rest`.
std::string_view take_until(std::string_view& rest, std::string_view ends) {
  const std::string_view taken = rest.substr(0, rest.find_first_of(ends));
  rest.remove_prefix(taken.size());
  return taken;
}

void skip(std::string_view& rest, std::string_view what) {
  rest.remove_prefix(std::min(rest.find_first_not_of(what), rest.size()));
}

// The value behind "=".
std::string_view take_value(std::string_view& rest) {
  skip(rest, space);
  if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return take_until(rest, space);
  const char quote = rest[0];
  rest.remove_prefix(1);
  const std::size_t end = rest.find(quote);
  const std::string_view value = rest.substr(0, end);
  rest.remove_prefix(end == npos ? rest.size() : end + 1);
  return value;
}

}  // namespace

HtmlAttributes::HtmlAttributes(std::string_view tag) {
  constexpr std::size_t most = 64;
  if (tag.ends_with('>')) tag.remove_suffix(1);
  std::string_view rest = tag;
  take_until(rest, " \t\n\r\f/");
  for (skip(rest, " \t\n\r\f/"); !rest.empty() && all_.size() < most; skip(rest, " \t\n\r\f/")) {
    const std::string_view written = take_until(rest, " \t\n\r\f/=");
    std::string name = ascii_small(written);
    skip(rest, space);
    std::string_view value;
    if (rest.starts_with('=')) {
      rest.remove_prefix(1);
      value = take_value(rest);
    }
    if (!has(name)) all_.emplace_back(std::move(name), without_entities(trimmed(value)));
  }
}

const std::string* HtmlAttributes::find(std::string_view name) const {
  const auto found =
      std::find_if(all_.begin(), all_.end(), [&](const auto& attribute) { return attribute.first == name; });
  return found == all_.end() ? nullptr : &found->second;
}

std::string_view HtmlAttributes::operator[](std::string_view name) const {
  const std::string* const value = find(name);
  return value == nullptr ? std::string_view() : *value;
}

std::string without_entities(std::string_view text) {
  std::string decoded;
  for (;;) {
    const std::size_t at = std::min(text.find('&'), text.size());
    decoded += text.substr(0, at);
    text.remove_prefix(at);
    if (text.empty()) return decoded;
    const std::optional<Entity> entity = entity_at(text, 0);
    decoded += entity ? std::string_view(entity->text) : text.substr(0, 1);
    text.remove_prefix(entity ? entity->length : 1);
  }
}

}  // namespace kartotek
