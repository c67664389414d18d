#include "indexer/lines_of_run.h"

namespace kartotek {

SourceLines& LinesOfRun::of(const std::string& source) {
  const auto found = loaded_.find(source);
  if (found != loaded_.end()) return found->second;
  if (held_ > memory_) write_back();
  SourceLines read = read_source_lines(database_, source);
  held_ += read.sample.bytes();
  return loaded_.emplace(source, std::move(read)).first->second;
}

void LinesOfRun::add(const std::string& source, std::string_view hash, const Article& article) {
  LineSample& sample = of(source).sample;
  touched_.insert(source);
  const std::size_t before = sample.bytes();
  sample.add(hash, article);
  held_ += sample.bytes();
  held_ -= before;
}

void LinesOfRun::remove(const std::string& source, std::string_view hash) {
  LineSample& sample = of(source).sample;
  touched_.insert(source);
  held_ -= sample.bytes();
  sample.remove(hash);
  held_ += sample.bytes();
}

void LinesOfRun::write_back() {
  for (const auto& [source, lines] : loaded_) keep_source_lines(database_, source, lines);
  loaded_.clear();
  held_ = 0;
}

}  // namespace kartotek
