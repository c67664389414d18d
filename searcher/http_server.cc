#include "searcher/http_server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <thread>

#include "corpus/error.h"
#include "searcher/http_connections.h"
#include "searcher/http_guard.h"
#include "searcher/http_library.h"

namespace kartotek {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_memory = std::size_t{1} << 17;  // of a connection: its request line and headers
constexpr std::size_t most_body = std::size_t{1} << 16;    // of a request, which no request needs

// A request and what becomes of it.
struct Exchange {
  HttpRequest request;
  bool begun = false;    // the headers are there
  std::size_t body = 0;  // bytes of it, which are passed over
  Clock::time_point start = Clock::now();
  HttpConnections::Handle slot{};
  unsigned status = 0;
  std::size_t bytes = 0;

  std::mutex mutex;  // of what follows
  std::shared_ptr<HttpStream> stream;
  MHD_Connection* suspended = nullptr;
  std::optional<HttpResponse> response;
  bool gone = false;

  void answer(HttpResponse given) {
    const std::lock_guard lock(mutex);
    if (response || gone) {
      if (given.stream) given.stream->abandon();  // or its writer would wait for a reader for ever
      return;
    }
    response = std::move(given);
    if (suspended != nullptr) mhd().resume_connection(suspended);
    suspended = nullptr;
  }
};

std::string header(MHD_Connection* connection, const char* name) {
  const char* const value = mhd().lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? std::string() : value;
}

std::string client_of(MHD_Connection* connection) {
  const auto* const info = mhd().get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == nullptr || info->client_addr == nullptr) return "-";
  char text[INET6_ADDRSTRLEN] = "-";
  if (info->client_addr->sa_family == AF_INET)
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(info->client_addr)->sin_addr, text, sizeof text);
  else if (info->client_addr->sa_family == AF_INET6)
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(info->client_addr)->sin6_addr, text,
              sizeof text);
  return text;
}

HttpConnections::Handle slot_of(MHD_Connection* connection) {
  const auto* const info = mhd().get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  if (info == nullptr || info->socket_context == nullptr) throw std::bad_alloc();
  return *static_cast<HttpConnections::Handle*>(info->socket_context);
}

HttpResponse error_response(unsigned status, std::string_view code, std::string_view message) {
  HttpResponse response;
  response.status = status;
  response.body.append(R"({"error":{"code":")").append(code).append(R"(","message":")").append(message);
  response.body.append("\",\"at\":null}}\n");
  response.headers = {{"Connection", "close"}};
  return response;
}

// Where an answer that is a stream is read from.
struct StreamReader {
  std::shared_ptr<HttpStream> stream;
  MHD_Connection* connection;
  HttpConnections& connections;
  HttpConnections::Handle slot;
  std::chrono::milliseconds time;
};

ssize_t read_stream(void* cls, std::uint64_t /*position*/, char* to, std::size_t size) {
  const auto& reader = *static_cast<StreamReader*>(cls);
  const auto count = reader.stream->read(
      to, size,
      [&reader] {
        reader.connections.work(reader.slot);
        mhd().suspend_connection(reader.connection);
      },
      [connection = reader.connection] { mhd().resume_connection(connection); });
  if (!count)
    return reader.stream->whole() ? MHD_CONTENT_READER_END_OF_STREAM : MHD_CONTENT_READER_END_WITH_ERROR;
  if (*count > 0) reader.connections.send(reader.slot, reader.time);
  return static_cast<ssize_t>(*count);
}

using Owner = std::shared_ptr<Exchange>;

void free_stream(void* cls) { delete static_cast<StreamReader*>(cls); }

}  // namespace

struct HttpServer::State {
  Options options;
  Handler handler;
  HttpConnections connections;
  MHD_Daemon* daemon = nullptr;
  std::thread clock;

  std::mutex mutex;  // of what follows
  std::condition_variable changed;
  std::set<Owner> exchanges;  // under way
  bool ticking = true;

  State(Options given, Handler handle)
      : options(std::move(given)), handler(std::move(handle)), connections(options.connections) {}

  void start();
  void tick();
  void stop(std::chrono::milliseconds grace);
  void begin(const Owner& exchange, MHD_Connection* connection, const char* method);
  MHD_Result take(const Owner& exchange, MHD_Connection* connection);
  MHD_Result send(Exchange& exchange, MHD_Connection* connection, HttpResponse response);
  void complete(const Owner& exchange);

