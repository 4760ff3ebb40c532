// TLS against servers with good and bad certificates of a root of our own.
#include "tls_fixture.hpp"

#include <gmock/gmock.h>

namespace http_task::testing {
namespace {

using ::testing::HasSubstr;

class tls_test : public tls_fixture {
protected:
  // Against a server with that certificate.
  message::exchange fetch_from(const certificate_request& certificate,
                               const test_ca::server_options& server_options = {},
                               const std::string& host = "good.example.test") {
    const test_ca::context context = ca.server(certificate, server_options);
    scripted_server server({answer_always(hello)}, context.get());
    return fetch(secure(server.port(), host));
  }
};

TEST_F(tls_test, verified_connection) {
  const test_ca::context context = ca.server(good());
  scripted_server server({answer_always(hello)}, context.get());
  message::exchange e = fetch(secure(server.port()));
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->body, "hello");
  EXPECT_GE(e.timings.ssl, 0);
  ASSERT_TRUE(e.connection.tls);
  const message::tls_info& tls = *e.connection.tls;
  EXPECT_EQ(tls.version, "TLSv1.3");
  EXPECT_FALSE(tls.cipher.empty());
  EXPECT_EQ(tls.server_name, "good.example.test");
  EXPECT_TRUE(tls.verified);
  EXPECT_EQ(tls.verify_message, "");
  ASSERT_EQ(tls.certificates.size(), 1U);
  EXPECT_EQ(tls.certificates[0].subject, "CN=test");
  EXPECT_EQ(tls.certificates[0].issuer, "CN=Test Root");
  EXPECT_THAT(tls.certificates[0].subject_alt_names, ::testing::ElementsAre("DNS:good.example.test"));
  EXPECT_EQ(tls.certificates[0].sha256.size(), 64U);
  EXPECT_THAT(tls.certificates[0].not_after, ::testing::MatchesRegex("20..-..-..T..:..:..Z"));

  e = fetch(secure(server.port()));
  ASSERT_FALSE(e.error);
  EXPECT_TRUE(e.connection.reused);
  ASSERT_TRUE(e.connection.tls) << "also known of a reused connection";
  EXPECT_TRUE(e.connection.tls->verified);
}

TEST_F(tls_test, long_bodies_both_ways) {
  const test_ca::context context = ca.server(good());
  const std::string bytes(3'000'000, 'x');
  scripted_server server({[&](peer& p) {
                           const std::string head = p.read_head();
                           p.send("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" +
                                  p.read_body(bytes.size()));
                           p.drain();
                         }},
                         context.get());
  message::request r = secure(server.port());
  r.method = "POST";
  r.body = bytes;
  const message::exchange e = fetch(r);
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->body, bytes);
}

TEST_F(tls_test, address_in_the_certificate) {
  const message::exchange e = fetch_from({.names = {"IP:127.0.0.1"}}, {}, "127.0.0.1");
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.connection.tls->server_name, "") << "SNI has no addresses";
}

TEST_F(tls_test, final_dot_of_the_name_is_not_part_of_it) {
  const message::exchange e = fetch_from(good(), {}, "good.example.test.");
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.connection.tls->server_name, "good.example.test");
}

TEST_F(tls_test, wrong_host) {
  const message::exchange e = fetch_from({.names = {"DNS:other.example.test"}});
  ASSERT_EQ(error_type(e), "tls.hostname");
  EXPECT_EQ(e.error->phase, "tls");
  EXPECT_FALSE(e.request_sent);
  EXPECT_THAT(e.error->detail, HasSubstr("other.example.test"));
  ASSERT_TRUE(e.connection.tls);
  EXPECT_FALSE(e.connection.tls->verified);
  EXPECT_THAT(e.connection.tls->verify_message, HasSubstr("mismatch"));
  EXPECT_EQ(e.connection.tls->certificates.size(), 1U) << "shown although the handshake failed";
  EXPECT_FALSE(e.connection.tls->version.empty());
}

TEST_F(tls_test, names_come_from_the_san_alone) {
  EXPECT_EQ(error_type(fetch_from({.common_name = "good.example.test"})), "tls.hostname");
  EXPECT_EQ(error_type(fetch_from({.names = {"DNS:g*d.example.test"}})), "tls.hostname");
  EXPECT_EQ(error_type(fetch_from({.names = {"DNS:*.test"}}, {}, "a.b.test")), "tls.hostname");
  EXPECT_EQ(error_type(fetch_from({.names = {"DNS:*.example.test"}})), "none");
}

TEST_F(tls_test, expired) {
  const message::exchange e =
      fetch_from({.names = {"DNS:good.example.test"}, .valid_from = -7200, .valid_to = -3600});
  EXPECT_EQ(error_type(e), "tls.expired");
}

TEST_F(tls_test, not_yet_valid) {
  const message::exchange e = fetch_from({.names = {"DNS:good.example.test"}, .valid_from = 3600});
  EXPECT_EQ(error_type(e), "tls.not_yet_valid");
}

TEST_F(tls_test, untrusted_root) {
  http::client_options options = trusting_options();
  options.tls.ca_pem = test_ca().root_pem();
  make_client(options);
  const message::exchange e = fetch_from(good());
  EXPECT_EQ(error_type(e), "tls.untrusted");
  EXPECT_THAT(e.error->advice, HasSubstr("tls.caFile"));
}

