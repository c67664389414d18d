// Preloaded into a program under test, to do at a known moment what a world outside may do at any.
// KARTOTEK_FILE and KARTOTEK_BEFORE or KARTOTEK_AFTER: a command of the shell that is run once, before or
// after a file whose path ends so is opened to be read. KARTOTEK_CLOCK: seconds that the clock on the wall is
// ahead. KARTOTEK_LOG: a file that gets a line for each call that makes something durable, puts it in its
// place or takes it away: "sync PATH", "rename PATH" (the new one), "remove NAME". KARTOTEK_THREADS: how many
// threads there can be made.

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
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

void log(std::string line) {
  static const char* const file = std::getenv("KARTOTEK_LOG");
  if (file == nullptr) return;
  line += '\n';
  const int out = ::open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (out < 0 || ::write(out, line.data(), line.size()) != static_cast<ssize_t>(line.size())) ::_exit(126);
  ::close(out);
}

void log_sync(int file) {
  std::string path(4096, '\0');
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
  path.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
  log("sync " + path);
}

}  // namespace

extern "C" {

int fsync(int file) {
  log_sync(file);
  return next<int(int)>("fsync")(file);
}
int fdatasync(int file) {
  log_sync(file);
  return next<int(int)>("fdatasync")(file);
}
int rename(const char* from, const char* to) noexcept {
  log(std::string("rename ") + to);
  return next<int(const char*, const char*)>("rename")(from, to);
}
int unlinkat(int folder, const char* name, int flags) noexcept {
  log(std::string("remove ") + name);
  return next<int(int, const char*, int)>("unlinkat")(folder, name, flags);
}

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

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*body)(void*),
                   void* argument) noexcept {
  static const char* const most = std::getenv("KARTOTEK_THREADS");
  static std::atomic<long> left = most != nullptr ? std::atol(most) : 0;
  if (most != nullptr && left-- <= 0) return EAGAIN;
  using Create = int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  return next<Create>("pthread_create")(thread, attributes, body, argument);
}

}  // extern "C"
