#pragma once

#include <cctype>
#include <string>

namespace kartotek {

inline void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t i = 0; (i = text.find(from, i)) != std::string::npos; i += to.size())
    text.replace(i, from.size(), to);
}

// Whatever follows `before`, as far as `is_masked` goes, is written as `mask`.
inline void mask_after(std::string& text, const std::string& before, bool (*is_masked)(char),
                       const std::string& mask) {
  for (std::size_t i = 0; (i = text.find(before, i)) != std::string::npos;) {
    i += before.size();
    std::size_t end = i;
    while (end < text.size() && is_masked(text[end])) ++end;
    text.replace(i, end - i, mask);
  }
}

// What the programs print, without what differs from run to run: times, places, the last digits of a score.
inline std::string masked(std::string text) {
  const auto is_number = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == '-'; };
  const auto is_time = [](char c) {
    return (c >= '0' && c <= '9') || std::string("-:.TZ").find(c) != std::string::npos;
  };
  for (const char* before : {" articles, ", " article, ", " duplicate ids; ", "\"took_ms\":"})
    mask_after(text, before, is_number, "TIME");
  mask_after(text, "\"score\":", is_number, "SCORE");
  for (const char* before : {"\"first_indexed\":\"", "\nindexed:   "})
    mask_after(text, before, is_time, "TIME");
  replace_all(text, PROJECT_DIR, "PROJECT");
  return text;
}

}  // namespace kartotek