TEST_F(tls_test, system_roots_do_not_trust_it) {
  http::client_options options = trusting_options();
  options.tls = {};
  make_client(options);
  EXPECT_EQ(error_type(fetch_from(good())), "tls.untrusted");
}

TEST_F(tls_test, weak_key) {
  EXPECT_EQ(error_type(fetch_from({.names = {"DNS:good.example.test"}, .rsa_bits = 1024})), "tls.weak");
}

TEST_F(tls_test, old_version) {
  EXPECT_EQ(error_type(fetch_from(good(), {.max_version = TLS1_1_VERSION})), "tls.version");
}

TEST_F(tls_test, version_1_2_is_fine) {
  const message::exchange e = fetch_from(good(), {.max_version = TLS1_2_VERSION});
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.connection.tls->version, "TLSv1.2");
}

TEST_F(tls_test, server_that_asks_for_a_certificate) {
  const auto is_refusal = ::testing::AnyOf("tls.client_cert_required", "conn.reset", "conn.closed");
  EXPECT_THAT(error_type(fetch_from(good(), {.ask_client_certificate = true})), is_refusal) << "TLS 1.3";
  EXPECT_EQ(error_type(fetch_from(good(), {.max_version = TLS1_2_VERSION, .ask_client_certificate = true})),
            "tls.client_cert_required");
}

TEST_F(tls_test, server_that_wants_another_protocol) {
  EXPECT_EQ(error_type(fetch_from(good(), {.alpn = "h2"})), "tls.alpn");
  const message::exchange e = fetch_from(good(), {.alpn = "http/1.1"});
  ASSERT_FALSE(e.error);
  EXPECT_EQ(e.connection.tls->alpn, "http/1.1");
}

TEST_F(tls_test, plain_http_on_the_port) {
  scripted_server server([](peer& p) {
    p.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    p.drain();
  });
  const message::exchange e = fetch(secure(server.port()));
  ASSERT_EQ(error_type(e), "tls.handshake");
  EXPECT_THAT(e.error->detail, HasSubstr("plain HTTP"));
}

TEST_F(tls_test, close_within_the_handshake) {
  scripted_server server([](peer& p) { (void)p.read_body(5); });
  EXPECT_THAT(error_type(fetch(secure(server.port()))), ::testing::AnyOf("tls.handshake", "conn.reset"));
}

TEST_F(tls_test, without_verification_all_is_shown_and_accepted) {
  const test_ca::context context =
      ca.server({.names = {"DNS:other.example.test"}, .valid_from = -7200, .valid_to = -3600});
  scripted_server server({answer_always(hello)}, context.get());
  http::exchange_options o;
  o.verify_tls = false;
  const message::exchange e = fetch(secure(server.port()), o);
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_FALSE(e.connection.tls->verified);
  EXPECT_FALSE(e.connection.tls->verify_message.empty());
  EXPECT_EQ(e.connection.tls->certificates.size(), 1U);
  EXPECT_NE(error_type(fetch(secure(server.port()))), "none")
      << "that connection serves no verified exchange";
}

TEST_F(tls_test, body_cut_without_close_notify) {
  const test_ca::context context = ca.server(good());
  const auto cut = [](const char* answer) {
    return [answer](peer& p) {
      (void)p.read_request();
      p.send(answer);
    };
  };
  const auto fetch_cut = [&](const char* answer) {
    scripted_server server({cut(answer)}, context.get());
    return error_type(fetch(secure(server.port())));
  };
  EXPECT_EQ(fetch_cut("HTTP/1.1 200 OK\r\n\r\nhello"), "protocol.truncated");
  EXPECT_EQ(fetch_cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
            "protocol.truncated");
  EXPECT_EQ(fetch_cut(hello), "none");
}

TEST_F(tls_test, body_that_ends_with_close_notify) {
  const test_ca::context context = ca.server(good());
  scripted_server server({[](peer& p) {
                           (void)p.read_request();
                           p.send("HTTP/1.1 200 OK\r\n\r\nhello");
                           p.shutdown_write();
                         }},
                         context.get());
  const message::exchange e = fetch(secure(server.port()));
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->body, "hello");
}

TEST_F(tls_test, bytes_after_the_answer_end_the_connection) {
  const test_ca::context context = ca.server(good());
  scripted_server server({[](peer& p) {
                            (void)p.read_request();
                            p.send(hello);
                            p.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nEVIL");
                            p.drain();
                          },
                          answer_always(hello)},
                         context.get());
  EXPECT_EQ(fetch(secure(server.port())).response->body, "hello");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const message::exchange e = fetch(secure(server.port()));
  EXPECT_EQ(e.response->body, "hello");
  EXPECT_FALSE(e.connection.reused);
}

TEST_F(tls_test, server_that_resets_while_it_is_sent_to) {
  const test_ca::context context = ca.server(good());
  scripted_server server({[](peer& p) { p.reset(); }}, context.get());
  message::request r = secure(server.port());
  r.method = "POST";
  r.body = std::string(20'000'000, 'x');
  EXPECT_THAT(error_type(fetch(r)), ::testing::AnyOf("conn.reset", "conn.closed")); // and no SIGPIPE
}

} // namespace
} // namespace http_task::testing
