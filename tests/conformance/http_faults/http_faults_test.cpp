// Plays the cases of broken and hostile servers against the client.
#include "fault_case.hpp"

#include "base/text.hpp"
#include "http/client.hpp"
#include "response/body.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <sstream>

namespace http_task::testing {
namespace {

namespace json = boost::json;

std::filesystem::path shared_cases() {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root = shared != nullptr ? shared : HTTP_TASK_SOURCE_DIR "/../shared";
  return root / "cases" / "http_fault_cases-dev.json";
}

std::filesystem::path own_cases() {
  return HTTP_TASK_SOURCE_DIR "/tests/conformance/http_faults/cases.json";
}

// The settings that the cases assume.
http::exchange_options assumed_options() {
  http::exchange_options o;
  o.read_timeout = std::chrono::milliseconds(1000);
  o.total_timeout = std::chrono::milliseconds(2000);
  o.max_response_bytes = 1U << 20U;
  return o;
}

message::request to_request(const json::object& described, std::uint16_t port) {
  message::request r;
  r.method = text_of(described, "method");
  r.target = text_of(described, "path");
  r.origin = {"http", "127.0.0.1", port};
  if (described.contains("body")) r.body = latin1(text_of(described, "body"));
  if (const json::value* size = described.if_contains("body_len"))
    r.body = std::string(size->to_number<std::size_t>(), 'x');
  if (const json::value* headers = described.if_contains("headers"))
    for (const auto& [name, value] : headers->as_object())
      r.headers.add(std::string(name), std::string(value.as_string()));
  if (const json::value* secret = described.if_contains("secret_headers"))
    for (const json::value& name : secret->as_array())
      r.credentials.emplace_back(name.as_string());
  return r;
}

// Whether the body shows as JSON in a structured response, and with every digit.
std::string compare_json(std::string_view expected, const message::response& answer) {
  const response::interpreted_body body = response::interpret_body(answer);
  const bool is_json = body.encoding == response::body_encoding::json;
  if (expected == "error" && (is_json || body.note.empty())) return "read as JSON";
  if ((expected == "ok" || expected == "exact") && !is_json) return "not read as JSON";
  if (expected == "exact" && body.content() != answer.body) return "shown as " + std::string(body.content());
  return {};
}

bool is_in(std::string_view name, std::string_view head) {
  return to_lower(head).find("\r\n" + std::string(name) + ":") != std::string::npos;
}

// What the server saw of the requests.
std::string compare_requests(const json::object& expected, const std::vector<std::string>& heads) {
  if (const json::value* lines = expected.if_contains("requests_seen")) {
    std::size_t i = 0;
    for (const json::value& line : lines->as_array())
      if (i >= heads.size() || !heads[i++].starts_with(std::string(line.as_string()) + " "))
        return "request " + std::to_string(i);
    if (heads.size() != i) return std::to_string(heads.size()) + " requests";
  }
  for (const auto& [member, wanted] :
       {std::pair{"second_request_has", true}, {"second_request_lacks", false}})
    if (const json::value* names = expected.if_contains(member))
      for (const json::value& name : names->as_array())
        if (heads.size() < 2 || is_in(std::string_view(name.as_string()), heads[1]) != wanted)
          return std::string(member) + " " + std::string(name.as_string());
  return {};
}

// "" when the answer is the expected one.
std::string compare_answer(const json::object& expected, const message::exchange& e) {
  if (e.error) return e.error->type + ": " + e.error->detail;
  if (e.response->status != expected.at("status").to_number<unsigned>())
    return "status " + std::to_string(e.response->status);
  const std::string& body = e.response->body;
  if (expected.contains("body") && body != latin1(text_of(expected, "body")))
    return "body: " + body.substr(0, 200);
  if (const json::value* size = expected.if_contains("body_len");
      size && body.size() != size->to_number<std::size_t>())
    return "body of " + std::to_string(body.size()) + " bytes";
  if (const json::value* b64 = expected.if_contains("body_b64"); b64 && b64->is_string())
    if (base64_encode(body) != text_of(expected, "body_b64")) return "body: " + body.substr(0, 200);
  if (const json::value* headers = expected.if_contains("headers"))
    for (const auto& [name, value] : headers->as_object()) {
      const std::string* found = e.response->headers.find(std::string(name));
      if (found == nullptr || *found != latin1(value.as_string())) return "header " + std::string(name);
    }
  if (const json::value* cookies = expected.if_contains("set_cookie_count"))
    if (std::ranges::count(e.response->headers, "Set-Cookie", &message::field::name) !=
        cookies->to_number<std::ptrdiff_t>())
      return "number of Set-Cookie fields";
  if (const json::value* as_json = expected.if_contains("json"))
    return compare_json(std::string_view(as_json->as_string()), *e.response);
  if (const json::value* absent = expected.if_contains("headers_absent"))
    for (const json::value& name : absent->as_array())
      if (e.response->headers.contains(name.as_string())) return "header " + std::string(name.as_string());
  return {};
}

bool is_class(std::string_view type, std::string_view expected) {
  return type == expected || (type.starts_with(expected) && type[expected.size()] == '.');
}

bool is_expected_class(const json::object& expected, std::string_view type) {
  if (is_class(type, text_of(expected, "error_class"))) return true;
  const json::value* also = expected.if_contains("also");
  return also != nullptr && std::ranges::any_of(also->as_array(), [&](const json::value& other) {
           return is_class(type, std::string_view(other.as_string()));
         });
}

// What a failure has to say beside its class, where the case names it, and what of the answer it has to keep.
std::string compare_circumstances(const json::object& expected, const message::exchange& e) {
  if (const std::string phase = text_of(expected, "phase"); !phase.empty() && e.error->phase != phase)
    return "in the phase " + e.error->phase;
  if (const json::value* wanted = expected.if_contains("retryable"))
    if (e.error->retryable.value_or(false) != wanted->as_bool()) return "retryable is the other way round";
  if (const json::value* wanted = expected.if_contains("sent"))
    if (e.anything_sent() != wanted->as_bool()) return "sent is the other way round";
  const json::value* kept = expected.if_contains("kept");
  if (kept == nullptr) return {};
  if (!e.response) return "nothing of the answer is kept";
  if (e.response->status != kept->at("status").to_number<unsigned>()) return "another status is kept";
  if (const std::string body = latin1(text_of(kept->as_object(), "body"));
      kept->as_object().contains("body") && e.response->body != body)
    return "of the body is kept: " + e.response->body.substr(0, 200);
  return {};
}

std::string compare_error(const json::object& expected, const message::exchange& e) {
  if (!e.error) return "no error, status " + std::to_string(e.response->status);
  if (!is_expected_class(expected, e.error->type)) return e.error->type + ": " + e.error->detail;
  return compare_circumstances(expected, e);
}

std::string compare(const json::object& expected, const message::exchange& e) {
  const std::string kind = text_of(expected, "kind");
  std::string difference = kind == "ok" ? compare_answer(expected, e) : compare_error(expected, e);
  if (difference.empty()) return {};
  if (const json::value* alternatives = expected.if_contains("alt"))
    for (const json::value& other : alternatives->as_array())
      if (compare(other.as_object(), e).empty()) return {};
  return difference;
}

class player {
public:
  explicit player(http::runtime& io) {
    http::client_options options;
    options.egress.allow = {"127.0.0.1/32"};
    client_ = std::move(http::client::create(io, std::move(options)).value());
  }

