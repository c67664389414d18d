#include "indexer/generation.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "corpus/error.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view name_prefix = "generation-";
constexpr std::string_view stub_prefix = "auto ";

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

}  // namespace

bool has_live_generation(const fs::path& index) { return fs::exists(stub(index)); }

fs::path live_generation(const fs::path& index) {
  std::ifstream file(stub(index));
  std::string line;
  if (!std::getline(file, line))
    throw Error(ErrorKind::index, fmt::format("there is no index in {}", index.string()),
                fmt::format("make one with: indexer --index {} SOURCE", index.string()));
  if (!line.starts_with(stub_prefix) || number_of(line.substr(stub_prefix.size())) == 0)
    throw Error(ErrorKind::index, fmt::format("{} does not name a generation", stub(index).string()),
                "run indexer --rebuild");
  return index / line.substr(stub_prefix.size());
}

fs::path new_generation(const fs::path& index) {
  fs::create_directories(index);
  const std::vector<fs::path> old = generations(index);
  const unsigned long last = old.empty() ? 0 : number_of(old.back());
  return index / fmt::format("{}{:06}", name_prefix, last + 1);
}

void switch_to(const fs::path& index, const fs::path& generation) {
  if (const std::size_t errors = Xapian::Database::check(generation.string(), 0, nullptr))
    throw Error(ErrorKind::index, fmt::format("the new index has {} errors and was not put in place", errors),
                "is the disk sound? the index before is still there");
  // A stub that cannot be read names nothing worth keeping.
  fs::path before;
  try {
    before = live_generation(index);
  } catch (const Error&) {
    before.clear();
  }
  for (const fs::directory_entry& file : fs::directory_iterator(generation)) sync(file.path());
  sync(generation);
  const fs::path scratch = index / "current.new";
  std::ofstream(scratch, std::ios::trunc) << stub_prefix << generation.filename().string() << '\n';
  sync(scratch);
  fs::rename(scratch, stub(index));
  sync(index);
  for (const fs::path& old : generations(index))
    if (old != generation && old != before) fs::remove_all(old);
}

}  // namespace kartotek
