// Preloaded into a program under test, to do at a known moment what a world outside may do at any.
// KARTOTEK_FILE and KARTOTEK_BEFORE or KARTOTEK_AFTER: a command of the shell that is run once, before or
// after a file whose path ends so is opened to be read. KARTOTEK_CLOCK: seconds that the clock on the wall is
// ahead.

#include <dlfcn.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace {

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

void meddle(const char* path, const char* when) {
  const char* const file = std::getenv("KARTOTEK_FILE");
  const char* const command = std::getenv(when);
  if (file == nullptr || command == nullptr || !std::string_view(path).ends_with(file)) return;
  ::unsetenv("KARTOTEK_FILE");
  ::unsetenv("LD_PRELOAD");
  if (std::system(command) != 0) ::_exit(126);
}

}  // namespace

extern "C" {

std::FILE* fopen(const char* path, const char* mode) {
  meddle(path, "KARTOTEK_BEFORE");
  std::FILE* const file = next<std::FILE*(const char*, const char*)>("fopen")(path, mode);
  meddle(path, "KARTOTEK_AFTER");
  return file;
}

int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static const char* const ahead = std::getenv("KARTOTEK_CLOCK");
  const int result = next<int(clockid_t, timespec*)>("clock_gettime")(clock, time);
  if (result == 0 && clock == CLOCK_REALTIME && ahead != nullptr) time->tv_sec += std::atol(ahead);
  return result;
}

}  // extern "C"
