// A server for tests that does exactly what a script says, however wrong that is.
//
// Listens on an ephemeral port of 127.0.0.1. Each connection is played by a thread: the first by the first
// script, the next by the next, all further ones by the last. Every read and write gives up after ten
// seconds, and the destructor ends what is still going on, so that a test cannot hang on it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <openssl/ssl.h>

namespace http_task::testing {

// Thrown within a script when the connection is over; ends the script.
struct peer_gone {};

// The client, as seen by a script.
class peer {
public:
  peer(int socket, SSL* ssl, const std::atomic<bool>& stopping)
      : socket_(socket), ssl_(ssl), stopping_(stopping) {}

  // A head with its empty line; what came after it stays for read_body().
  std::string read_head();
  std::string read_body(std::size_t size);
  // A head and as much body as its Content-Length says.
  std::string read_request();
  void send(std::string_view bytes);
  // In pieces with pauses between them.
  void send_slowly(std::string_view bytes, std::size_t piece, std::chrono::milliseconds pause);
  // Until the client is gone, at most ten seconds.
  void send_for_ever(std::string_view bytes, std::chrono::milliseconds pause);
  void sleep(std::chrono::milliseconds length);
  void shutdown_write();
  // Reads and forgets until the client closes, at most `longest`.
  void drain(std::chrono::milliseconds longest = std::chrono::seconds(10));
  // Ends with a RST.
  [[noreturn]] void reset();

private:
  std::size_t read_some(char* into, std::size_t size);

  int socket_;
  SSL* ssl_; // nullptr: plain TCP
  const std::atomic<bool>& stopping_;
  std::string buffer_;
};

using script = std::function<void(peer&)>;

// Sends one answer after each request head, as long as the client asks.
[[nodiscard]] script answer_always(std::string answer);
// Reads a request, sends the answer, closes.
[[nodiscard]] script answer_once(std::string answer);

class scripted_server {
public:
  // With `tls`, whose SSL_CTX stays the caller's, each connection begins with a handshake.
  explicit scripted_server(std::vector<script> scripts, SSL_CTX* tls = nullptr);
  explicit scripted_server(script all) : scripted_server(std::vector<script>{std::move(all)}) {}
  // At a port of its own choice on every address of this machine; one script plays all connections.
  scripted_server(script all, std::uint16_t port, SSL_CTX* tls = nullptr);
  ~scripted_server();
  scripted_server(const scripted_server&) = delete;
  scripted_server& operator=(const scripted_server&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] int connections() const noexcept { return accepted_; }

private:
  void accept_all();
  void play(int socket, const script& s);

  std::vector<script> scripts_;
  SSL_CTX* tls_;
  std::uint16_t port_ = 0;
  int listener_; // fills port_
  std::atomic<int> accepted_{0};
  std::atomic<bool> stopping_{false};
  std::mutex mutex_; // guards what follows
  std::vector<std::thread> players_;
  std::vector<int> open_;
  std::thread acceptor_;
};

// A port of 127.0.0.1 on which nothing listens.
[[nodiscard]] std::uint16_t closed_port();

// A port of 127.0.0.1, or of another address of the loopback network, on which connecting hangs: its queue is
// full, and nobody takes from it.
class full_port {
public:
  full_port() : full_port("127.0.0.1", 0) {}
  full_port(const char* address, std::uint16_t port); // 0: any
  ~full_port();
  full_port(const full_port&) = delete;
  full_port& operator=(const full_port&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
  std::uint16_t port_ = 0;
  std::vector<int> sockets_;
};

} // namespace http_task::testing
