// What becomes of an exchange when the network, the server or the policy says no.
#include "client_fixture.hpp"

#include "support/scripted_server.hpp"

#include <gmock/gmock.h>

namespace http_task::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

class failure_test : public client_fixture {
protected:
  void SetUp() override { make_client(local_options()); }

  static http::exchange_options hasty() {
    http::exchange_options o;
    o.connect_timeout = milliseconds(300);
    o.read_timeout = milliseconds(300);
    o.total_timeout = milliseconds(3000);
    return o;
  }
};

TEST_F(failure_test, connection_refused) {
  const std::uint16_t port = closed_port();
  const message::exchange e = fetch(post(port, "x"));
  ASSERT_EQ(error_type(e), "conn.refused");
  EXPECT_EQ(e.error->phase, "connect");
  EXPECT_EQ(e.error->retryable, true) << "nothing was sent";
  EXPECT_THAT(e.error->detail, HasSubstr("127.0.0.1"));
  EXPECT_THAT(e.error->detail, HasSubstr(std::to_string(port)));
  EXPECT_FALSE(e.error->advice.empty());
  EXPECT_EQ(e.connection.remote_address, "127.0.0.1");
  EXPECT_EQ(e.connection.remote_port, port);
  EXPECT_FALSE(e.response);
}

TEST_F(failure_test, closed_without_an_answer) {
  scripted_server server([](peer& p) { (void)p.read_request(); });
  const message::exchange e = fetch(post(server.port(), "x"));
  ASSERT_EQ(error_type(e), "conn.closed");
  EXPECT_EQ(e.error->phase, "wait");
  EXPECT_EQ(e.error->retryable, false) << "POST may have been carried out";
  EXPECT_TRUE(e.request_sent);
}

TEST_F(failure_test, reset_within_the_body) {
  scripted_server server([](peer& p) {
    (void)p.read_request();
    p.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nX-A: b\r\n\r\nhello");
    p.sleep(milliseconds(50));
    p.reset();
  });
  const message::exchange e = fetch(get(server.port()));
  ASSERT_EQ(error_type(e), "conn.reset");
  EXPECT_EQ(e.error->phase, "receive");
  EXPECT_EQ(e.error->retryable, true) << "GET";
  ASSERT_TRUE(e.response) << "what came is kept";
  EXPECT_EQ(e.response->status, 200U);
  EXPECT_TRUE(e.response->headers.contains("X-A"));
  EXPECT_EQ(e.response->body, "hello");
  EXPECT_FALSE(e.response->body_complete);
}

TEST_F(failure_test, truncated_body) {
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"));
  const message::exchange e = fetch(get(server.port()));
  ASSERT_EQ(error_type(e), "protocol.truncated");
  EXPECT_THAT(e.error->detail, HasSubstr("5 bytes"));
  EXPECT_EQ(e.response->body, "hello");
}

TEST_F(failure_test, body_over_the_limit_keeps_what_fits) {
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\n\r\n" + std::string(5000, 'x')));
  http::exchange_options o;
  o.max_response_bytes = 1000;
  const message::exchange e = fetch(get(server.port()), o);
  ASSERT_EQ(error_type(e), "limit.body");
  EXPECT_EQ(e.error->retryable, false);
  EXPECT_EQ(e.response->body.size(), 1000U);
  EXPECT_FALSE(e.response->body_complete);
}

TEST_F(failure_test, timeout_while_connecting) {
  const full_port port;
  const message::exchange e = fetch(get(port.port()), hasty());
  EXPECT_EQ(error_type(e), "timeout.connect");
  EXPECT_EQ(e.error->phase, "connect");
  EXPECT_EQ(e.error->retryable, true);
}

TEST_F(failure_test, timeout_within_the_tls_handshake) {
  scripted_server silent([](peer& p) { p.drain(); });
  message::request r = get(silent.port());
  r.origin.scheme = "https";
  const message::exchange e = fetch(r, hasty());
  EXPECT_EQ(error_type(e), "timeout.connect");
  EXPECT_EQ(e.error->phase, "tls");
}

TEST_F(failure_test, timeout_while_sending) {
  scripted_server server([](peer& p) { p.sleep(std::chrono::seconds(5)); });
  const message::exchange e = fetch(post(server.port(), std::string(50'000'000, 'x')), hasty());
  EXPECT_EQ(error_type(e), "timeout.send");
  EXPECT_EQ(e.error->phase, "send");
  EXPECT_TRUE(e.request_sent);
  EXPECT_GT(e.sizes.request_body, 0U);
}

TEST_F(failure_test, timeout_before_the_first_byte) {
  scripted_server server([](peer& p) { p.drain(); });
  const message::exchange e = fetch(get(server.port()), hasty());
  EXPECT_EQ(error_type(e), "timeout.first_byte");
  EXPECT_EQ(e.error->phase, "wait");
}

TEST_F(failure_test, timeout_within_the_answer) {
  scripted_server server([](peer& p) {
    (void)p.read_request();
    p.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel");
    p.drain();
  });
  const message::exchange e = fetch(get(server.port()), hasty());
  EXPECT_EQ(error_type(e), "timeout.idle");
  EXPECT_EQ(e.error->phase, "receive");
  EXPECT_EQ(e.response->body, "hel");
}

