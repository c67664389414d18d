// Preloaded into a program under test. Calls that make something durable or take it away are points of that
// program's run, counted from 1. With KARTOTEK_KILL_AT=N it is killed just before point N, as by a lost power
// supply; with KARTOTEK_POINTS=FILE their number is written there when it ends.

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<long>& points() {
  static std::atomic<long> count{0};
  return count;
}

void point() {
  static const char* const wanted = std::getenv("KARTOTEK_KILL_AT");
  const long number = ++points();
  if (wanted != nullptr && number == std::atol(wanted)) ::kill(::getpid(), SIGKILL);
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

struct Writer {
  ~Writer() {
    const char* const file = std::getenv("KARTOTEK_POINTS");
    if (file == nullptr) return;
    if (std::FILE* const out = std::fopen(file, "w")) {
      std::fprintf(out, "%ld\n", points().load());
      std::fclose(out);
    }
  }
} at_exit;

}  // namespace

extern "C" {

int rename(const char* from, const char* to) {
  point();
  return next<int(const char*, const char*)>("rename")(from, to);
}
int fsync(int file) {
  point();
  return next<int(int)>("fsync")(file);
}
int fdatasync(int file) {
  point();
  return next<int(int)>("fdatasync")(file);
}
int unlink(const char* path) {
  point();
  return next<int(const char*)>("unlink")(path);
}
int unlinkat(int folder, const char* path, int flags) {
  point();
  return next<int(int, const char*, int)>("unlinkat")(folder, path, flags);
}

}  // extern "C"
