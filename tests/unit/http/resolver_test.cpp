#include "http/resolver.hpp"

#include "http/runtime.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace http_task::http {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds patience{30};

class resolver_test : public ::testing::Test {
protected:
  struct asked {
    std::future<result<addresses>> answer;
    std::function<void()> cancel;
  };

  asked ask(resolver& r, std::string name) {
    const auto strand = asio::make_strand(io.context().get_executor());
    const auto done = std::make_shared<std::promise<result<addresses>>>();
    const auto signal = std::make_shared<asio::cancellation_signal>();
    asio::post(strand, [=, &r, name = std::move(name)] {
      asio::co_spawn(
          strand, wait_for(r, name),
          asio::bind_cancellation_slot(signal->slot(), [=](const std::exception_ptr&, result<addresses> a) {
            done->set_value(std::move(a));
          }));
    });
    return {done->get_future(),
            [=] { asio::post(strand, [signal] { signal->emit(asio::cancellation_type::terminal); }); }};
  }

  static asio::awaitable<result<addresses>> wait_for(resolver& r, std::string name) {
    co_await asio::this_coro::throw_if_cancelled(false);
    result<addresses> answer = co_await r.resolve(std::move(name));
    co_return answer;
  }

  // The first address as text, or the type of the problem.
  std::string get(asked a) {
    if (a.answer.wait_for(patience) != std::future_status::ready) return "hangs";
    const result<addresses> answer = a.answer.get();
    return answer ? answer->front().to_string() : answer.error().type;
  }

  std::string get(resolver& r, std::string name) { return get(ask(r, std::move(name))); }

  static addresses one(const char* text) { return {asio::ip::make_address(text)}; }

  runtime io{2};
};

TEST_F(resolver_test, numeric_hosts_need_no_lookup) {
  resolver r(
      {.lookup = [](const std::string&) -> result<addresses> { return make_problem("dns.failed", ""); }});
  EXPECT_EQ(get(r, "192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(get(r, "2001:db8::1"), "2001:db8::1");
}

TEST_F(resolver_test, known_names_come_first) {
  resolver r(
      {.known = {{"api.example.test", one("127.0.0.9")}},
       .lookup = [](const std::string&) -> result<addresses> { return make_problem("dns.failed", ""); }});
  EXPECT_EQ(get(r, "API.example.test."), "127.0.0.9");
  EXPECT_EQ(get(r, "other.example.test"), "dns.failed");
}

TEST_F(resolver_test, names_that_cannot_exist_are_not_asked_for) {
  std::atomic<int> lookups{0};
  resolver r({.lookup = [&](const std::string&) -> result<addresses> {
    ++lookups;
    return one("192.0.2.1");
  }});
  EXPECT_EQ(get(r, "nowhere.invalid"), "dns.not_found");
  EXPECT_EQ(lookups, 0);
}

TEST_F(resolver_test, answers_are_kept_and_failures_are_not) {
  std::atomic<int> lookups{0};
  resolver r({.lookup = [&](const std::string& name) -> result<addresses> {
    ++lookups;
    if (name == "bad.test") return make_problem("dns.not_found", "");
    return one("192.0.2.1");
  }});
  EXPECT_EQ(get(r, "a.test"), "192.0.2.1");
  EXPECT_EQ(get(r, "A.TEST"), "192.0.2.1");
  EXPECT_EQ(lookups, 1);
  EXPECT_EQ(get(r, "bad.test"), "dns.not_found");
  EXPECT_EQ(get(r, "bad.test"), "dns.not_found");
  EXPECT_EQ(lookups, 3);
}

TEST_F(resolver_test, an_answer_is_forgotten_in_time) {
  std::atomic<int> lookups{0};
  resolver r({.lookup = [&](const std::string&) -> result<addresses> {
                ++lookups;
                return one("192.0.2.1");
              },
              .lifetime = milliseconds(0)});
  (void)get(r, "a.test");
  (void)get(r, "a.test");
  EXPECT_EQ(lookups, 2);
}

TEST_F(resolver_test, many_who_ask_for_one_name_share_a_lookup) {
  std::atomic<int> lookups{0};
  std::promise<void> go;
  resolver r({.lookup = [&, over = go.get_future().share()](const std::string&) -> result<addresses> {
    ++lookups;
    over.wait_for(patience);
    return one("192.0.2.1");
  }});
  std::vector<asked> all;
  for (int i = 0; i < 50; ++i)
    all.push_back(ask(r, "a.test"));
  go.set_value();
  for (asked& a : all)
    EXPECT_EQ(get(std::move(a)), "192.0.2.1");
  EXPECT_LE(lookups, 2); // the cache serves who came after the answer
}

TEST_F(resolver_test, stuck_lookups_are_replaced_once_nobody_waits) {
  const auto hang = std::make_shared<std::promise<void>>();
  resolver r({.threads = 1,
              .lookup = [over = hang->get_future().share()](const std::string& name) -> result<addresses> {
                if (name.starts_with("slow")) over.wait_for(patience);
                return one("192.0.2.1");
              }});
  for (int i = 0; i < 5; ++i) {
    asked slow = ask(r, "slow" + std::to_string(i) + ".test");
    asked queued = ask(r, "quick" + std::to_string(i) + ".test");
    slow.cancel();
    EXPECT_EQ(get(std::move(slow)), "cancel.requested");
    EXPECT_EQ(get(std::move(queued)), "192.0.2.1");
  }
  hang->set_value();
}

TEST_F(resolver_test, its_end_does_not_wait_for_lookups) {
  const auto hang = std::make_shared<std::promise<void>>();
  auto r = std::make_unique<resolver>(resolver::options{
      .lookup = [over = hang->get_future().share()](const std::string&) -> result<addresses> {
        over.wait_for(patience);
        return one("192.0.2.1");
      }});
  asked a = ask(*r, "a.test");
  a.cancel();
  EXPECT_EQ(get(std::move(a)), "cancel.requested");
  r.reset();
  hang->set_value();
}

TEST_F(resolver_test, after_close_nobody_waits) {
  resolver r({.lookup = [](const std::string&) -> result<addresses> { return one("192.0.2.1"); }});
  r.close();
  EXPECT_EQ(get(r, "a.test"), "cancel.requested");
}

TEST_F(resolver_test, the_system_knows_this_machine) {
  resolver r({});
  const std::string address = get(r, "localhost");
  EXPECT_TRUE(address == "127.0.0.1" || address == "::1") << address;
}

} // namespace
} // namespace http_task::http