TEST_F(failure_test, the_total_limit_ends_a_drip_of_bytes) {
  scripted_server server([](peer& p) {
    (void)p.read_request();
    p.send("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
    p.send_for_ever("x", milliseconds(20));
  });
  http::exchange_options o = hasty();
  o.total_timeout = milliseconds(600);
  const message::exchange e = fetch(get(server.port()), o);
  EXPECT_EQ(error_type(e), "timeout.total");
  EXPECT_GE(e.timings.total, 600);
  EXPECT_LT(e.timings.total, 5000);
}

TEST_F(failure_test, the_total_limit_covers_waiting_for_a_connection) {
  http::client_options options = local_options();
  options.connections_per_origin = 1;
  make_client(options);
  std::promise<void> taken;
  scripted_server server([&](peer& p) {
    taken.set_value();
    p.drain();
  });
  auto first = start(get(server.port()));
  ASSERT_EQ(taken.get_future().wait_for(patience), std::future_status::ready);
  http::exchange_options o;
  o.total_timeout = milliseconds(200);
  const message::exchange e = fetch(get(server.port()), o);
  EXPECT_EQ(error_type(e), "timeout.total");
  EXPECT_EQ(e.error->phase, "");
  EXPECT_FALSE(e.request_sent);
  client->cancel_all();
  EXPECT_EQ(error_type(wait(std::move(first))), "cancel.requested");
}

TEST_F(failure_test, name_that_does_not_exist) {
  message::request r = get(80);
  r.origin.host = "nowhere.invalid";
  const message::exchange e = fetch(r);
  ASSERT_EQ(error_type(e), "dns.not_found");
  EXPECT_EQ(e.error->phase, "dns");
  EXPECT_THAT(e.error->detail, HasSubstr("nowhere.invalid"));
}

TEST_F(failure_test, lookup_that_never_answers_blocks_nobody_else) {
  const auto hang = std::make_shared<std::promise<void>>();
  http::client_options options = local_options();
  options.resolver_threads = 2;
  options.lookup =
      [over = hang->get_future().share()](const std::string& name) -> result<std::vector<std::string>> {
    if (name.starts_with("slow")) over.wait_for(patience);
    return std::vector<std::string>{"127.0.0.1"};
  };
  make_client(options);
  scripted_server server(answer_always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  message::request r = get(server.port());
  for (const char* name : {"slow1.example.test", "slow2.example.test", "slow3.example.test"}) {
    r.origin.host = name;
    EXPECT_EQ(error_type(fetch(r, hasty())), "timeout.connect") << name;
  }
  r.origin.host = "quick.example.test";
  EXPECT_EQ(error_type(fetch(r)), "none");
  client.reset(); // does not wait for the lookups either
  hang->set_value();
}

TEST_F(failure_test, policy_refuses_loopback_unless_allowed) {
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  make_client({});
  message::exchange e = fetch(get(server.port()));
  ASSERT_EQ(error_type(e), "guard.denied");
  EXPECT_EQ(e.error->phase, "policy");
  EXPECT_EQ(e.error->retryable, false);
  EXPECT_THAT(e.error->advice, HasSubstr("--allow 127.0.0.1"));
  EXPECT_EQ(server.connections(), 0);
  // Whether something listens does not show.
  message::exchange closed = fetch(get(closed_port()));
  EXPECT_EQ(closed.error->detail, e.error->detail);
}

TEST_F(failure_test, policy_judges_the_address_that_is_dialled) {
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  http::client_options options;
  options.resolve = {{"api.example.test", {"127.0.0.1"}}};
  options.connect_to = {{"other.example.test", 0, "127.0.0.1", server.port()}};
  make_client(options);
  message::request r = get(server.port());
  r.origin.host = "api.example.test";
  EXPECT_EQ(error_type(fetch(r)), "guard.denied");
  r.origin.host = "other.example.test";
  EXPECT_EQ(error_type(fetch(r)), "guard.denied");
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(failure_test, tries_one_address_after_the_other) {
  scripted_server server(answer_once("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  http::client_options options;
  options.egress.allow = {"127.0.0.0/8"};
  options.resolve = {{"api.example.test", {"127.0.0.2", "127.0.0.1"}}};
  make_client(options);
  message::request r = get(server.port());
  r.origin.host = "api.example.test";
  const message::exchange e = fetch(r);
  EXPECT_EQ(error_type(e), "none");
  EXPECT_EQ(e.connection.remote_address, "127.0.0.1");
}

TEST_F(failure_test, connect_to_changes_where_it_goes_and_nothing_else) {
  std::string head;
  scripted_server server([&](peer& p) {
    head = p.read_head();
    p.send("HTTP/1.1 204 No Content\r\n\r\n");
  });
  http::client_options options = local_options();
  options.connect_to = {{"api.example.com", 80, "127.0.0.1", server.port()}};
  make_client(options);
  message::request r = get(80);
  r.origin.host = "api.example.com";
  EXPECT_EQ(error_type(fetch(r)), "none");
  EXPECT_THAT(head, HasSubstr("Host: api.example.com\r\n"));
}

TEST_F(failure_test, options_that_are_wrong_are_named) {
  http::client_options options;
  options.egress.allow = {"127.0.0.1", "127.0.0.1:80"};
  EXPECT_EQ(http::client::create(io, options).error().pointer, "/egress/allow/1");
  options = {};
  options.tls.ca_file = "/nowhere/root.pem";
  EXPECT_EQ(http::client::create(io, options).error().pointer, "/tls/caFile");
  options = {};
  options.tls.ca_pem = "garbage";
  EXPECT_EQ(http::client::create(io, options).error().pointer, "/tls/caPem");
  options = {};
  options.resolve = {{"api.example.test", {"127.0.0.1", "localhost"}}};
  EXPECT_EQ(http::client::create(io, options).error().pointer, "/resolve/api.example.test/1");
}

} // namespace
} // namespace http_task::testing
