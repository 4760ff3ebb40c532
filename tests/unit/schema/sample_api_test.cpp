// Samples of every component of a real API description.
#include "schema/sample.hpp"

#include "support.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

namespace http_task::schema {
namespace {

TEST(sample_api, every_component_schema_has_a_valid_sample) {
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
  const json::value api = parsed(text.str());

  int valid = 0;
  int all = 0;
  for (const auto& member : api.at("components").at("schemas").as_object()) {
    const std::string pointer = json::join("/components/schemas", json::view(member.key()));
    compile_options compiling = in(dialect::openapi30);
    compiling.pointer = pointer;
    const result<validator> v = compile(api, compiling);
    ASSERT_TRUE(v) << pointer << ": " << v.error().detail;
    for (const bool examples : {true, false}) {
      sample_options options;
      options.default_dialect = dialect::openapi30;
      options.pointer = pointer;
      options.prefer_examples = examples;
      ++all;
      const result<json::value> s = sample(api, options);
      EXPECT_TRUE(s) << pointer << ": " << s.error().pointer << ": " << s.error().detail;
      valid += s && v->is_valid(*s);
    }
  }
  EXPECT_EQ(valid, all);
  std::cout << valid << " of " << all << " samples of component schemas are valid\n";
}

} // namespace
} // namespace http_task::schema
