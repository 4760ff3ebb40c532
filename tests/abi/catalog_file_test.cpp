// http_task.catalog_file/1 as a host uses it, through the SDK.
#include "plugin_fixture.hpp"

#include "support/temp_folder.hpp"
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <span>

namespace http_task::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view pets = R"({"openapi": "3.0.0", "info": {"title": "Pets", "version": "1"},
  "servers": [{"url": "https://pets.example"}], "paths": {"/pets": {"get": {"operationId": "pets.list"}}}})";

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

class catalog_file : public ::testing::Test {
protected:
  std::string path() const { return (folder_.path() / "all.httpcat").string(); }

  temp_folder folder_;
  sdk::instance plugin_ = make_instance();
};

TEST_F(catalog_file, is_written_opened_searched_and_closed) {
  {
    sdk::catalog_writer writer = std::move(plugin_.write_catalog(path()).value());
    EXPECT_EQ(object_of(writer.base()).at("apis").as_int64(), 0);
    const auto added =
        object_of(writer.add(bytes_of(pets), R"({"source": "pets.json", "preferred": true})").value());
    EXPECT_EQ(added.at("api"), "pets.example");
    EXPECT_FALSE(added.at("unchanged").as_bool());
    EXPECT_FALSE(added.contains("changes"));
    const auto finished = object_of(writer.finish().value());
    EXPECT_EQ(finished.at("path").as_string(), path());
    EXPECT_EQ(finished.at("endpoints").as_int64(), 1);
    EXPECT_EQ(finished.at("bytes").as_int64(), static_cast<std::int64_t>(std::filesystem::file_size(path())));
  }
  EXPECT_EQ(object_of(plugin_.open_catalog(path()).value()).at("apis").as_int64(), 1);
  EXPECT_EQ(object_of(plugin_.search(R"({"query": "list pets"})").value())
                .at("results")
                .as_array()
                .at(0)
                .as_object()
                .at("id"),
            "pets.example:GET:/pets");
  EXPECT_THAT(std::string(plugin_.describe("pets.list").value().json()),
              HasSubstr("https://pets.example/pets"));
  EXPECT_TRUE(plugin_.prefill(R"({"endpoint": "pets.list"})"));
  const auto contents = object_of(plugin_.catalog_contents(path()).value());
  EXPECT_EQ(contents.at("apis").as_array().at(0).as_object().at("source"), "pets.json");
  EXPECT_TRUE(plugin_.check_catalog(path()));
  EXPECT_EQ(object_of(plugin_.close_catalog(path()).value()).at("path").as_string(), path());
  EXPECT_EQ(plugin_.close_catalog(path()).error().status, HTTP_TASK_E_NOT_FOUND);
  EXPECT_FALSE(plugin_.describe("pets.list"));
}

TEST_F(catalog_file, is_carried_over_from_a_base) {
  ASSERT_TRUE(plugin_.write_catalog(path()).value().finish());
  {
    sdk::catalog_writer writer =
        std::move(plugin_.write_catalog(path(), R"({"base": ")" + path() + R"("})").value());
    ASSERT_TRUE(writer.add(bytes_of(pets)));
    ASSERT_TRUE(writer.finish());
  }
  sdk::catalog_writer writer =
      std::move(plugin_.write_catalog(path(), R"({"base": ")" + path() + R"("})").value());
  EXPECT_EQ(object_of(writer.base()).at("endpoints").as_int64(), 1);
  EXPECT_TRUE(object_of(writer.add(bytes_of(pets)).value()).at("unchanged").as_bool());
  EXPECT_EQ(object_of(writer.remove("pets.example").value()).at("endpoints").as_int64(), 1);
  EXPECT_EQ(writer.remove("pets.example").error().status, HTTP_TASK_E_NOT_FOUND);
  sdk::catalog_writer moved = std::move(writer);
  EXPECT_EQ(object_of(moved.finish().value()).at("apis").as_int64(), 0);
}

TEST_F(catalog_file, is_refused_with_a_problem) {
  EXPECT_THAT(plugin_.open_catalog(path()).error().problem_json, HasSubstr("catalog.file"));
  folder_.write("all.httpcat", "no catalogue");
  EXPECT_THAT(plugin_.open_catalog(path()).error().problem_json, HasSubstr("catalog.damaged"));
  EXPECT_THAT(plugin_.check_catalog(path()).error().problem_json, HasSubstr("catalog.damaged"));
  EXPECT_THAT(plugin_.open_catalog("").error().problem_json, HasSubstr("input.invalid"));
  EXPECT_THAT(plugin_.write_catalog(path(), R"({"basis": ""})").error().problem_json, HasSubstr("/basis"));
  sdk::catalog_writer writer = std::move(plugin_.write_catalog(path()).value());
  EXPECT_THAT(writer.add(bytes_of(pets), R"({"preferred": 1})").error().problem_json,
              HasSubstr("/preferred"));
  EXPECT_THAT(writer.add(bytes_of(pets), R"({"folder": "."})").error().problem_json, HasSubstr("/folder"));
  EXPECT_THAT(writer.add(bytes_of("{"), R"({"source": "x.json"})").error().problem_json, HasSubstr("x.json"));
}

TEST_F(catalog_file, misuse_is_a_status) {
  const void* found = nullptr;
  ASSERT_EQ(the_plugin()->table().get_interface(nullptr, HTTP_TASK_CATALOG_FILE_V1, &found), HTTP_TASK_OK);
  const auto& table = *static_cast<const http_task_catalog_file_v1*>(found);
  http_task_document* document = nullptr;
  http_task_catalog_writer* writer = nullptr;
  EXPECT_EQ(table.open(nullptr, "x", 1, &document), HTTP_TASK_E_ARGUMENT);
  EXPECT_EQ(table.check(nullptr, "x", 1, nullptr), HTTP_TASK_E_ARGUMENT);
  EXPECT_EQ(table.writer_create(nullptr, "x", 1, nullptr, 0, &writer, &document), HTTP_TASK_E_ARGUMENT);
  EXPECT_EQ(table.writer_create(nullptr, "x", 1, nullptr, 0, nullptr, &document), HTTP_TASK_E_ARGUMENT);
  EXPECT_EQ(table.writer_add(nullptr, "x", 1, nullptr, 0, &document), HTTP_TASK_E_ARGUMENT);
  EXPECT_EQ(table.writer_add(nullptr, "x", 1, nullptr, 3, &document), HTTP_TASK_E_ARGUMENT);
  EXPECT_EQ(table.writer_finish(nullptr, &document), HTTP_TASK_E_ARGUMENT);
  EXPECT_EQ(document, nullptr);
  table.writer_destroy(nullptr);
}

} // namespace
} // namespace http_task::testing
