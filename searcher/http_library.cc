#include "searcher/http_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include "corpus/error.h"

namespace kartotek {
namespace {

[[noreturn]] void fail() {
  const char* const reason = ::dlerror();  // NOLINT(concurrency-mt-unsafe): glibc keeps one for each thread
  throw Error(ErrorKind::io, fmt::format("the HTTP server cannot be loaded: {}", reason ? reason : "unknown"),
              "install the package of " HTTP_LIBRARY);
}

template <typename Function>
void find(void* library, Function& function, const char* name) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) fail();
}

HttpLibrary load() {
  void* const library = ::dlopen(HTTP_LIBRARY, RTLD_NOW | RTLD_LOCAL);  // stays till the end
  if (library == nullptr) fail();
  HttpLibrary loaded{};
  find(library, loaded.add_response_header, "MHD_add_response_header");
  find(library, loaded.create_response_from_buffer, "MHD_create_response_from_buffer");
  find(library, loaded.create_response_from_callback, "MHD_create_response_from_callback");
  find(library, loaded.destroy_response, "MHD_destroy_response");
  find(library, loaded.get_connection_info, "MHD_get_connection_info");
  find(library, loaded.lookup_connection_value, "MHD_lookup_connection_value");
  find(library, loaded.queue_response, "MHD_queue_response");
  find(library, loaded.quiesce_daemon, "MHD_quiesce_daemon");
  find(library, loaded.resume_connection, "MHD_resume_connection");
  find(library, loaded.start_daemon, "MHD_start_daemon");
  find(library, loaded.stop_daemon, "MHD_stop_daemon");
  find(library, loaded.suspend_connection, "MHD_suspend_connection");
  return loaded;
}

}  // namespace

const HttpLibrary& mhd() {
  static const HttpLibrary library = load();
  return library;
}

}  // namespace kartotek
