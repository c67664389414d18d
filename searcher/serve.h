#pragma once

#include <string>
#include <vector>

#include "searcher/listen_socket.h"
#include "searcher/remote_part.h"

namespace kartotek {

struct ServeOptions {
  ListenAddress address;
  std::vector<std::string> indexes;
  std::string token;                             // asked of every client where it is not empty
  AnswerTimeout timeout = usual_answer_timeout;  // of remote parts
};

// Serves the page and the API until SIGTERM or SIGINT, and then answers what is under way. Says on standard
// output where it listens, and writes a line for each request to standard error. To be called while the
// program has one thread. Throws Error where it cannot begin.
void serve(const ServeOptions& options);

}  // namespace kartotek
