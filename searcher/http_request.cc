#include "searcher/http_request.h"

#include <algorithm>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += plus_is_blank && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!is_valid_utf8(out)) return std::nullopt;
  return out;
}

// What stands before `mark`; that and the mark are taken from `text`.
std::string_view take_until(std::string_view& text, char mark) {
  const std::string_view part = text.substr(0, text.find(mark));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

}  // namespace

std::optional<HttpTarget> parse_target(std::string_view raw) {
  if (!raw.starts_with('/')) return std::nullopt;
  raw = raw.substr(0, raw.find('#'));
  HttpTarget target;
  const auto path = decoded(take_until(raw, '?'), false);
  if (!path) return std::nullopt;
  target.path = *path;
  while (!raw.empty()) {
    std::string_view pair = take_until(raw, '&');
    if (pair.empty()) continue;
    const auto name = decoded(take_until(pair, '='), true);
    const auto value = decoded(pair, true);
    if (!name || !value) return std::nullopt;
    target.parameters.emplace_back(*name, *value);
  }
  return target;
}

std::string_view cookie_of(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    std::string_view pair = take_until(header, ';');
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (take_until(pair, '=') == name) return pair;
  }
  return {};
}

}  // namespace kartotek
