// Several addresses of one name: a dead one costs a moment, not the time limit.
#include "client_fixture.hpp"

#include "support/scripted_server.hpp"

#include <gmock/gmock.h>

namespace http_task::testing {
namespace {

constexpr const char* hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

class happy_eyeballs : public client_fixture {
protected:
  void SetUp() override {
    http::client_options options = local_options();
    options.egress.allow = {"127.0.0.0/8", "::1"};
    options.resolve["two.test"] = {"127.0.0.2", "127.0.0.1"};
    options.resolve["mixed.test"] = {"::1", "127.0.0.2", "127.0.0.1"};
    options.resolve["dead.test"] = {"127.0.0.2", "127.0.0.3"};
    make_client(std::move(options));
  }

  static message::request to(const char* host, std::uint16_t port) {
    message::request r = get(port);
    r.origin.host = host;
    return r;
  }
};

TEST_F(happy_eyeballs, first_address_hangs) {
  scripted_server server({answer_always(hello)});
  const full_port dead("127.0.0.2", server.port());
  const message::exchange e = fetch(to("two.test", server.port()));
  ASSERT_EQ(error_type(e), "none");
  EXPECT_EQ(e.connection.remote_address, "127.0.0.1");
  EXPECT_LT(e.timings.connect, 5000) << "the time limit of connecting is 10 s";
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(happy_eyeballs, addresses_that_refuse_are_passed_over) {
  scripted_server server({answer_always(hello)});
  const message::exchange e = fetch(to("mixed.test", server.port()));
  ASSERT_EQ(error_type(e), "none");
  EXPECT_EQ(e.connection.remote_address, "127.0.0.1");
}

TEST_F(happy_eyeballs, all_addresses_refuse) {
  const message::exchange e = fetch(to("mixed.test", closed_port()));
  EXPECT_EQ(error_type(e), "conn.refused");
  EXPECT_THAT(e.error->detail, ::testing::HasSubstr("3 addresses"));
}

TEST_F(happy_eyeballs, all_addresses_hang) {
  const full_port first("127.0.0.2", 0);
  const full_port second("127.0.0.3", first.port());
  http::exchange_options o;
  o.connect_timeout = std::chrono::milliseconds(700);
  EXPECT_EQ(error_type(fetch(to("dead.test", first.port()), o)), "timeout.connect");
  std::future<message::exchange> cancelled = start(to("dead.test", first.port()));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  client->cancel(last_id);
  EXPECT_EQ(error_type(wait(std::move(cancelled))), "cancel.requested");
}

TEST_F(happy_eyeballs, client_destroyed_within_the_race) {
  const full_port first("127.0.0.2", 0);
  const full_port second("127.0.0.3", first.port());
  std::future<message::exchange> outcome = start(to("dead.test", first.port()));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  client.reset();
  EXPECT_EQ(error_type(wait(std::move(outcome))), "cancel.shutdown");
}

} // namespace
} // namespace http_task::testing
