// Connections that carry more than one exchange, and those that must not.
#include "client_fixture.hpp"

#include "support/scripted_server.hpp"

#include <thread>

namespace http_task::testing {
namespace {

constexpr const char* hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
constexpr const char* world = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nworld";

class reuse_test : public client_fixture {
protected:
  void SetUp() override { make_client(local_options()); }
};

TEST_F(reuse_test, one_connection_serves_one_exchange_after_another) {
  scripted_server server(answer_always(hello));
  EXPECT_FALSE(fetch(get(server.port())).connection.reused);
  for (int i = 0; i < 5; ++i) {
    const message::exchange e = fetch(get(server.port()));
    ASSERT_FALSE(e.error);
    EXPECT_TRUE(e.connection.reused);
    EXPECT_EQ(e.connection.remote_address, "127.0.0.1");
    EXPECT_EQ(e.timings.dns, -1);
    EXPECT_EQ(e.timings.connect, -1);
  }
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(reuse_test, connection_close_is_respected) {
  scripted_server server(
      answer_always("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"));
  (void)fetch(get(server.port()));
  EXPECT_FALSE(fetch(get(server.port())).connection.reused);
}

TEST_F(reuse_test, http_1_0_is_not_reused) {
  scripted_server server(
      answer_always("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello"));
  (void)fetch(get(server.port()));
  EXPECT_FALSE(fetch(get(server.port())).connection.reused);
}

TEST_F(reuse_test, bytes_after_the_answer_end_the_connection) {
  scripted_server server({answer_always(std::string(hello) + world), answer_always(world)});
  EXPECT_EQ(fetch(get(server.port())).response->body, "hello");
  const message::exchange e = fetch(get(server.port()));
  EXPECT_EQ(e.response->body, "world");
  EXPECT_FALSE(e.connection.reused);
}

TEST_F(reuse_test, bytes_on_an_idle_connection_end_it) {
  scripted_server server({[](peer& p) {
                            (void)p.read_request();
                            p.send(hello);
                            p.sleep(std::chrono::milliseconds(50));
                            p.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
                            p.drain();
                          },
                          answer_always(world)});
  EXPECT_EQ(fetch(get(server.port())).response->body, "hello");
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  const message::exchange e = fetch(get(server.port()));
  EXPECT_EQ(e.response->body, "world");
  EXPECT_FALSE(e.connection.reused);
}

// Takes a second request on the same connection and closes without a word.
void close_on_the_second(peer& p) {
  (void)p.read_request();
  p.send(hello);
  (void)p.read_request();
}

TEST_F(reuse_test, sends_again_when_a_reused_connection_was_closed) {
  scripted_server server({close_on_the_second, answer_always(world)});
  EXPECT_EQ(fetch(get(server.port())).response->body, "hello");
  const message::exchange e = fetch(get(server.port()));
  ASSERT_FALSE(e.error) << e.error->detail;
  EXPECT_EQ(e.response->body, "world");
  EXPECT_EQ(e.earlier_attempts.size(), 1U);
  EXPECT_FALSE(e.connection.reused);
  EXPECT_GE(e.timings.blocked, 0);
}

TEST_F(reuse_test, never_sends_post_again) {
  scripted_server server({close_on_the_second, answer_always(world)});
  EXPECT_EQ(fetch(get(server.port())).response->body, "hello");
  const message::exchange e = fetch(post(server.port(), "x"));
  EXPECT_EQ(error_type(e), "conn.closed");
  EXPECT_EQ(e.error->retryable, false);
  EXPECT_TRUE(e.earlier_attempts.empty());
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(reuse_test, sends_again_only_once) {
  scripted_server server({close_on_the_second, [](peer& p) { (void)p.read_request(); }});
  (void)fetch(get(server.port()));
  const message::exchange e = fetch(get(server.port()));
  EXPECT_EQ(error_type(e), "conn.closed");
  EXPECT_EQ(e.earlier_attempts.size(), 1U);
  EXPECT_EQ(server.connections(), 2);
}

TEST_F(reuse_test, does_not_send_again_once_the_answer_began) {
  scripted_server server([](peer& p) {
    (void)p.read_request();
    p.send(hello);
    (void)p.read_request();
    p.send("HTTP/1.1 2");
  });
  (void)fetch(get(server.port()));
  EXPECT_EQ(error_type(fetch(get(server.port()))), "protocol.truncated");
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(reuse_test, an_idle_connection_is_closed_after_its_lifetime) {
  http::client_options options = local_options();
  options.idle_connection_lifetime = std::chrono::milliseconds(50);
  make_client(options);
  std::promise<void> closed;
  scripted_server server([&](peer& p) {
    (void)p.read_request();
    p.send(hello);
    p.drain();
    closed.set_value();
  });
  (void)fetch(get(server.port()));
  EXPECT_EQ(closed.get_future().wait_for(std::chrono::seconds(8)), std::future_status::ready);
}

TEST_F(reuse_test, the_limit_of_an_origin_holds) {
  http::client_options options = local_options();
  options.connections_per_origin = 3;
  make_client(options);
  scripted_server server(answer_always(hello));
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < 60; ++i)
    all.push_back(start(get(server.port())));
  for (auto& one : all)
    EXPECT_EQ(error_type(wait(std::move(one))), "none");
  EXPECT_LE(server.connections(), 3);
}

TEST_F(reuse_test, the_limit_of_all_connections_lets_every_origin_through) {
  http::client_options options = local_options();
  options.connections = 2;
  make_client(options);
  scripted_server a(answer_always(hello));
  scripted_server b(answer_always(hello));
  scripted_server c(answer_always(hello));
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < 30; ++i)
    for (const scripted_server* server : {&a, &b, &c})
      all.push_back(start(get(server->port())));
  for (auto& one : all)
    EXPECT_EQ(error_type(wait(std::move(one))), "none");
}

} // namespace
} // namespace http_task::testing
