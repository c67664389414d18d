#pragma once

#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

namespace kartotek {

// Articles out of few words, for tests that two ways lead to one answer.

inline const std::vector<std::string>& vocabulary() {
  static const std::vector<std::string> words{"drone",  "frigate", "Baku",   "Ankara",  "Kyiv",    "exercise",
                                              "mine",   "treaty",  "export", "missile", "engine",  "corvette",
                                              "budget", "radar",   "convoy", "border",  "airbase", "Ganja"};
  return words;
}

// Articles of random words, some of them dated to a month or a year or not at all.
inline std::string random_articles(int count, std::mt19937& random) {
  std::string lines;
  const auto pick = [&random](std::size_t size) { return static_cast<std::size_t>(random()) % size; };
  static const std::vector<std::string> countries{R"("TR")", R"("AZ")", R"("UA","TR")", R"("US")", ""};
  for (int i = 0; i < count; ++i) {
    std::string body;
    // Few words are frequent and many are rare.
    for (std::size_t k = 0; k < 12; ++k) body += vocabulary()[pick(1 + pick(vocabulary().size()))] + " ";
    const std::size_t month = 1 + pick(12);
    const std::size_t kind = pick(10);
    const std::string date =
        kind == 0   ? ""
        : kind == 1 ? fmt::format(R"("date":"{}",)", 2015 + pick(9))
        : kind == 2 ? fmt::format(R"("date":"{}-{:02}",)", 2015 + pick(9), month)
                    : fmt::format(R"("date":"{}-{:02}-{:02}",)", 2015 + pick(9), month, 1 + pick(28));
    lines +=
        fmt::format(R"({{"id":"{}","title":"Report {}",{}"countries":[{}],"source":"wire {}","body":"{}"}})",
                    i, i, date, countries[pick(countries.size())], pick(3), body);
    lines += '\n';
  }
  return lines;
}

// Any two words, side by side.
inline std::vector<std::string> pairs() {
  std::vector<std::string> all;
  for (const std::string& one : vocabulary())
    for (const std::string& other : vocabulary()) all.push_back(one + " " + other);
  return all;
}

}  // namespace kartotek
