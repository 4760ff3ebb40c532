// The compliance test suite of JSONPath: every case, by the values and by the normalized paths of the nodes.
#include "json/parse.hpp"
#include "json/path_query.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>

namespace http_task::json {
namespace {

namespace fs = std::filesystem;

constexpr int cases_of_the_suite = 703;

std::optional<fs::path> find_suite() {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const fs::path root =
      shared && *shared ? fs::path(shared) : fs::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  fs::path file = root / "conformance" / "jsonpath" / "cts.json";
  if (!fs::is_regular_file(file)) return std::nullopt;
  return file;
}

// What was selected, as the suite writes it.
struct outcome {
  value values = array();
  value locations = array();
};

// "" if it is one of the outcomes that the suite allows; an object has no order, so that there may be
// several.
std::string compare(const object& test, const outcome& got) {
  const bool several = test.contains("results");
  const array all_values = several ? test.at("results").as_array() : array{test.at("result")};
  const array all_locations = several ? test.at("results_paths").as_array() : array{test.at("result_paths")};
  for (std::size_t i = 0; i < all_values.size(); ++i) {
    if (write(all_values[i]) == write(got.values) && all_locations[i] == got.locations) return {};
  }
  return "selected " + write(got.values) + " at " + write(got.locations);
}

// "" if the case passes.
std::string run(const object& test) {
  const result<path_query> query = path_query::compile(string_member(test, "selector"));
  if (test.contains("invalid_selector")) {
    if (query) return "is accepted";
    return query.error().detail.find("character ") == std::string::npos ? "names no character" : "";
  }
  if (!query) return query.error().detail;
  const result<std::vector<path_node>> nodes = query->nodes(test.at("document"));
  if (!nodes) return nodes.error().detail;
  outcome got;
  for (const path_node& n : *nodes) {
    got.values.as_array().push_back(*n.at);
    got.locations.as_array().push_back(value(n.location));
    // The location of a node is itself a query that selects it, and nothing else.
    const result<path_query> again = path_query::compile(n.location);
    if (!again || !again->is_singular() || again->values(test.at("document")).value() != std::vector{n.at})
      return "does not find " + n.location + " again";
  }
  return compare(test, got);
}

TEST(jsonpath, suite) {
  const std::optional<fs::path> file = find_suite();
  if (!file)
    GTEST_SKIP() << "The test suite of JSONPath is not there; HTTP_TASK_SHARED names the folder that holds "
                    "conformance/jsonpath/cts.json.";
  std::ostringstream text;
  text << std::ifstream(*file, std::ios::binary).rdbuf();
  const value suite = parse(text.str()).value();
  int passed = 0;
  int total = 0;
  for (const value& test : suite.at("tests").as_array()) {
    ++total;
    const std::string wrong = run(test.as_object());
    passed += wrong.empty();
    EXPECT_EQ(wrong, "") << test.at("name").as_string() << ": " << test.at("selector").as_string();
  }
  EXPECT_EQ(total, cases_of_the_suite);
  EXPECT_EQ(passed, cases_of_the_suite);
  std::cout << "jsonpath: " << passed << " of " << total << " cases passed\n";
}

} // namespace
} // namespace http_task::json
