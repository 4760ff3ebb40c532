// The test suite of RFC 6570 (conformance/uri-template in the folder that HTTP_TASK_SHARED names): all cases
// of all its files, those that must fail included.
#include "uri/template.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace http_task::uri {
namespace {

namespace fs = std::filesystem;

struct suite_file {
  const char* name;
  int cases;
};

fs::path folder() {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const fs::path root =
      shared && *shared ? fs::path(shared) : fs::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  return root / "conformance" / "uri-template";
}

json::object read_suite(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return json::parse(text.str()).value().as_object();
}

value to_value(const json::value& v) {
  value out;
  if (const json::array* items = v.if_array()) {
    std::ranges::transform(*items, std::back_inserter(out.content.emplace<value::list>()), to_value);
  } else if (const json::object* members = v.if_object()) {
    auto& object = out.content.emplace<value::object>();
    for (const auto& m : *members)
      object.push_back({std::string(json::view(m.key())), to_value(m.value())});
  } else if (const json::string* text = v.if_string()) {
    out.content = std::string(json::view(*text));
  } else if (!v.is_null()) {
    out.content = json::write(v);
  }
  return out;
}

// nullopt: the template or its expansion was refused.
std::optional<std::string> expand(std::string_view text, std::span<const variable> variables) {
  const result<uri_template> t = uri_template::parse(text);
  if (!t) return std::nullopt;
  const result<std::string> out = t->expand(variables);
  return out ? std::optional(*out) : std::nullopt;
}

// One result, several of which each is right, or false: it must fail.
bool is_expected(const std::optional<std::string>& out, const json::value& expected) {
  if (expected.is_bool()) return out.has_value() == expected.get_bool();
  const auto is = [&](const json::value& v) { return out && json::view(v.as_string()) == *out; };
  return expected.is_array() ? std::ranges::any_of(expected.get_array(), is) : is(expected);
}

class UriTemplateSuite : public testing::TestWithParam<suite_file> {};

TEST_P(UriTemplateSuite, Passes) {
  if (!fs::is_directory(folder()))
    GTEST_SKIP() << "The test suite of RFC 6570 is not there; HTTP_TASK_SHARED names the folder that holds "
                    "conformance/uri-template.";
  int passed = 0;
  int total = 0;
  for (const auto& [name, group] : read_suite(folder() / GetParam().name)) {
    std::vector<std::pair<std::string, value>> values;
    for (const auto& m : group.at("variables").as_object())
      values.emplace_back(json::view(m.key()), to_value(m.value()));
    std::vector<variable> variables;
    for (const auto& [variable_name, v] : values)
      variables.push_back({variable_name, &v});
    for (const json::value& test : group.at("testcases").as_array()) {
      const std::string_view text = json::view(test.at(0).as_string());
      const std::optional<std::string> out = expand(text, variables);
      const bool good = is_expected(out, test.at(1));
      EXPECT_TRUE(good) << std::string_view(name) << ": " << text << " gives " << out.value_or("(refused)");
      passed += good;
      ++total;
    }
  }
  EXPECT_EQ(total, GetParam().cases);
  EXPECT_EQ(passed, GetParam().cases);
  std::cout << GetParam().name << ": " << passed << " of " << total << " cases passed\n";
}

INSTANTIATE_TEST_SUITE_P(Rfc6570, UriTemplateSuite,
                         testing::Values(suite_file{"spec-examples.json", 64},
                                         suite_file{"spec-examples-by-section.json", 117},
                                         suite_file{"extended-tests.json", 53},
                                         suite_file{"negative-tests.json", 36}),
                         [](const auto& tested) {
                           std::string name = tested.param.name;
                           std::ranges::replace_if(
                               name, [](char c) { return c == '-' || c == '.'; }, '_');
                           return name;
                         });

} // namespace
} // namespace http_task::uri
