// Plays the cases of server-side request forgery (ssrf_cases-dev.json in the folder that HTTP_TASK_SHARED
// names): from the text of a URL to the address that is dialled, redirects included.
#include "support/closed_network.hpp"

#include "base/text.hpp"
#include "http/client.hpp"
#include "support/scripted_server.hpp"
#include "support/test_ca.hpp"
#include "uri/http_url.hpp"
#include "json/parse.hpp"
#include "json/value.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>

namespace http_task::testing {
namespace {

std::vector<std::string> strings(const json::object& o, std::string_view name) {
  std::vector<std::string> list;
  if (const json::array* items = json::array_member(o, name))
    for (const json::value& item : *items)
      list.emplace_back(json::view(item.as_string()));
  return list;
}

bool flag(const json::object& o, std::string_view name) {
  const json::value* found = o.if_contains(name);
  return found != nullptr && found->as_bool();
}

// What the names of a case mean: always the same, or one answer after the other, the last for ever.
class name_service {
public:
  explicit name_service(const json::object& c) {
    if (const json::object* names = json::object_member(c, "dns"))
      for (const auto& [name, addresses] : *names)
        answers_[std::string(json::view(name))] = {strings(*names, json::view(name))};
    if (const json::object* names = json::object_member(c, "dns_sequence"))
      for (const auto& [name, sequence] : *names)
        for (const json::value& addresses : sequence.as_array())
          answers_[std::string(json::view(name))].push_back(strings({{"a", addresses}}, "a"));
  }

  result<std::vector<std::string>> look_up(const std::string& name) {
    const std::lock_guard lock(mutex_);
    auto found = answers_.find(name);
    if (found == answers_.end()) found = answers_.find(name + ".");
    if (found == answers_.end()) return make_problem("dns.not_found", name);
    std::vector<std::string> answer = found->second.front();
    if (found->second.size() > 1) found->second.erase(found->second.begin());
    return answer;
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::vector<std::vector<std::string>>> answers_;
};

// Whoever is asked in the closed network: redirects as the case says, then 200.
class everybody {
public:
  explicit everybody(const json::object& c)
      : locations_(strings(c, "redirects")), closes_(flag(c, "new_connection_per_hop")),
        tls_(ca_.server({.names = {"DNS:example.com", "DNS:other.example"}})),
        plain_([this](peer& p) { answer(p); }, 80), secure_([this](peer& p) { answer(p); }, 443, tls_.get()),
        other_([this](peer& p) { answer(p); }, 8443, tls_.get()) {}

  [[nodiscard]] std::string root_pem() const { return ca_.root_pem(); }
  [[nodiscard]] std::vector<std::string> heads() const {
    const std::lock_guard lock(mutex_);
    return heads_;
  }

private:
  void answer(peer& p) {
    while (true) {
      std::string head = p.read_request();
      std::string location;
      {
        const std::lock_guard lock(mutex_);
        if (heads_.size() < locations_.size()) location = locations_[heads_.size()];
        heads_.push_back(std::move(head));
      }
      p.send("HTTP/1.1 " + (location.empty() ? "200 OK" : "302 Found\r\nLocation: " + location) +
             (closes_ ? "\r\nConnection: close" : "") + "\r\nContent-Length: 0\r\n\r\n");
      if (closes_) return;
    }
  }

  const std::vector<std::string> locations_;
  const bool closes_;
  mutable std::mutex mutex_; // guards what follows
  std::vector<std::string> heads_;
  test_ca ca_;
  test_ca::context tls_;
  scripted_server plain_;
  scripted_server secure_;
  scripted_server other_;
};

http::egress_policy policy_of(const json::object& c) {
  http::egress_policy policy;
  const json::object* given = json::object_member(c, "policy");
  if (given == nullptr) return policy;
  policy.allow = strings(*given, "allow_cidrs");
  policy.deny = strings(*given, "deny_cidrs");
  for (std::string& host : strings(*given, "deny_hosts"))
    policy.deny.push_back(std::move(host));
  policy.only_hosts = strings(*given, "allow_hosts");
  if (const json::array* ports = json::array_member(*given, "allow_ports"))
    for (const json::value& port : *ports)
      policy.only_ports.push_back(port.to_number<std::uint16_t>());
  policy.https_only = flag(*given, "https_only");
  policy.allow_metadata = flag(*given, "allow_metadata");
  return policy;
}

bool is_refusal(std::string_view type) {
  return type == "guard.denied" || type == "url.invalid" || type == "limit.redirects" ||
         type.starts_with("redirect.");
}

class player {
public:
  player(http::runtime& io, const json::object& c) : io_(io), case_(c), names_(c), network_(c) {}

