#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kartotek {

// Where one part of what is searched is to be had: an index directory of this machine, or the addresses of a
// shard and of its replicas, those to be tried first in front.
struct Place {
  std::vector<std::string> replicas;
  bool is_shard = false;  // of a cluster file
};

// What an argument of --index names: one place, or those of a cluster file, which is a TOML file with a table
// for each shard:
//
//   [[shard]]
//   replicas = ["tcp://10.0.0.1:7000", "tcp://10.0.0.2:7000", "/srv/kartotek/shard-0"]
//
// where a path is that of a shard's database on this machine.
// Throws Error(usage), with the line, where the file is no such.
std::vector<Place> places_of(const std::string& location);

}  // namespace kartotek
