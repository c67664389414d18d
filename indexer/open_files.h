#pragma once

#include <sys/resource.h>

namespace kartotek {

// Lets this process open as many files as the system allows at all, not just the usual 1,024: each database
// that is open takes four or more, and an index may have many shards, a build many parts.
inline void allow_many_open_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);  // where that is refused, it stays as it is
}

}  // namespace kartotek