  // "" when the case holds, else what was different.
  std::string play() {
    const result<uri::http_url> url = uri::parse_http_url(json::string_member(case_, "url"));
    if (!url) return compare(url.error().type, {});
    make_client();
    message::exchange e = fetch(*url);
    if (case_.contains("first_attempt")) {
      make_client(); // one that has forgotten the first answer
      e = fetch(*url);
    }
    if (case_.contains("reuse_connection")) e = fetch(*url);
    return compare(e.error ? e.error->type : "", e);
  }

private:
  void make_client() {
    http::client_options options;
    options.egress = policy_of(case_);
    options.lookup = [this](const std::string& name) { return names_.look_up(name); };
    options.name_lifetime = case_.contains("reuse_connection") ? milliseconds(10'000) : milliseconds(0);
    options.tls.ca_pem = network_.root_pem();
    if (const json::object* policy = json::object_member(case_, "policy"))
      options.proxy.url = json::string_member(*policy, "proxy");
    client_ = std::move(http::client::create(io_, std::move(options)).value());
  }

  message::exchange fetch(const uri::http_url& url) {
    message::request r;
    r.method = "GET";
    r.origin = {url.scheme, url.host, url.port};
    r.target = url.target;
    r.headers.add("Authorization", "Bearer secret");
    r.headers.add("Cookie", "a=secret");
    http::exchange_options options;
    options.total_timeout = std::chrono::seconds(5);
    options.max_redirects = 10;
    std::promise<message::exchange> done;
    (void)client_->start(
        std::make_shared<const message::request>(std::move(r)), options,
        {.on_progress = {}, .on_done = [&](message::exchange e) { done.set_value(std::move(e)); }});
    return done.get_future().get(); // the total time limit bounds it
  }

  std::string compare(std::string_view failure, const message::exchange& e) {
    const bool allowed = !is_refusal(failure);
    if (allowed != (json::string_member(case_, "verdict") == "allow"))
      return allowed ? "allowed (" + std::string(failure) + ")" : "refused with " + std::string(failure);
    if (failure.starts_with("timeout.") || failure.starts_with("dns."))
      return "failed with " + std::string(failure);
    const std::vector<std::string> dialled = strings(case_, "connect_must_be_in");
    if (!dialled.empty() && std::ranges::find(dialled, e.connection.remote_address) == dialled.end())
      return "dialled " + e.connection.remote_address;
    for (const std::string& name : strings(case_, "must_drop")) {
      const std::vector<std::string> heads = network_.heads();
      const std::string last = heads.empty() ? "" : to_lower(heads.back());
      if (heads.size() < 2 || last.find(name + ":") != std::string::npos) return "kept " + name;
    }
    for (const std::string& name : strings(case_, "must_keep"))
      if (const std::vector<std::string> heads = network_.heads();
          heads.size() < 2 || to_lower(heads.back()).find("\n" + to_lower(name) + ":") == std::string::npos)
        return "dropped " + name;
    return {};
  }

  http::runtime& io_;
  const json::object& case_;
  name_service names_;
  everybody network_;
  std::unique_ptr<http::client> client_;
};

void play_all(const std::filesystem::path& cases) {
  std::ifstream file(cases);
  std::ostringstream text;
  text << file.rdbuf();
  const json::value all = json::parse(text.str()).value();

  http::runtime io(1);
  std::size_t passed = 0;
  for (const json::value& value : all.as_array()) {
    const json::object& c = value.as_object();
    const std::string difference = player(io, c).play();
    EXPECT_EQ(difference, "") << json::string_member(c, "id") << " " << json::string_member(c, "url") << ": "
                              << json::string_member(c, "why");
    passed += difference.empty() ? 1U : 0U;
  }
  std::cout << "request forgery: " << passed << " of " << all.as_array().size() << " cases hold.\n";
}

} // namespace

TEST(Ssrf, AllCasesHold) {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root = shared != nullptr ? shared : HTTP_TASK_SOURCE_DIR "/../shared";
  const std::filesystem::path theirs = root / "cases" / "ssrf_cases-dev.json";
  if (const std::string why = enter_closed_network(); !why.empty())
    GTEST_SKIP() << "The cases need a network that no packet can leave: " << why << ".";
  ::setenv("https_proxy", "http://127.0.0.1:9", 1); // of no effect unless the host of the instance says so
  play_all(HTTP_TASK_SOURCE_DIR "/tests/conformance/ssrf/cases.json");
  if (!std::filesystem::exists(theirs))
    GTEST_SKIP() << "There are no cases under " << root << "; HTTP_TASK_SHARED names the folder.";
  play_all(theirs);
}

} // namespace http_task::testing