  // What libmicrohttpd calls, with the State as `cls`. None of these lets an exception into its C.
  static void* on_target(void* cls, const char* target, MHD_Connection* connection);
  static void on_connection(void* cls, MHD_Connection* connection, void** context,
                            MHD_ConnectionNotificationCode code);
  static MHD_Result on_request(void* cls, MHD_Connection* connection, const char* url, const char* method,
                               const char* version, const char* upload, std::size_t* upload_size,
                               void** context);
  static void on_completed(void* cls, MHD_Connection* connection, void** context,
                           MHD_RequestTerminationCode code);
};

// The first call of a request, with its target as sent; what it returns goes along with the request.
void* HttpServer::State::on_target(void* /*cls*/, const char* target, MHD_Connection* connection) {
  try {
    auto exchange = std::make_shared<Exchange>();
    exchange->request.raw_target = target;
    exchange->slot = slot_of(connection);
    return std::make_unique<Owner>(std::move(exchange)).release();
  } catch (const std::exception&) {
    return nullptr;
  }
}

void HttpServer::State::on_connection(void* cls, MHD_Connection* connection, void** context,
                                      MHD_ConnectionNotificationCode code) {
  State& state = *static_cast<State*>(cls);
  auto* const slot = static_cast<HttpConnections::Handle*>(*context);
  try {
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
      const auto* const info = mhd().get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
      *context =
          new HttpConnections::Handle(state.connections.add(info->connect_fd, state.options.request_time));
    } else if (slot != nullptr) {
      state.connections.remove(*slot);
      delete slot;
      *context = nullptr;
    }
  } catch (const std::exception&) {
    *context = nullptr;
  }
}

MHD_Result HttpServer::State::on_request(void* cls, MHD_Connection* connection, const char* /*url*/,
                                         const char* method, const char* /*version*/, const char* /*upload*/,
                                         std::size_t* upload_size, void** context) {
  State& state = *static_cast<State*>(cls);
  if (*context == nullptr) return MHD_NO;
  const Owner exchange = *static_cast<Owner*>(*context);
  try {
    if (!exchange->begun) {  // The headers are there; the body, if any, is still to come.
      state.begin(exchange, connection, method);
      return MHD_YES;
    }
    if (*upload_size > 0) {
      exchange->body += *upload_size;
      *upload_size = 0;
      return exchange->body <= most_body ? MHD_YES : MHD_NO;
    }
    return state.take(exchange, connection);
  } catch (const std::exception&) {
    return MHD_NO;
  }
}

void HttpServer::State::on_completed(void* cls, MHD_Connection* /*connection*/, void** context,
                                     MHD_RequestTerminationCode /*code*/) {
  if (*context == nullptr) return;
  const std::unique_ptr<Owner> owner(static_cast<Owner*>(*context));
  *context = nullptr;
  try {
    static_cast<State*>(cls)->complete(*owner);
  } catch (const std::exception&) {
    return;  // The log could not be written.
  }
}

void HttpServer::State::begin(const Owner& exchange, MHD_Connection* connection, const char* method) {
  exchange->begun = true;
  HttpRequest& request = exchange->request;
  request.method = method;
  request.host = header(connection, "Host");
  request.authorization = header(connection, "Authorization");
  request.cookie = header(connection, "Cookie");
  request.if_none_match = header(connection, "If-None-Match");
  request.fetch_site = header(connection, "Sec-Fetch-Site");
  request.client = client_of(connection);
  const std::lock_guard lock(mutex);
  exchanges.insert(exchange);
}

// The whole request is there: answers it, or lets the connection rest until there is an answer.
MHD_Result HttpServer::State::take(const Owner& exchange, MHD_Connection* connection) {
  const std::lock_guard lock(exchange->mutex);
  if (exchange->response) return send(*exchange, connection, std::move(*exchange->response));
  connections.work(exchange->slot);
  if (connections.full())
    return send(*exchange, connection, error_response(503, "busy", "too many connections"));
  auto target = parse_target(exchange->request.raw_target);
  if (!target)
    return send(*exchange, connection, error_response(400, "bad_request", "the address is not well-formed"));
  exchange->request.target = std::move(*target);
  auto response =
      handler(exchange->request, [exchange](HttpResponse later) { exchange->answer(std::move(later)); });
  if (response) return send(*exchange, connection, std::move(*response));
  exchange->suspended = connection;
  mhd().suspend_connection(connection);
  return MHD_YES;
}

