// Plays the cases of good, bad and hostile TLS servers against the client, with openssl s_server.
#include "tls_case.hpp"

#include "http/client.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <future>
#include <iostream>
#include <sstream>

namespace http_task::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

fs::path shared_file(const char* name) {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const fs::path root = shared != nullptr ? shared : HTTP_TASK_SOURCE_DIR "/../shared";
  return root / "cases" / name;
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

bool is_class(std::string_view type, std::string_view expected) {
  return type == expected || (type.starts_with(expected) && type[expected.size()] == '.');
}

struct outcome {
  std::optional<problem> error;
  std::optional<message::exchange> exchange; // nullopt: there was none
};

// "" when the outcome is the expected one.
std::string compare(const json::object& expected, const outcome& o) {
  const auto matches = [&](const json::object& e) {
    if (text_of(e, "kind") == "ok") return !o.error && o.exchange && o.exchange->response;
    if (!o.error) return false;
    if (const std::string hint = text_of(e, "hint");
        !hint.empty() && o.error->detail.find("speaks plain HTTP") == std::string::npos)
      return false;
    if (is_class(o.error->type, text_of(e, "error_class"))) return true;
    const json::value* also = e.if_contains("also");
    return also != nullptr && std::ranges::any_of(also->as_array(), [&](const json::value& other) {
             return is_class(o.error->type, std::string_view(other.as_string()));
           });
  };
  if (matches(expected)) return {};
  if (const json::value* alternatives = expected.if_contains("alt"))
    for (const json::value& other : alternatives->as_array())
      if (matches(other.as_object())) return {};
  return o.error ? o.error->type + ": " + o.error->detail : "no error";
}

// What has to hold of every outcome, whatever the case.
std::string check_always(const outcome& o) {
  if (!o.error) return {};
  const bool is_configuration = o.error->type.starts_with("config.");
  if (is_configuration && o.error->pointer.empty()) return "the problem names no field";
  if (is_configuration && o.exchange && !o.exchange->connection.remote_address.empty())
    return "something was dialled";
  if (o.error->detail.empty()) return "no words";
  // In TLS 1.3 a client hears only after its request that its certificate is missed.
  const bool may_be_late = o.error->type.starts_with("tls.client_cert");
  if (o.exchange && o.exchange->request_sent && o.error->phase == "tls" && !may_be_late)
    return "the request was sent";
  return {};
}

class player {
public:
  player(http::runtime& io, const json::object& tls_case, fs::path folder, std::uint16_t port)
      : io_(io), case_(tls_case), folder_(std::move(folder)), port_(port) {}

  std::string play() {
    const json::object& expected = case_.at("expect").as_object();
    const json::object& settings = case_.at("client").as_object();
    if (text_of(expected, "kind") != "sequence")
      return judge(expected, fetch(settings, text_of(case_, "host")));
    for (const json::value& step : expected.at("results").as_array()) {
      json::object merged = settings;
      if (const json::value* own = step.as_object().if_contains("client"))
        for (const auto& member : own->as_object())
          merged.insert_or_assign(member.key(), member.value());
      const std::string own_host = text_of(step.as_object(), "host");
      const outcome o = fetch(merged, own_host.empty() ? text_of(case_, "host") : own_host);
      if (std::string difference = judge(step.as_object(), o); !difference.empty()) return difference;
    }
    return {};
  }

private:
  static std::string judge(const json::object& expected, const outcome& o) {
    std::string difference = compare(expected, o);
    return difference.empty() ? check_always(o) : difference;
  }

  // One client for all steps of a case: what one leaves behind must not serve another that may not use it.
  outcome fetch(const json::object& settings, const std::string& host) {
    if (!client_) {
      http::client_options options;
      options.egress.allow = {"127.0.0.1/32", "::1/128"};
      options.lookup = [](const std::string&) -> result<std::vector<std::string>> {
        return std::vector<std::string>{"127.0.0.1"};
      };
      options.tls.ca_file = file_of(settings, "ca_file");
      options.tls.crl_file = file_of(settings, "crl_file");
      auto created = http::client::create(io_, std::move(options));
      if (!created) return {created.error(), std::nullopt};
      client_ = std::move(*created);
    }
    http::exchange_options options;
    options.connect_timeout = std::chrono::seconds(5);
    options.total_timeout = std::chrono::seconds(15);
    if (const std::string file = file_of(settings, "cert"); !file.empty())
      options.tls.certificate.certificate = read(file);
    if (const std::string file = file_of(settings, "key"); !file.empty())
      options.tls.certificate.key = read(file);
    for (const char* name : {"passphrase", "password", "key_pass", "key_password"})
      if (settings.contains(name)) options.tls.certificate.passphrase = text_of(settings, name);
    if (text_of(settings, "min_version") == "1.3") options.tls.min_version = http::tls_version::v1_3;
    if (const json::value* verify = settings.if_contains("verify")) options.verify_tls = verify->as_bool();
    message::request r;
    r.method = "GET";
    r.target = "/";
    r.origin = {"https", host, port_};
    std::promise<message::exchange> done;
    (void)client_->start(
        std::make_shared<const message::request>(r), options,
        {.on_progress = {}, .on_done = [&](message::exchange e) { done.set_value(std::move(e)); }});
    message::exchange e = done.get_future().get(); // the total time limit bounds it
    std::optional<problem> error = e.error;
    return {std::move(error), std::move(e)};
  }

  std::string file_of(const json::object& settings, const char* name) const {
    const std::string file = text_of(settings, name);
    return file.empty() ? file : (folder_ / file).string();
  }

  http::runtime& io_;
  const json::object& case_;
  const fs::path folder_;
  const std::uint16_t port_;
  std::unique_ptr<http::client> client_;
};

void play_all(const fs::path& base_file, const fs::path& cases) {
  if (find_program("openssl").empty()) GTEST_SKIP() << "The program openssl is not installed.";
  const json::value base = json::parse(read(base_file));
  const json::value all = json::parse(read(cases));
  const temp_folder folder;
  const fs::path common = folder.path() / "base";
  fs::create_directory(common);
  ASSERT_EQ(run_commands(base.at("make").as_array(), common), "");

  http::runtime io(2);
  std::vector<std::string> differences(all.as_array().size());
  std::atomic<std::size_t> next{0};
  const auto play_some = [&] {
    for (std::size_t i = next++; i < differences.size(); i = next++) {
      const json::object& c = all.as_array()[i].as_object();
      const fs::path own = folder.path() / std::to_string(i);
      const tls_case_server server(c, common, own);
      differences[i] = server.failure().empty() ? player(io, c, own, server.port()).play() : server.failure();
    }
  };
  std::vector<std::future<void>> players;
  for (int i = 0; i < 4; ++i) // as many at once as leaves the time limits their meaning
    players.push_back(std::async(std::launch::async, play_some));
  for (std::future<void>& p : players)
    p.get();

  std::size_t passed = 0;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const json::object& c = all.as_array()[i].as_object();
    const std::string name = text_of(c, "id") + " " + text_of(c, "name");
    EXPECT_EQ(differences[i], "") << name;
    std::cout << (differences[i].empty() ? "holds  " : "DIFFERS") << "  " << name << "\n";
    passed += differences[i].empty() ? 1U : 0U;
  }
  std::cout << "tls: " << passed << " of " << differences.size() << " cases hold.\n";
}

TEST(tls_cases, all_hold) {
  if (!fs::exists(shared_file("tls_cases-dev.json")))
    GTEST_SKIP() << "There is no " << shared_file("tls_cases-dev.json")
                 << "; HTTP_TASK_SHARED names its folder.";
  play_all(shared_file("tls_base.json"), shared_file("tls_cases-dev.json"));
}

TEST(tls_cases, our_own_hold) {
  const fs::path here = HTTP_TASK_SOURCE_DIR "/tests/conformance/tls";
  play_all(here / "base.json", here / "cases.json");
}

} // namespace
} // namespace http_task::testing
