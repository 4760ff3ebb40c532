// Proxies that people run: tinyproxy, microsocks and Dante, where they are installed.
#include "tls_fixture.hpp"

#include "support/child_process.hpp"

#include <gmock/gmock.h>

namespace http_task::testing {
namespace {

using ::testing::HasSubstr;

class real_proxy : public tls_fixture {
protected:
  // Fails the test unless it listens before long.
  void run(const std::vector<std::string>& arguments) {
    process = std::make_unique<child_process>(arguments, folder.path(), folder.path() / "proxy.log");
    ASSERT_TRUE(wait_until_listening(port, std::chrono::seconds(20)));
  }

  void run_tinyproxy(const std::string& more = "") {
    folder.write("tinyproxy.conf",
                 "Port " + std::to_string(port) + "\nListen 127.0.0.1\nTimeout 30\nMaxClients 20\n" + more);
    run({find_program("tinyproxy"), "-d", "-c", (folder.path() / "tinyproxy.conf").string()});
  }

  // A request for http, one for https, and one for a port on which nothing listens.
  void expect_to_get_through(const std::string& proxy) {
    http::client_options options = trusting_options();
    options.proxy.url = proxy;
    options.resolve["good.example.test"] = {"127.0.0.1"};
    // The proxy asks the system, which does not know the name.
    options.connect_to = {{"good.example.test", 0, "127.0.0.1", 0}};
    make_client(std::move(options));
    scripted_server plain({answer_always(hello)});
    const test_ca::context context = ca.server(good());
    scripted_server tls({answer_always(hello)}, context.get());

    message::exchange e = fetch(get(plain.port()));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
    EXPECT_EQ(e.response->body, "hello");
    EXPECT_THAT(e.connection.proxy, HasSubstr("127.0.0.1:" + std::to_string(port)));
    e = fetch(secure(tls.port()));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
    EXPECT_TRUE(e.connection.tls->verified);
    EXPECT_EQ(tls.connections(), 1);
    e = fetch(secure(tls.port()));
    ASSERT_EQ(error_type(e), "none") << e.error->detail;
    EXPECT_TRUE(e.connection.reused);
    EXPECT_EQ(error_type(fetch(secure(closed_port()))), "proxy.refused");
  }

  temp_folder folder;
  std::uint16_t port = free_port();
  std::unique_ptr<child_process> process;
};

TEST_F(real_proxy, tinyproxy) {
  if (find_program("tinyproxy").empty())
    GTEST_SKIP() << "tinyproxy is not installed (Debian: tinyproxy-bin).";
  run_tinyproxy();
  expect_to_get_through("http://127.0.0.1:" + std::to_string(port));
}

TEST_F(real_proxy, tinyproxy_with_password) {
  if (find_program("tinyproxy").empty())
    GTEST_SKIP() << "tinyproxy is not installed (Debian: tinyproxy-bin).";
  run_tinyproxy("BasicAuth user secret\n");
  const std::string address = "127.0.0.1:" + std::to_string(port);
  expect_to_get_through("http://user:secret@" + address);
  http::client_options options = trusting_options();
  options.proxy.url = "http://" + address;
  make_client(std::move(options));
  const message::exchange e = fetch(secure(closed_port(), "127.0.0.1"));
  EXPECT_EQ(error_type(e), "proxy.auth_required");
  EXPECT_EQ(e.response->status, 407U);
}

TEST_F(real_proxy, tinyproxy_that_does_not_allow_the_port) {
  if (find_program("tinyproxy").empty())
    GTEST_SKIP() << "tinyproxy is not installed (Debian: tinyproxy-bin).";
  run_tinyproxy("ConnectPort 443\n");
  http::client_options options = trusting_options();
  options.proxy.url = "http://127.0.0.1:" + std::to_string(port);
  make_client(std::move(options));
  const message::exchange e = fetch(secure(closed_port(), "127.0.0.1"));
  EXPECT_EQ(error_type(e), "proxy.refused");
  EXPECT_EQ(e.response->status, 403U);
}

TEST_F(real_proxy, microsocks) {
  if (find_program("microsocks").empty()) GTEST_SKIP() << "microsocks is not installed.";
  run({find_program("microsocks"), "-i", "127.0.0.1", "-p", std::to_string(port)});
  expect_to_get_through("socks5h://127.0.0.1:" + std::to_string(port));
  expect_to_get_through("socks5://127.0.0.1:" + std::to_string(port));
}

TEST_F(real_proxy, microsocks_with_password) {
  if (find_program("microsocks").empty()) GTEST_SKIP() << "microsocks is not installed.";
  run({find_program("microsocks"), "-i", "127.0.0.1", "-p", std::to_string(port), "-u", "user", "-P",
       "secret"});
  const std::string address = "127.0.0.1:" + std::to_string(port);
  expect_to_get_through("socks5h://user:secret@" + address);
  for (const std::string login : {"", "user:wrong@"}) {
    http::client_options options = trusting_options();
    options.proxy.url = "socks5h://" + login + address;
    make_client(std::move(options));
    EXPECT_EQ(error_type(fetch(get(closed_port()))), "proxy.auth_required") << login;
  }
}

TEST_F(real_proxy, dante) {
  if (find_program("danted").empty()) GTEST_SKIP() << "danted is not installed (Debian: dante-server).";
  folder.write("danted.conf", "logoutput: stderr\ninternal: 127.0.0.1 port = " + std::to_string(port) +
                                  "\nexternal: lo\nsocksmethod: none\nclientmethod: none\n"
                                  "client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }\n"
                                  "socks pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }\n");
  run({find_program("danted"), "-f", (folder.path() / "danted.conf").string(), "-p",
       (folder.path() / "danted.pid").string()});
  expect_to_get_through("socks5h://127.0.0.1:" + std::to_string(port));
}

} // namespace
} // namespace http_task::testing
