#include "indexer/generation.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "corpus/error.h"
#include "indexer/shards.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view name_prefix = "generation-";
constexpr std::string_view stub_prefix = "auto ";
constexpr std::string_view previous_prefix = "# before it: ";

constexpr std::string_view scratch_name = "current.new";

fs::path stub(const fs::path& index) { return index / "current"; }

// The number of a generation's directory; 0 for any other name.
unsigned long number_of(const fs::path& generation) {
  const std::string name = generation.filename();
  if (!name.starts_with(name_prefix) || name.size() > name_prefix.size() + 9) return 0;
  unsigned long number = 0;
  for (const char c : std::string_view(name).substr(name_prefix.size())) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<unsigned long>(c - '0');
  }
  return number;
}

std::vector<fs::path> generations(const fs::path& index) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(index))
    if (number_of(entry.path()) > 0) found.push_back(entry.path());
  std::sort(found.begin(), found.end(),
            [](const fs::path& a, const fs::path& b) { return number_of(a) < number_of(b); });
  return found;
}

void sync(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    throw Error(ErrorKind::io, fmt::format("cannot open {} to make it durable", path.string()));
  const int result = ::fsync(descriptor);
  ::close(descriptor);
  if (result != 0)
    throw Error(ErrorKind::io, fmt::format("cannot make {} durable", path.string()), "is the disk full?");
}

// The generation that a line of the stub names behind `prefix`, or one of its shards; empty where none does.
fs::path named_in_stub(const fs::path& index, std::string_view prefix) {
  std::ifstream file(stub(index));
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(prefix)) continue;
    const std::string named = line.substr(prefix.size());
    const std::string generation = named.substr(0, named.find('/'));
    if (number_of(generation) > 0) return index / generation;
  }
  return {};
}

void sync_all(const fs::path& generation) {
  for (const fs::directory_entry& entry : fs::directory_iterator(generation))
    entry.is_directory() ? sync_all(entry.path()) : sync(entry.path());
  sync(generation);
}

// Scratch of a generation lies beside it, with its name and more.
void remove_all_but(const fs::path& index, const fs::path& live, const fs::path& previous) {
  std::vector<fs::path> old;
  for (const fs::directory_entry& entry : fs::directory_iterator(index)) {
    const std::string name = entry.path().filename();
    if (name.starts_with(name_prefix) && name != live.filename() && name != previous.filename())
      old.push_back(entry.path());
  }
  for (const fs::path& path : old) {
    std::error_code ignored;  // the next run tries again
    fs::remove_all(path, ignored);
  }
}

}  // namespace

bool has_live_generation(const fs::path& index) { return fs::exists(stub(index)); }

fs::path live_generation(const fs::path& index) {
  if (!has_live_generation(index))
    throw Error(ErrorKind::index, fmt::format("there is no index in {}", index.string()),
                fmt::format("make one with: indexer --index {} SOURCE", index.string()));
  fs::path live = named_in_stub(index, stub_prefix);
  if (live.empty())
    throw Error(ErrorKind::index, fmt::format("{} does not name a generation", stub(index).string()),
                "run indexer --rebuild with all its sources");
  return live;
}

bool is_live(const fs::path& index, const fs::path& generation) {
  return named_in_stub(index, stub_prefix).filename() == generation.filename();
}

fs::path previous_generation(const fs::path& index) {
  live_generation(index);
  fs::path previous = named_in_stub(index, previous_prefix);
  if (previous.empty() || !fs::exists(previous))
    throw Error(ErrorKind::usage, fmt::format("{} has no generation before the live one", index.string()),
                "there is one after a --rebuild");
  return previous;
}

fs::path new_generation(const fs::path& index) {
  fs::create_directories(index);
  const std::vector<fs::path> old = generations(index);
  const unsigned long last = old.empty() ? 0 : number_of(old.back());
  fs::path made = index / fmt::format("{}{:06}", name_prefix, last + 1);
  fs::create_directory(made);  // Xapian would take away what the umask lets the group do.
  return made;
}

void switch_to(const fs::path& index, const fs::path& generation) {
  // A stub that cannot be read names nothing worth keeping.
  const fs::path before = named_in_stub(index, stub_prefix);
  sync_all(generation);
  const fs::path scratch = index / scratch_name;
  std::ofstream file(scratch, std::ios::trunc);
  for (const fs::path& shard : shards_of(generation))
    file << stub_prefix << shard.lexically_relative(generation.parent_path()).string() << '\n';
  if (!before.empty()) file << previous_prefix << before.filename().string() << '\n';
  file.close();
  if (!file)
    throw Error(ErrorKind::io, fmt::format("cannot write {}", scratch.string()), "is the disk full?");
  sync(scratch);
  fs::rename(scratch, stub(index));
  sync(index);
  remove_all_but(index, generation, before);
}

void remove_leftovers(const fs::path& index) {
  fs::remove(index / scratch_name);
  const fs::path live = named_in_stub(index, stub_prefix);
  // A stub that cannot be read may name something that a person can still save.
  if (live.empty() && has_live_generation(index)) return;
  remove_all_but(index, live, named_in_stub(index, previous_prefix));
}

}  // namespace kartotek