  // "" when the case holds, else what was different.
  std::string play(const json::object& c) {
    fault_server server(c);
    const json::value* follows = c.if_contains("follow_redirects");
    options_.max_redirects = follows != nullptr && follows->as_bool() ? 5 : 0;
    const json::object& expected = c.at("expect").as_object();
    const auto start = std::chrono::steady_clock::now();
    const bool sequence = text_of(expected, "kind") == "sequence";
    std::string difference = sequence ? play_sequence(c, expected, server.port())
                                      : compare(expected, fetch(request_of(c), server.port()));
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    if (difference.empty()) difference = compare_requests(expected, server.heads());
    if (!difference.empty()) return difference;
    if (const json::value* most = expected.if_contains("max_attempts"))
      if (server.heads().size() > most->to_number<std::size_t>())
        return std::to_string(server.heads().size()) + " attempts";
    if (const json::value* most = c.if_contains("max_ms"))
      if (took.count() > most->to_number<int>()) return "took " + std::to_string(took.count()) + " ms";
    return {};
  }

private:
  static const json::object& request_of(const json::object& c) {
    static const json::object plain{{"method", "GET"}, {"path", "/"}};
    const json::value* request = c.if_contains("request");
    return request != nullptr ? request->as_object() : plain;
  }

  std::string play_sequence(const json::object& c, const json::object& expected, std::uint16_t port) {
    const json::array& results = expected.at("results").as_array();
    const json::value* gap = expected.if_contains("gap_ms");
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (i > 0 && gap != nullptr)
        std::this_thread::sleep_for(std::chrono::milliseconds(gap->to_number<int>()));
      const message::exchange e = fetch(c.at("requests").as_array().at(i).as_object(), port);
      std::string difference = compare(results[i].as_object(), e);
      if (!difference.empty()) return "request " + std::to_string(i) + ": " + difference;
    }
    return {};
  }

  message::exchange fetch(const json::object& described, std::uint16_t port) {
    std::promise<message::exchange> done;
    (void)client_->start(
        std::make_shared<const message::request>(to_request(described, port)), options_,
        {.on_progress = {}, .on_done = [&](message::exchange e) { done.set_value(std::move(e)); }});
    return done.get_future().get(); // the total time limit bounds it
  }

  http::exchange_options options_ = assumed_options();
  std::unique_ptr<http::client> client_;
};

void play_all(const std::filesystem::path& cases) {
  std::ifstream file(cases);
  std::ostringstream text;
  text << file.rdbuf();
  const json::value all = json::parse(text.str());

  http::runtime io(2);
  std::vector<std::pair<std::string, std::future<std::string>>> playing;
  std::size_t passed = 0;
  std::size_t played = 0;
  const auto collect = [&] {
    for (auto& [name, outcome] : playing) {
      const std::string difference = outcome.get();
      EXPECT_EQ(difference, "") << name;
      passed += difference.empty() ? 1U : 0U;
    }
    playing.clear();
  };
  for (const json::value& value : all.as_array()) {
    const json::object& c = value.as_object();
    ++played;
    // A client each, so that no case finds a connection of another.
    playing.emplace_back(text_of(c, "name"),
                         std::async(std::launch::async, [&io, &c] { return player(io).play(c); }));
    if (playing.size() == 8) collect(); // as many at once as leaves the time limits their meaning
  }
  collect();
  std::cout << "http faults: " << passed << " of " << played << " cases hold.\n";
}

TEST(http_faults, all_cases_of_the_client_hold) {
  if (!std::filesystem::exists(shared_cases()))
    GTEST_SKIP() << "There is no " << shared_cases() << "; HTTP_TASK_SHARED names its folder.";
  play_all(shared_cases());
}

TEST(http_faults, our_own_cases_hold) {
  play_all(own_cases());
}

} // namespace
} // namespace http_task::testing
