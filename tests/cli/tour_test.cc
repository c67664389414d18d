#include <gtest/gtest.h>

#include "tests/cli/masked.h"
#include "tests/cli/program.h"

// The tour of README.md: what stands behind a $ is run, and has to print what stands there.

namespace kartotek {
namespace {

using Tour = ProgramTest;

const std::string readme = PROJECT_DIR "/README.md";
constexpr char mark = '\036';  // between what two commands print

// Calls text(line), command(line) or output(line) for each line of a page of Markdown.
template <typename Text, typename Command, typename Output>
void read_page(const std::string& page, Text text, Command command, Output output) {
  bool in_console = false;
  for (const std::string& line : lines_of(page)) {
    const bool fence = line.starts_with("```");
    if (fence) in_console = line == "```console";
    if (fence || !in_console)
      text(line);
    else if (line.starts_with("$ "))
      command(line);
    else
      output(line);
  }
}

// `page` with what its commands print now.
std::string toured(const std::string& page, const std::filesystem::path& folder) {
  const auto pass = [](const std::string&) {};
  std::string script = "exec 2>&1\n";
  read_page(
      page, pass, [&](const std::string& line) { script += line.substr(2) + "\nprintf '\\036'\n"; }, pass);
  std::istringstream printed(
      run("bash", {.arguments = {"-c", script}, .input = {}, .environment = {}, .folder = folder}).out);
  std::string now;
  const auto copy = [&](const std::string& line) { now += line + "\n"; };
  const auto print = [&](const std::string& line) {
    copy(line);
    std::string output;
    std::getline(printed, output, mark);
    now += output;
    if (!output.empty() && output.back() != '\n') now += '\n';
  };
  read_page(page, copy, print, pass);
  return now;
}

TEST_F(Tour, PrintsWhatTheReadmeShows) {
  std::filesystem::create_directory_symlink(PROJECT_DIR "/corpus", folder_.path() / "corpus");
  std::filesystem::create_directory(folder_.path() / "build");
  std::filesystem::create_directory_symlink(PROGRAM_DIR, folder_.path() / "build/release");
  const std::string page = read_file(readme);
  const std::string now = toured(page, folder_.path());
  ASSERT_NE(now.find(" added"), std::string::npos) << "no tour";
  if (masked(now) == masked(page)) return;
  if (std::getenv("KARTOTEK_UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe): one thread
    std::ofstream(readme, std::ios::binary) << now;
    return;
  }
  EXPECT_EQ(masked(now), masked(page)) << "If this is intended: tests/cli/update_golden";
}

TEST(Readme, FitsAPageOf120Columns) {
  for (const std::string& line : lines_of(read_file(readme))) {
    const auto columns = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
    EXPECT_LE(columns, 120) << line;
  }
}

}  // namespace
}  // namespace kartotek