MHD_Result HttpServer::State::send(Exchange& exchange, MHD_Connection* connection, HttpResponse response) {
  exchange.status = response.status;
  exchange.bytes = response.body.size();
  exchange.stream = response.stream;
  MHD_Response* made = nullptr;
  if (response.stream != nullptr)
    made = mhd().create_response_from_callback(
        MHD_SIZE_UNKNOWN, std::size_t{1} << 16, &read_stream,
        new StreamReader{response.stream, connection, connections, exchange.slot, options.send_time},
        &free_stream);
  else
    made =
        mhd().create_response_from_buffer(response.body.size(), response.body.data(), MHD_RESPMEM_MUST_COPY);
  if (made == nullptr) return MHD_NO;
  mhd().add_response_header(made, "Content-Type", response.content_type.c_str());
  for (const auto& headers : {response.headers, security_headers()})
    for (const auto& [name, value] : headers) mhd().add_response_header(made, name.c_str(), value.c_str());
  connections.send(exchange.slot, options.send_time);
  const MHD_Result queued = mhd().queue_response(connection, response.status, made);
  mhd().destroy_response(made);
  return queued;
}

void HttpServer::State::complete(const Owner& exchange) {
  if (exchange->stream) {  // Only this thread writes it.
    exchange->bytes = exchange->stream->bytes_read();
    exchange->stream->abandon();
  }
  connections.wait_for_request(exchange->slot, options.request_time);
  {
    const std::lock_guard lock(exchange->mutex);
    exchange->gone = true;
    exchange->suspended = nullptr;
  }
  {
    const std::lock_guard lock(mutex);
    exchanges.erase(exchange);
    changed.notify_all();
  }
  const std::chrono::duration<double, std::milli> took = Clock::now() - exchange->start;
  if (options.log) options.log(exchange->request, exchange->status, exchange->bytes, took.count());
}

void HttpServer::State::start() {
  daemon = mhd().start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, nullptr, nullptr,
                              &on_request, this, MHD_OPTION_LISTEN_SOCKET, options.socket,
                              MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned>(2 * options.connections),
                              MHD_OPTION_CONNECTION_MEMORY_LIMIT, most_memory, MHD_OPTION_STRICT_FOR_CLIENT,
                              1, MHD_OPTION_URI_LOG_CALLBACK, &on_target, this, MHD_OPTION_NOTIFY_CONNECTION,
                              &on_connection, this, MHD_OPTION_NOTIFY_COMPLETED, &on_completed, this,
                              MHD_OPTION_END);
  if (daemon == nullptr) {
    ::close(options.socket);
    throw Error(ErrorKind::io, "the HTTP server cannot be started");
  }
  try {
    clock = std::thread([this] { tick(); });
  } catch (const std::system_error& error) {
    stop(std::chrono::milliseconds(0));
    throw lack_of_threads(error);
  }
}

// Cuts off the late, several times within the time that they have.
void HttpServer::State::tick() {
  const auto pause = std::min(options.request_time / 5, std::chrono::milliseconds(1000));
  std::unique_lock lock(mutex);
  while (!changed.wait_for(lock, pause, [this] { return !ticking; })) connections.cut_late();
}

void HttpServer::State::stop(std::chrono::milliseconds grace) {
  if (daemon == nullptr) return;
  ::close(mhd().quiesce_daemon(daemon));
  std::set<Owner> late;
  {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, grace, [this] { return exchanges.empty(); });
    late = exchanges;
  }
  for (const Owner& exchange : late) {
    exchange->answer(error_response(503, "stopping", "the server is being stopped"));
    const std::lock_guard lock(exchange->mutex);
    if (exchange->stream) exchange->stream->end(false);
  }
  mhd().stop_daemon(daemon);
  daemon = nullptr;
  {
    const std::lock_guard lock(mutex);
    ticking = false;
    changed.notify_all();
  }
  if (clock.joinable()) clock.join();
}

HttpServer::HttpServer(Options options, Handler handler)
    : state_(std::make_unique<State>(std::move(options), std::move(handler))) {
  state_->start();
}

HttpServer::~HttpServer() { stop(std::chrono::milliseconds(0)); }

void HttpServer::stop(std::chrono::milliseconds grace) { state_->stop(grace); }

}  // namespace kartotek
