#pragma once

#include <microhttpd.h>

namespace kartotek {

// The functions of libmicrohttpd, each without the MHD_ of its name. It is loaded by the first to ask for it
// and not with the program: with the nine libraries that it brings along it takes two milliseconds to load, a
// fifth of what a searcher that answers one question takes in all, and only a server needs it.
struct HttpLibrary {
  decltype(&MHD_add_response_header) add_response_header;
  decltype(&MHD_create_response_from_buffer) create_response_from_buffer;
  decltype(&MHD_create_response_from_callback) create_response_from_callback;
  decltype(&MHD_destroy_response) destroy_response;
  decltype(&MHD_get_connection_info) get_connection_info;
  decltype(&MHD_lookup_connection_value) lookup_connection_value;
  decltype(&MHD_queue_response) queue_response;
  decltype(&MHD_quiesce_daemon) quiesce_daemon;
  decltype(&MHD_resume_connection) resume_connection;
  decltype(&MHD_start_daemon) start_daemon;
  decltype(&MHD_stop_daemon) stop_daemon;
  decltype(&MHD_suspend_connection) suspend_connection;
};

// Loads it, where that is still to be done. Throws Error(io) where it is not there. Thread-safe.
const HttpLibrary& mhd();

}  // namespace kartotek
