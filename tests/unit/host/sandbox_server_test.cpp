#include "sandbox/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <gtest/gtest.h>

namespace http_task::host {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

class SandboxServer : public testing::Test {
protected:
  void SetUp() override {
    auto listening = sandbox_server::listen(0);
    ASSERT_TRUE(listening) << listening.error().detail;
    server = *std::move(listening);
    server->start([](const sandbox_request& request) {
      return sandbox_answer{
          201, {{"X-Scheme", request.scheme}}, request.method + request.target + request.body};
    });
    socket.connect({asio::ip::address_v4::loopback(), server->port()});
  }

  template<class Stream>
  static http::response<http::string_body> ask(Stream& stream, http::verb method, const std::string& body) {
    http::request<http::string_body> request(method, "/x?y", 11, body);
    request.set(http::field::host, "api.test");
    request.prepare_payload();
    http::write(stream, request);
    boost::beast::flat_buffer buffer;
    http::response<http::string_body> response;
    http::read(stream, buffer, response);
    return response;
  }

  std::unique_ptr<sandbox_server> server;
  asio::io_context io;
  tcp::socket socket{io};
};

TEST_F(SandboxServer, SpeaksPlainHttpAndKeepsTheConnection) {
  for (int i = 0; i < 2; ++i) {
    const auto answer = ask(socket, http::verb::post, "body");
    EXPECT_EQ(answer.result_int(), 201U);
    EXPECT_EQ(answer["X-Scheme"], "http");
    EXPECT_EQ(answer.body(), "POST/x?ybody");
  }
}

TEST_F(SandboxServer, SpeaksTlsWithACertificateForAnyName) {
  asio::ssl::context trust(asio::ssl::context::tls_client);
  trust.add_certificate_authority(asio::buffer(server->certificate_authority_pem()));
  asio::ssl::stream<tcp::socket&> stream(socket, trust);
  ASSERT_EQ(SSL_set_tlsext_host_name(stream.native_handle(), "some.api.test"), 1);
  stream.set_verify_mode(asio::ssl::verify_peer);
  stream.set_verify_callback(asio::ssl::host_name_verification("some.api.test"));
  stream.handshake(asio::ssl::stream_base::client);
  const auto answer = ask(stream, http::verb::get, "");
  EXPECT_EQ(answer["X-Scheme"], "https");
  EXPECT_EQ(answer.body(), "GET/x?y");
}

TEST_F(SandboxServer, EndsWithConnectionsOpen) {
  tcp::socket silent(io);
  silent.connect({asio::ip::address_v4::loopback(), server->port()});
  server.reset();
  boost::system::error_code error;
  char byte = 0;
  silent.read_some(asio::buffer(&byte, 1), error);
  EXPECT_TRUE(error);
}

TEST_F(SandboxServer, ClosesOnBrokenHttp) {
  asio::write(socket, asio::buffer(std::string("nonsense\r\n\r\n")));
  boost::system::error_code error;
  std::string rest;
  asio::read(socket, asio::dynamic_buffer(rest), error);
  EXPECT_TRUE(error);
}

TEST_F(SandboxServer, DirectsEveryRequestToItself) {
  json::object options =
      *parse_object(R"({"tls": {"caFile": "x"}, "resolve": {"a": ["1.2.3.4"]}, "threads": 2})", "t");
  direct_to_sandbox(options, *server);
  EXPECT_EQ(to_text(options.at("connectTo")), "[\"::127.0.0.1:" + std::to_string(server->port()) + "\"]");
  EXPECT_FALSE(options.at("tls").get_object().contains("caFile"));
  EXPECT_FALSE(options.contains("resolve"));
  EXPECT_TRUE(options.contains("threads"));
}

TEST(SandboxServerPort, ATakenOneIsAProblem) {
  const auto first = sandbox_server::listen(0);
  ASSERT_TRUE(first);
  const auto second = sandbox_server::listen((*first)->port());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().type, "sandbox.failed");
}

} // namespace
} // namespace http_task::host
