#include "corpus/date_filling.h"

#include <string_view>

#include "corpus/date_text.h"

namespace kartotek {
namespace {

// Behind what stands after a time of day: "a.m.", "PM EDT", "GMT+3".
std::size_t skip_zone(DateTokens tokens, std::size_t at) {
  const auto is = [&](std::size_t token, std::string_view word) {
    return token < tokens.size() && tokens[token].folded == word;
  };
  if (is(at, "am") || is(at, "pm")) ++at;
  if ((is(at, "a") || is(at, "p")) && is(at + 1, ".") && is(at + 2, "m")) at += is(at + 3, ".") ? 4 : 3;
  constexpr std::size_t longest_zone = 5;  // letters
  if (at < tokens.size() && tokens[at].capitals && tokens[at].end - tokens[at].begin <= longest_zone) ++at;
  if (is(at, "+") && at + 1 < tokens.size() && tokens[at + 1].is_number()) at += 2;
  return at;
}

// Behind "2 hours ago"; `at` where there is none.
std::size_t skip_age(DateTokens tokens, std::size_t at) {
  if (at >= tokens.size() || !tokens[at].is_number()) return at;
  const std::size_t age = phrase_at(DatePhrase::age, tokens, at + 1);
  return age == 0 ? at : at + 1 + age;
}

// Behind a time as it was written in "Updated 0358 GMT (1158 HKT) June 22, 2022"; `at` where there is none.
std::size_t skip_time_of_four_digits(DateTokens tokens, std::size_t at) {
  const bool has_zone = at + 1 < tokens.size() && tokens[at + 1].capitals && tokens[at + 1].month == 0;
  const bool is_time = has_zone && tokens[at].is_number() && tokens[at].digits == 4 &&
                       tokens[at].value < 2400 && tokens[at].value % 100 < 60;
  return is_time ? at + 2 : at;
}

}  // namespace

std::size_t skip_clock(DateTokens tokens, std::size_t at) {
  const bool is_clock = at + 2 < tokens.size() && tokens[at].is_number() && tokens[at].digits <= 2 &&
                        (tokens[at + 1].is(":") || tokens[at + 1].is(".")) && !tokens[at + 1].spaced &&
                        tokens[at + 2].is_number() && tokens[at + 2].digits == 2 && !tokens[at + 2].spaced;
  if (!is_clock) return at;
  const bool dotted_date = at + 3 < tokens.size() && tokens[at + 3].is(".") && at + 4 < tokens.size() &&
                           tokens[at + 4].is_number() && !tokens[at + 4].spaced;
  return dotted_date ? at : at + 3;
}

bool begins_with_clock(DateTokens tokens, std::size_t at) {
  const std::size_t time = skip_signs(tokens, at);
  return skip_clock(tokens, time) != time;
}

std::size_t skip_filling(DateTokens tokens, std::size_t at) {
  for (;;) {
    const std::size_t clock = skip_signs(tokens, at);
    std::size_t next = skip_clock(tokens, clock);
    if (next != clock) next = skip_zone(tokens, next);
    next = skip_age(tokens, skip_time_of_four_digits(tokens, next));
    next += phrase_at(DatePhrase::filler, tokens, next);
    if (next == at) return at;
    at = next;
  }
}

std::size_t updated_from(DateTokens tokens, std::size_t at) {
  while (at < tokens.size() && phrase_at(DatePhrase::updated, tokens, at) == 0) ++at;
  return at;
}

bool is_dated_update(DateTokens tokens, std::size_t at) {
  const std::size_t length = phrase_at(DatePhrase::updated, tokens, at);
  return length > 0 && read_date(tokens, skip_filling(tokens, at + length), std::string_view());
}

std::size_t counts_from(DateTokens tokens, std::size_t at) {
  for (; at + 2 < tokens.size(); ++at)
    if ((tokens[at].is_number() && phrase_at(DatePhrase::minutes, tokens, at + 1) > 0) ||
        ((tokens[at].is("|") || tokens[at].is("•") || tokens[at].is("·")) && tokens[at + 1].is_number() &&
         tokens[at + 2].is_word() && tokens[at + 2].month == 0))
      return at;
  return tokens.size();
}

std::size_t second_date_from(DateTokens tokens, std::size_t at) {
  const bool runs_on = at < tokens.size() && !tokens[at].spaced && tokens[at].is_word();
  return runs_on && read_date(tokens.subspan(at), 0, std::string_view()) ? at : tokens.size();
}

std::size_t count_behind(DateTokens tokens, std::size_t date_end, bool by_name) {
  const std::size_t last = tokens.size() - 1;
  return by_name && last == date_end && tokens[last].is_number() ? last : tokens.size();
}

}  // namespace kartotek
