// The sandbox as a server: HTTP/1.1 on a loopback port, with and without TLS on the same one.
//
// Serves on one thread of its own. The first byte of a connection says which of the two it is (a TLS record
// begins with 22); the certificate is made for the server name that the client asks for. Bounded: header 64
// KiB, body 16 MiB, 30 s without progress, 256 connections.
#pragma once

#include "document/json.hpp"
#include "sandbox/message.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace http_task::host {

class sandbox_server {
public:
  // Called on the server's thread, one request at a time.
  using handler = std::function<sandbox_answer(const sandbox_request&)>;

  // Takes the port of 127.0.0.1, any free one for 0, and makes the certificate authority. Answers nothing
  // before start(). Fails with "sandbox.failed".
  [[nodiscard]] static result<std::unique_ptr<sandbox_server>> listen(std::uint16_t port);
  ~sandbox_server(); // ends all connections
  sandbox_server(const sandbox_server&) = delete;
  sandbox_server& operator=(const sandbox_server&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  [[nodiscard]] const std::string& certificate_authority_pem() const noexcept;
  void start(handler answer);

private:
  struct state;
  explicit sandbox_server(std::unique_ptr<state> s);
  std::unique_ptr<state> state_;
};

// Changes instance options so that every request, whatever its uri says, goes to the sandbox and nowhere
// else, with the Host field, the server name and the TLS check of the real thing.
void direct_to_sandbox(json::object& options, const sandbox_server& server);

} // namespace http_task::host
