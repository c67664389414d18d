#include "searcher/cluster_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include "corpus/error.h"
#include "searcher/remote_part.h"

namespace kartotek {
namespace {

Error wrong(const std::string& file, const toml::source_region& place, std::string_view what) {
  return {ErrorKind::usage, fmt::format("{} line {}: {}", file, place.begin.line, what),
          "a cluster file has, for each shard, [[shard]] and replicas = [\"tcp://HOST:PORT\", ...]"};
}

Place read_shard(const std::string& file, const toml::node& shard) {
  const toml::table* const table = shard.as_table();
  if (!table) throw wrong(file, shard.source(), "a shard is a table");
  for (const auto& [key, node] : *table)
    if (key != "replicas") throw wrong(file, node.source(), fmt::format("there is no key {}", key.str()));
  const toml::array* const replicas = table->get_as<toml::array>("replicas");
  if (!replicas || replicas->empty()) throw wrong(file, shard.source(), "the shard has no replicas");
  Place place;
  place.is_shard = true;
  for (const toml::node& replica : *replicas) {
    const auto* const text = replica.as_string();
    const bool is_path = text && text->get().starts_with('/');
    if (!text || (!is_path && !parse_remote(text->get())))
      throw wrong(file, replica.source(),
                  "a replica is tcp://HOST:PORT, ssh://USER@HOST/PATH or /PATH of this machine");
    place.replicas.push_back(text->get());
  }
  return place;
}

}  // namespace

std::vector<Place> places_of(const std::string& location) {
  const bool is_file = location.ends_with(".toml") && std::filesystem::is_regular_file(location);
  if (!is_file) return {Place{{location}}};
  toml::table cluster;
  try {
    cluster = toml::parse_file(location);
  } catch (const toml::parse_error& error) {
    throw wrong(location, error.source(), error.description());
  }
  std::vector<Place> places;
  for (const auto& [key, node] : cluster) {
    const toml::array* const shards = node.as_array();
    if (key != "shard" || !shards) throw wrong(location, node.source(), "there is nothing but [[shard]]");
    for (const toml::node& shard : *shards) places.push_back(read_shard(location, shard));
  }
  if (places.empty()) throw wrong(location, cluster.source(), "the file names no shard");
  return places;
}

}  // namespace kartotek
