// The cases of hostile input, ours (cases.json) and those of crlf_cases-dev.json in the folder that
// HTTP_TASK_SHARED names, as request settings.
#pragma once

#include "json/value.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace http_task::injection {

struct test_case {
  std::string id;
  std::string field; // which kind of input: "header_value", "url", ...
  std::string why;
  json::object raw;

  [[nodiscard]] const json::object& expect() const { return raw.at("expect").as_object(); }
  [[nodiscard]] bool expects_rejection() const { return json::string_member(expect(), "kind") == "reject"; }
};

[[nodiscard]] std::filesystem::path own_cases();
[[nodiscard]] std::filesystem::path shared_cases();

// nullopt if the file is not there.
[[nodiscard]] std::optional<std::vector<test_case>> read_cases(const std::filesystem::path& from);

struct scenario {
  json::object settings;
  json::object context;
  json::object secrets;
  std::string pointer; // where a rejection has to point, or a part above it
};

// nullopt for a kind of input that settings do not have.
[[nodiscard]] std::optional<scenario> make_scenario(const test_case& c);

} // namespace http_task::injection
