#include <gtest/gtest.h>

#include "tests/cli/masked.h"
#include "tests/cli/program.h"

// What a person sees, kept word for word in golden/*.txt. tests/cli/update_golden writes those files
// anew after an intended change; the diff is then what the reviewer reads.

namespace kartotek {
namespace {

struct Golden {
  std::string name;
  std::vector<std::string> arguments;
  std::string input;
};

void PrintTo(const Golden& golden, std::ostream* out) { *out << golden.name; }

const std::vector<Golden> cases{
    {"ranked", {"--limit", "3", "S-400"}, {}},
    {"ranked_in_turkish", {"--limit", "2", "Kızılelma'nın", "ilk", "uçuşu"}, {}},
    {"colour", {"--limit", "1", "--color", "always", "Алиев", "Эрдоган"}, {}},
    {"facets", {"--limit", "1", "--facets", "country,year,lang", "Baykar"}, {}},
    {"newest", {"--limit", "3", "*"}, {}},
    {"date_range", {"--from", "2021-06", "--to", "2021-06", "--sort", "oldest", "Azerbaijan"}, {}},
    {"explain", {"--explain", "--limit", "1", "+mines Karabakh -country:RO"}, {}},
    {"explain_exact", {"--explain", "--exact", "--limit", "1", "Aliyev"}, {}},
    {"no_hits", {"Zanzibar"}, {}},
    {"json", {"--format", "json", "--limit", "1", "--facets", "country,month", "country:NE"}, {}},
    {"jsonl", {"--format", "jsonl", "--sort", "oldest", "country:PL"}, {}},
    {"csv", {"--format", "csv", "--sort", "newest", "--limit", "3", "source:caspian-brief"}, {}},
    {"show", {"--show", "cb-2024-077"}, {}},
    {"show_json", {"--format", "json", "--show", "cb-2024-077"}, {}},
    {"show_unknown", {"--show", "nowhere.txt"}, {}},
    {"batch_text", {"--limit", "1", "--queries", "-"}, "q1\tKAAN\nq2\tZanzibar\n"},
    {"error_field", {"Çeşme", "yazar:Ali"}, {}},
    {"error_quote", {"savunma \"sanayii"}, {}},
    {"error_date", {"date:2021-13"}, {}},
    {"error_json", {"--format", "json", "Şuşa", "&&", "Bakü"}, {}},
    {"error_country", {"--country", "Atlantis", "drone"}, {}},
};

std::string transcript(const Golden& golden, const Outcome& outcome) {
  std::string text = "$ searcher --index archive";
  for (const std::string& argument : golden.arguments) text += " '" + argument + "'";
  text += "\n" + outcome.out;
  if (!outcome.err.empty()) text += "--- standard error\n" + outcome.err;
  return masked(text + "--- exit " + std::to_string(outcome.exit) + "\n");
}

class GoldenRun : public ProgramTest, public testing::WithParamInterface<Golden> {};

TEST_P(GoldenRun, IsAsItWas) {
  const Golden& golden = GetParam();
  ASSERT_EQ(indexer({PROJECT_DIR "/corpus/articles"}).exit, 0);
  const std::string now = transcript(golden, searcher(golden.arguments, golden.input));
  const std::string file = PROJECT_DIR "/tests/cli/golden/" + golden.name + ".txt";
  if (std::getenv("KARTOTEK_UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe): one thread
    std::ofstream(file, std::ios::binary) << now;
    return;
  }
  EXPECT_EQ(now, read_file(file)) << "If this is intended: tests/cli/update_golden";
}

INSTANTIATE_TEST_SUITE_P(Searcher, GoldenRun, testing::ValuesIn(cases),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace kartotek
