// Cancelling in every phase, and what becomes of exchanges in flight when client and runtime go.
#include "client_fixture.hpp"

#include "support/scripted_server.hpp"

#include <atomic>

namespace http_task::testing {
namespace {

class cancel_test : public client_fixture {
protected:
  // Starts it, cancels it once it is in `phase`, and gives the outcome.
  message::exchange cancel_in(const std::string& phase, message::request request) {
    const auto there = std::make_shared<std::promise<void>>();
    const auto told = std::make_shared<std::atomic<bool>>(false);
    on_progress = [=](const char* now, std::uint64_t) {
      if (now == phase && !told->exchange(true)) there->set_value();
    };
    auto outcome = start(std::move(request));
    EXPECT_EQ(there->get_future().wait_for(patience), std::future_status::ready) << phase;
    client->cancel(last_id);
    const auto asked = std::chrono::steady_clock::now();
    message::exchange e = wait(std::move(outcome));
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(5)) << phase;
    EXPECT_EQ(error_type(e), "cancel.requested");
    if (e.error) {
      EXPECT_EQ(e.error->phase, phase);
      EXPECT_EQ(e.error->retryable, false);
    }
    return e;
  }

  static void stay_silent(peer& p) { p.drain(); }
};

TEST_F(cancel_test, while_looking_up_the_name) {
  const auto hang = std::make_shared<std::promise<void>>();
  http::client_options options = local_options();
  options.lookup = [over =
                        hang->get_future().share()](const std::string&) -> result<std::vector<std::string>> {
    over.wait_for(patience);
    return std::vector<std::string>{"127.0.0.1"};
  };
  make_client(options);
  message::request r = get(80);
  r.origin.host = "api.example.test";
  (void)cancel_in("dns", r);
  hang->set_value();
}

TEST_F(cancel_test, while_connecting) {
  make_client(local_options());
  const full_port port;
  (void)cancel_in("connect", get(port.port()));
}

TEST_F(cancel_test, within_the_tls_handshake) {
  make_client(local_options());
  scripted_server server(stay_silent);
  message::request r = get(server.port());
  r.origin.scheme = "https";
  (void)cancel_in("tls", r);
}

TEST_F(cancel_test, while_sending) {
  make_client(local_options());
  scripted_server server([](peer& p) { p.sleep(std::chrono::seconds(5)); });
  (void)cancel_in("send", post(server.port(), std::string(50'000'000, 'x')));
}

TEST_F(cancel_test, while_waiting_for_the_answer) {
  make_client(local_options());
  scripted_server server(stay_silent);
  (void)cancel_in("wait", get(server.port()));
}

TEST_F(cancel_test, within_the_answer) {
  make_client(local_options());
  scripted_server server([](peer& p) {
    (void)p.read_request();
    p.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    p.drain();
  });
  const message::exchange e = cancel_in("receive", get(server.port()));
  ASSERT_TRUE(e.response);
  EXPECT_EQ(e.response->body, "hello");
}

TEST_F(cancel_test, while_waiting_for_a_connection) {
  http::client_options options = local_options();
  options.connections_per_origin = 1;
  make_client(options);
  scripted_server server(stay_silent);
  auto first = start(get(server.port()));
  const http::client::id first_id = last_id;
  auto second = start(get(server.port()));
  client->cancel(last_id);
  EXPECT_EQ(error_type(wait(std::move(second))), "cancel.requested");
  client->cancel(first_id);
  EXPECT_EQ(error_type(wait(std::move(first))), "cancel.requested");
}

TEST_F(cancel_test, too_late_or_unknown_is_harmless) {
  make_client(local_options());
  scripted_server server(answer_once("HTTP/1.1 204 No Content\r\n\r\n"));
  EXPECT_EQ(error_type(fetch(get(server.port()))), "none");
  client->cancel(last_id);
  client->cancel(last_id + 1000);
  client->cancel(0);
}

TEST_F(cancel_test, a_cancelled_exchange_gives_its_slot_to_the_next) {
  http::client_options options = local_options();
  options.connections_per_origin = 1;
  make_client(options);
  std::promise<void> taken;
  scripted_server server({[&](peer& p) {
                            taken.set_value();
                            p.drain();
                          },
                          answer_once("HTTP/1.1 204 No Content\r\n\r\n")});
  auto first = start(get(server.port()));
  const http::client::id first_id = last_id;
  ASSERT_EQ(taken.get_future().wait_for(patience), std::future_status::ready);
  auto second = start(get(server.port()));
  client->cancel(first_id);
  EXPECT_EQ(error_type(wait(std::move(first))), "cancel.requested");
  EXPECT_EQ(error_type(wait(std::move(second))), "none");
}

TEST_F(cancel_test, many_at_any_moment) {
  make_client(local_options());
  scripted_server server([](peer& p) {
    while (true) {
      (void)p.read_request();
      p.sleep(std::chrono::milliseconds(2));
      p.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    }
  });
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < 300; ++i) {
    all.push_back(start(get(server.port())));
    if (i % 3 == 0) client->cancel(last_id - static_cast<unsigned>(i % 7));
  }
  for (auto& one : all) {
    const std::string type = error_type(wait(std::move(one)));
    EXPECT_TRUE(type == "none" || type == "cancel.requested") << type;
  }
}

TEST_F(cancel_test, destroying_the_client_ends_what_is_in_flight) {
  http::client_options options = local_options();
  options.connections_per_origin = 10; // the others wait for a slot
  make_client(options);
  scripted_server server(stay_silent);
  std::vector<std::future<message::exchange>> all;
  for (int i = 0; i < 50; ++i)
    all.push_back(start(get(server.port())));
  client.reset();
  for (auto& one : all)
    EXPECT_EQ(error_type(wait(std::move(one))), "cancel.shutdown");
}

TEST_F(cancel_test, stopping_the_runtime_with_exchanges_in_flight) {
  scripted_server server(stay_silent);
  auto own = std::make_unique<http::runtime>(2);
  auto created = http::client::create(*own, local_options());
  ASSERT_TRUE(created);
  std::atomic<int> ended{0};
  for (int i = 0; i < 50; ++i)
    (void)(*created)->start(std::make_shared<const message::request>(get(server.port())), {},
                            {.on_progress = {}, .on_done = [&](const message::exchange&) { ++ended; }});
  own->stop();
  created->reset();
  own.reset();
  EXPECT_LE(ended, 50); // no more than once each; the point is that all is taken down in order
}

} // namespace
} // namespace http_task::testing
