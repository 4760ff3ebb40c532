// Every schema of every endpoint description has a sample, and it validates: settings as a whole, bodies,
// responses.
#include "catalog/built_in.hpp"
#include "description/read.hpp"
#include "schema/sample.hpp"
#include "schema/validator.hpp"
#include "json/pointer.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace http_task::catalog {
namespace {

struct tally {
  int valid = 0;
  std::vector<std::string> without; // and why
};

void try_schema(const json::value& description, const std::string& name, const std::string& pointer,
                tally& t) {
  schema::compile_options compiling;
  compiling.pointer = pointer;
  const result<schema::validator> v = schema::compile(description, compiling);
  ASSERT_TRUE(v) << name << pointer << ": " << v.error().detail;
  for (const std::uint64_t seed : {0U, 1U, 7U}) {
    schema::sample_options options;
    options.seed = seed;
    options.pointer = pointer;
    const result<json::value> made = schema::sample(description, options);
    if (!made) {
      t.without.push_back(name + pointer + ": " + made.error().detail);
      return;
    }
    EXPECT_TRUE(v->is_valid(*made)) << name << pointer << " with seed " << seed;
    EXPECT_TRUE(v->check(*made).empty()) << name << pointer << " with seed " << seed;
  }
  ++t.valid;
}

void try_description(const description::endpoint& e, tally& t) {
  try_schema(e.schema, e.id, "", t);
  if (json::find(e.schema, "/properties/body")) try_schema(e.schema, e.id, "/properties/body", t);
  const json::value* responses = json::find(e.schema, "/endpoint/responses");
  if (!responses) return;
  for (const auto& [status, response] : responses->as_object()) {
    const std::string pointer = json::join("/endpoint/responses", json::view(status)) + "/schema";
    if (json::find(e.schema, pointer)) try_schema(e.schema, e.id, pointer, t);
  }
}

void report(std::string_view name, const tally& t) {
  std::cout << name << ": " << t.valid << " of " << t.valid + static_cast<int>(t.without.size())
            << " schemas have valid samples\n";
  for (const std::string& reason : t.without)
    std::cout << "  without: " << reason << '\n';
  EXPECT_GT(t.valid, 0);
  EXPECT_TRUE(t.without.empty());
}

TEST(every_sample, of_the_built_in_catalogue_validates) {
  tally t;
  for (const description::api& api : read_built_in())
    for (std::size_t i = 0; i < api.endpoints.size(); ++i)
      try_description(api.describe(i), t);
  report("built-in", t);
}

TEST(every_sample, of_dialpads_operations_validates) {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root =
      shared && *shared ? std::filesystem::path(shared)
                        : std::filesystem::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  const std::filesystem::path file = root / "apis" / "dialpad.openapi.json";
  if (!std::filesystem::exists(file))
    GTEST_SKIP() << "The description of the API is not there; HTTP_TASK_SHARED names the folder that holds "
                    "apis/dialpad.openapi.json.";
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  const result<description::api> api = description::read_document(text.str());
  ASSERT_TRUE(api);
  tally t;
  for (std::size_t i = 0; i < api->endpoints.size(); ++i)
    try_description(api->describe(i), t);
  report("dialpad.com", t);
}

} // namespace
} // namespace http_task::catalog
