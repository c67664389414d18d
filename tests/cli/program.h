#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

// Runs the built programs as a script would, each test in a folder of its own.
namespace kartotek {

using Json = nlohmann::ordered_json;  // keeps the order of the keys, which is part of the contract

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

inline std::vector<std::string> keys_of(const Json& json) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  return keys;
}

// A folder under the system's folder of temporary files, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "kartotek-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // Writes a file, and the folders it lies in; returns its path.
  std::string write(const std::string& name, std::string_view content) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }

 private:
  std::filesystem::path path_;
};

struct Call {
  std::vector<std::string> arguments;
  std::string input;                               // on standard input
  std::map<std::string, std::string> environment;  // on top of the test's own
  std::filesystem::path folder;                    // to run in; "" is where the test runs
  bool unprivileged = false;                       // as user nobody, where the test runs as root
  std::chrono::seconds limit{120};                 // then it is killed, which no test expects
};

struct Outcome {
  int exit = -1;  // what a shell would say: 128 + the signal where one ended it
  std::string out;
  std::string err;
  std::chrono::duration<double> took{};
};

namespace detail {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

inline File scratch_file() { return {std::tmpfile(), &std::fclose}; }

inline std::string content_of(std::FILE* file) {
  std::string text;
  std::rewind(file);
  char piece[1 << 16];
  for (std::size_t got = 0; (got = std::fread(piece, 1, sizeof piece, file)) > 0;) text.append(piece, got);
  return text;
}

// In the child: becomes the program, or ends with 127.
[[noreturn]] inline void become(const std::string& program, const Call& call, const File& in, const File& out,
                                const File& err) {
  constexpr uid_t nobody = 65534;
  ::dup2(::fileno(in.get()), STDIN_FILENO);
  ::dup2(::fileno(out.get()), STDOUT_FILENO);
  ::dup2(::fileno(err.get()), STDERR_FILENO);
  ::unsetenv("KARTOTEK_INDEX");
  ::unsetenv("NO_COLOR");
  for (const auto& [name, value] : call.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (!call.folder.empty() && ::chdir(call.folder.c_str()) != 0) ::_exit(127);
  if (call.unprivileged && ::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) ::_exit(127);
  std::vector<char*> arguments{const_cast<char*>(program.c_str())};
  for (const std::string& argument : call.arguments) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  ::execvp(program.c_str(), arguments.data());
  ::_exit(127);
}

}  // namespace detail

// Runs a program to its end, or to the time limit.
inline Outcome run(const std::string& program, const Call& call) {
  const detail::File in = detail::scratch_file();
  const detail::File out = detail::scratch_file();
  const detail::File err = detail::scratch_file();
  std::fwrite(call.input.data(), 1, call.input.size(), in.get());
  std::rewind(in.get());
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) detail::become(program, call, in, out, err);
  int status = 0;
  bool late = false;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (!late && std::chrono::steady_clock::now() - start > call.limit) {
      late = true;
      ADD_FAILURE() << program << " took more than " << call.limit.count() << " s";
      ::kill(child, SIGKILL);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  Outcome outcome;
  outcome.took = std::chrono::steady_clock::now() - start;
  outcome.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  outcome.out = detail::content_of(out.get());
  outcome.err = detail::content_of(err.get());
  return outcome;
}

// A test with an empty folder and an index yet to be made in it.
class ProgramTest : public testing::Test {
 protected:
  const TemporaryFolder folder_;
  const std::string index_ = (folder_.path() / "index").string();

  Outcome indexer(std::vector<std::string> arguments, const std::string& input = {}) const {
    arguments.insert(arguments.begin(), {"--index", index_});
    return run(PROGRAM_DIR "/indexer",
               {.arguments = arguments, .input = input, .environment = {}, .folder = {}});
  }

  Outcome searcher(std::vector<std::string> arguments, const std::string& input = {}) const {
    arguments.insert(arguments.begin(), {"--index", index_});
    return run(PROGRAM_DIR "/searcher",
               {.arguments = arguments, .input = input, .environment = {}, .folder = {}});
  }

  // Indexes JSON Lines, of which every line has to be taken.
  void take(const std::string& json_lines) const {
    const Outcome outcome = indexer({folder_.write("articles.jsonl", json_lines)});
    ASSERT_EQ(outcome.exit, 0) << outcome.err;
  }

  Json search_json(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--format", "json"});
    const Outcome outcome = searcher(std::move(arguments));
    EXPECT_LE(outcome.exit, 1) << outcome.err;
    const Json json = Json::parse(outcome.out, nullptr, false);
    EXPECT_FALSE(json.is_discarded()) << outcome.out;
    return json;
  }

  Json show(const std::string& id) const {
    const Outcome outcome = searcher({"--format", "json", "--show", id});
    EXPECT_EQ(outcome.exit, 0) << outcome.err;
    return Json::parse(outcome.out, nullptr, false);
  }

  // The ids of all hits, in their order.
  std::vector<std::string> found(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--limit", "0"});
    std::vector<std::string> ids;
    const Json answer = search_json(std::move(arguments));
    for (const Json& hit : answer["hits"]) ids.push_back(hit["id"]);
    return ids;
  }
};

}  // namespace kartotek
