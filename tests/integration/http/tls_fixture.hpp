// Servers with certificates of a root of our own, and a client that trusts it.
#pragma once

#include "client_fixture.hpp"

#include "support/scripted_server.hpp"
#include "support/temp_folder.hpp"
#include "support/test_ca.hpp"

#include <string>
#include <utility>

namespace http_task::testing {

constexpr const char* hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
// The next request needs another connection.
constexpr const char* last_hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";

class tls_fixture : public client_fixture {
protected:
  void SetUp() override { make_client(trusting_options()); }

  http::client_options trusting_options() const {
    http::client_options options = local_options();
    options.tls.ca_pem = ca.root_pem();
    options.lookup = [](const std::string&) -> result<std::vector<std::string>> {
      return std::vector<std::string>{"127.0.0.1"};
    };
    return options;
  }

  static certificate_request good() { return {.names = {"DNS:good.example.test"}}; }

  static message::request secure(std::uint16_t port, std::string host = "good.example.test") {
    message::request r = get(port);
    r.origin.scheme = "https";
    r.origin.host = std::move(host);
    return r;
  }

  test_ca ca;
};

} // namespace http_task::testing
