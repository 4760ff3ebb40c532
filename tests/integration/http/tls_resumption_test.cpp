// A new connection takes up the session of an earlier one, of the same kind and of no other.
#include "tls_fixture.hpp"

namespace http_task::testing {
namespace {

class tls_resumption : public tls_fixture, public ::testing::WithParamInterface<int> {
protected:
  [[nodiscard]] test_ca::context server_context(const test_ca& authority) const {
    return authority.server(good(), {.max_version = GetParam()});
  }

  // One request, on a connection of its own.
  message::tls_info connect(const scripted_server& server, const http::exchange_options& o = {}) {
    const message::exchange e = fetch(secure(server.port()), o);
    EXPECT_EQ(error_type(e), "none") << e.error->detail;
    EXPECT_FALSE(e.connection.reused);
    return e.connection.tls ? *e.connection.tls : message::tls_info{};
  }
};

INSTANTIATE_TEST_SUITE_P(versions, tls_resumption, ::testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const auto& version) {
                           return version.param == TLS1_2_VERSION ? "v1_2" : "v1_3";
                         });

TEST_P(tls_resumption, every_reconnect_is_resumed) {
  const test_ca::context context = server_context(ca);
  scripted_server server({answer_once(last_hello)}, context.get());
  EXPECT_FALSE(connect(server).resumed);
  for (int i = 0; i < 20; ++i) {
    const message::tls_info again = connect(server);
    EXPECT_TRUE(again.resumed) << i;
    EXPECT_TRUE(again.verified);
    EXPECT_EQ(again.verify_message, "");
    ASSERT_EQ(again.certificates.size(), 1U) << "those of the connection that made the session";
    EXPECT_EQ(again.certificates[0].issuer, "CN=Test Root");
  }
}

TEST_P(tls_resumption, a_session_is_for_its_configuration_alone) {
  const test_ca::context context = server_context(ca);
  scripted_server server({answer_once(last_hello)}, context.get());
  http::exchange_options unverified;
  unverified.verify_tls = false;
  EXPECT_FALSE(connect(server, unverified).resumed);
  EXPECT_FALSE(connect(server).resumed) << "one that was not verified is not for one that verifies";
  EXPECT_TRUE(connect(server).resumed);
  EXPECT_TRUE(connect(server, unverified).resumed);
  http::exchange_options own_authority;
  own_authority.tls.ca_pem = ca.root_pem();
  EXPECT_FALSE(connect(server, own_authority).resumed);
  const message::exchange other = fetch(secure(server.port(), "other.example.test"));
  EXPECT_EQ(error_type(other), "tls.hostname");
}

TEST_P(tls_resumption, a_server_that_forgot_the_session_gets_a_whole_handshake) {
  const test_ca::context context = server_context(ca);
  scripted_server server({answer_once(last_hello)}, context.get());
  EXPECT_FALSE(connect(server).resumed);
  std::vector<unsigned char> other_keys(
      static_cast<std::size_t>(SSL_CTX_get_tlsext_ticket_keys(context.get(), nullptr, 0)), 7);
  ASSERT_EQ(
      SSL_CTX_set_tlsext_ticket_keys(context.get(), other_keys.data(), static_cast<long>(other_keys.size())),
      1);
  EXPECT_FALSE(connect(server).resumed);
  EXPECT_TRUE(connect(server).resumed);
}

TEST_P(tls_resumption, a_connection_that_broke_leaves_its_sessions_usable) {
  const test_ca::context context = server_context(ca);
  scripted_server server({[](peer& p) {
                            (void)p.read_request();
                            p.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
                          },
                          answer_once(last_hello)},
                         context.get());
  EXPECT_EQ(error_type(fetch(secure(server.port()))), "protocol.truncated");
  EXPECT_TRUE(connect(server).resumed);
}

} // namespace
} // namespace http_task::testing
