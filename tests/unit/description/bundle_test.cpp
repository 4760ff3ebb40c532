#include "description/bundle.hpp"

#include "description/folder_files.hpp"
#include "documents.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

namespace http_task::description {
namespace {

namespace fs = std::filesystem;

class files_in_memory final : public file_reader {
public:
  explicit files_in_memory(std::map<std::string, std::string, std::less<>> files)
      : files_(std::move(files)) {}

  result<std::string> read(std::string_view name, std::size_t most) const override {
    const auto found = files_.find(name);
    if (found == files_.end() || found->second.size() > most)
      return make_problem("input.path", "It is not there.");
    return found->second;
  }

private:
  std::map<std::string, std::string, std::less<>> files_;
};

constexpr std::string_view main_file = R"(openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: https://pets.example}]
paths:
  /pets: {$ref: paths/pets.yaml}
  /toys: {get: {responses: {200: {description: ok, content: {application/json: {schema: {$ref: "schemas.json#/To%79"}}}}}}}
components: {schemas: {Name: {type: string}}}
)";

TEST(bundle, files_that_refer_to_each_other_are_one_document) {
  const files_in_memory files({{"api.yaml", std::string(main_file)},
                               {"paths/pets.yaml", R"(get:
  parameters: [{$ref: "../schemas.json#/limit"}]
  responses: {200: {description: ok, content: {application/json: {schema: {$ref: "#/local"}}}}}
local: {properties: {name: {$ref: "../api.yaml#/components/schemas/Name"}, toy: {$ref: ../schemas.json#/Toy}}}
)"},
                               {"schemas.json", R"({"Toy": {"type": "object"}, "limit":
      {"name": "limit", "in": "query", "schema": {"$ref": "./limit.yaml"}}})"},
                               {"limit.yaml", "type: integer\n"}});
  const api a = read_files(files, "api.yaml").value();
  EXPECT_TRUE(a.warnings.empty()) << a.warnings[0].detail;
  ASSERT_EQ(a.endpoints.size(), 2U);
  EXPECT_EQ(a.endpoints[0].parameters, std::vector<std::string>{"limit"});
  const endpoint pets = a.describe(0);
  EXPECT_EQ(test::at(pets, "/endpoint/origin/pointer"), R"("/x-files/paths~1pets.yaml/get")");
  EXPECT_EQ(test::at(pets, "/properties/queryParameters/properties/limit"),
            R"({"$ref":"#/$defs/limit.yaml"})");
  EXPECT_EQ(test::at(pets, "/$defs/paths_1pets.yaml_local/properties/name"), R"({"$ref":"#/$defs/Name"})");
  EXPECT_EQ(test::at(a.describe(1), "/$defs/schemas.json_Toy"), R"({"type":"object"})");
}

TEST(bundle, what_leads_out_is_left_out_and_said) {
  for (const char* ref : {"../other.yaml", "/etc/passwd", "https://example.com/a.yaml", "file:///etc/passwd",
                          "missing.yaml", "paths/../../x.yaml", "//host/a.yaml", "%2e%2e/x.yaml"}) {
    const files_in_memory files(
        {{"api.yaml", test::openapi(R"({"/a": {"get": {}}, "/b": {"$ref": ")" + std::string(ref) + "\"}}")},
         {"x.yaml", "{}"}});
    const api a = read_files(files, "api.yaml").value();
    EXPECT_EQ(a.endpoints.size(), 1U) << ref;
    ASSERT_FALSE(a.warnings.empty()) << ref;
    EXPECT_EQ(a.warnings[0].pointer, "/paths/~1b") << ref;
  }
}

TEST(bundle, names_are_relative_to_the_file_that_refers) {
  EXPECT_EQ(file_name_of("b.yaml", "a.yaml"), "b.yaml");
  EXPECT_EQ(file_name_of("./c/../b.yaml", "x/a.yaml"), "x/b.yaml");
  EXPECT_EQ(file_name_of("../b%20c.yaml", "x/a.yaml"), "b c.yaml");
  EXPECT_EQ(file_name_of("../../b.yaml", "x/a.yaml"), "");
  EXPECT_EQ(file_name_of("http://h/b.yaml", "a.yaml"), "");
  EXPECT_EQ(file_name_of("a%00b", "a.yaml"), "");
}

TEST(bundle, circles_of_files_end) {
  const files_in_memory files({{"a.json", test::openapi(R"({"/a": {"$ref": "b.json"}, "/c": {"get": {}}})")},
                               {"b.json", R"({"$ref": "c.json"})"},
                               {"c.json", R"({"$ref": "b.json"})"}});
  const api a = read_files(files, "a.json").value();
  EXPECT_EQ(a.endpoints.size(), 1U);
  EXPECT_FALSE(a.warnings.empty());
}

TEST(folder_files, stay_in_their_folder) {
  const fs::path root = fs::temp_directory_path() / ("http_task_bundle_" + std::to_string(::getpid()));
  fs::create_directories(root / "in" / "sub");
  std::ofstream(root / "secret.json") << "{}";
  std::ofstream(root / "in" / "sub" / "a.json") << R"({"a": 1})";
  fs::create_symlink("../secret.json", root / "in" / "out.json");
  fs::create_symlink("sub/a.json", root / "in" / "alias.json");
  const auto files = folder_files::open((root / "in").string()).value();
  EXPECT_EQ(files->read("sub/a.json", 100).value(), R"({"a": 1})");
  EXPECT_EQ(files->read("alias.json", 100).value(), R"({"a": 1})");
  for (const char* name : {"out.json", "../secret.json", "sub", "none.json", "/etc/passwd"})
    EXPECT_EQ(files->read(name, 100).error().type, "input.path") << name;
  EXPECT_EQ(files->read("sub/a.json", 3).error().type, "description.limit");
  EXPECT_FALSE(folder_files::open((root / "none").string()));
  fs::remove_all(root);
}

} // namespace
} // namespace http_task::description
