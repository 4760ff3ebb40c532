#include "documents.hpp"

#include "json/pointer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace http_task::store {
namespace {

using test::one_pet;
using test::read_bytes;
using test::shop;
using ::testing::ElementsAre;

class catalogue_writer : public ::testing::Test {
protected:
  std::string path(const char* name) const { return (folder_.path() / name).string(); }
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
      found.push_back(entry.path().filename().string());
    return found;
  }

  testing::temp_folder folder_;
};

TEST_F(catalogue_writer, says_what_came_in) {
  const auto w = std::move(writer::create(path("a"), "").value());
  EXPECT_EQ(w->base().apis, 0U);
  const add_summary added = w->add(shop(), {.source = "shop.json"}).value();
  EXPECT_EQ(added.api, "shop.example");
  EXPECT_EQ(added.title, "Shop");
  EXPECT_EQ(added.endpoints, 3U);
  EXPECT_FALSE(added.unchanged);
  EXPECT_FALSE(added.changes);
  ASSERT_EQ(added.warnings.size(), 1U);
  EXPECT_EQ(added.warnings[0].pointer, "/paths/~1orders~1{id}/put");
  const finished_file done = w->finish().value();
  EXPECT_EQ(done.counts.apis, 1U);
  EXPECT_EQ(done.counts.endpoints, 3U);
  EXPECT_EQ(done.bytes, std::filesystem::file_size(path("a")));
}

TEST_F(catalogue_writer, the_same_apis_give_the_same_tables_and_index_in_any_order) {
  test::write_file(path("a"), {{{.api = "x"}, one_pet()}, {{}, shop()}});
  test::write_file(path("b"), {{{}, shop()}, {{.api = "x"}, one_pet()}});
  const auto a = file::open(path("a")).value();
  const auto b = file::open(path("b")).value();
  EXPECT_EQ(a->size(), b->size());
  EXPECT_EQ(a->index().records(), b->index().records());
  test::write_file(path("again"), {}, path("a"));
  EXPECT_EQ(read_bytes(path("again")).size(), read_bytes(path("a")).size());
}

TEST_F(catalogue_writer, takes_over_what_the_base_has_and_knows_the_same_bytes_again) {
  test::write_file(path("a"), {{{.api = "x", .source = "one.json"}, one_pet()}, {{}, shop()}});
  const auto w = std::move(writer::create(path("a"), path("a")).value());
  EXPECT_EQ(w->base().apis, 2U);
  EXPECT_EQ(w->base().endpoints, 4U);
  const add_summary same = w->add(one_pet(), {.api = "x", .source = "elsewhere.json"}).value();
  EXPECT_TRUE(same.unchanged);
  EXPECT_EQ(same.endpoints, 1U);
  EXPECT_TRUE(w->add(shop(), {}).value().unchanged);
  EXPECT_EQ(w->add(shop(), {}).value().warnings.size(), 1U);
  EXPECT_TRUE(w->add(shop(), {.api = "shop.example"}).value().unchanged);
  EXPECT_FALSE(w->add(shop(), {.api = "another"}).value().unchanged);
  EXPECT_FALSE(w->add(one_pet(), {}).value().unchanged); // its id was chosen before
  EXPECT_EQ(w->finish().value().counts.apis, 4U);
  const auto file = file::open(path("a")).value();
  EXPECT_EQ(file->api(3).source, "elsewhere.json");
  EXPECT_TRUE(file->check());
}

TEST_F(catalogue_writer, replaces_an_api_as_a_whole) {
  test::write_file(path("a"), {{{.api = "x"}, shop()}});
  test::write_file(path("a"), {{{.api = "x"}, one_pet()}}, path("a"));
  const auto file = file::open(path("a")).value();
  ASSERT_EQ(file->apis(), 1U);
  EXPECT_EQ(file->endpoints(), 1U);
  EXPECT_FALSE(file->open_api(0).value().find("/orders", "GET").value());
}

TEST_F(catalogue_writer, leaves_out_what_is_removed) {
  test::write_file(path("a"), {{{.api = "x"}, one_pet()}, {{}, shop()}});
  const auto w = std::move(writer::create(path("a"), path("a")).value());
  EXPECT_EQ(w->remove("shop.example").value(), 3U);
  EXPECT_EQ(w->remove("shop.example").error().type, "catalog.not_found");
  EXPECT_EQ(w->finish().value().counts.apis, 1U);
}

TEST_F(catalogue_writer, a_document_that_cannot_be_read_changes_nothing) {
  test::write_file(path("a"), {{{}, shop()}});
  const auto w = std::move(writer::create(path("a"), path("a")).value());
  const auto failed = w->add("{\"openapi\": \"3.0.0\"", {.api = "shop.example", .source = "cut.json"});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().type, "input.not_json");
  EXPECT_EQ(failed.error().source, "cut.json");
  EXPECT_EQ(w->add(shop(), {.api = "a:b"}).error().type, "input.invalid");
  EXPECT_EQ(w->finish().value().counts.endpoints, 3U);
}

TEST_F(catalogue_writer, without_finish_leaves_everything_as_it_was) {
  test::write_file(path("a"), {{{}, shop()}});
  const std::string before = read_bytes(path("a"));
  {
    const auto w = std::move(writer::create(path("a"), "").value());
    ASSERT_TRUE(w->add(one_pet(), {}));
  }
  EXPECT_EQ(read_bytes(path("a")), before);
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(catalogue_writer, reads_the_files_of_a_folder_and_none_outside) {
  const std::filesystem::path project = folder_.path() / "project";
  std::filesystem::create_directories(project / "schemas");
  test::write_bytes(project / "schemas/pet.json",
                    R"({"type": "object", "properties": {"name": {"type": "string"}}})");
  test::write_bytes(folder_.path() / "outside.json", R"({"type": "string"})");
  const std::string document =
      R"({"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://pets.example"}],
        "paths": {"/pets": {"post": {"requestBody": {"content": {"application/json": {"schema":
          {"$ref": "schemas/pet.json"}}}}, "responses": {"200": {"description": "", "content":
          {"application/json": {"schema": {"$ref": "../outside.json"}}}}}}}}})";
  const add_options options{.source = "main.json", .folder = project.string(), .file = "main.json"};
  test::write_file(path("a"), {{options, document}});
  const auto file = file::open(path("a")).value();
  const api_extent api = file->open_api(0).value();
  const auto endpoint = api.describe(*api.find("/pets", "POST").value()).value();
  EXPECT_NE(json::find(endpoint.schema, "/properties/body"), nullptr);
  EXPECT_FALSE(api.warnings().value().empty());

  const auto w = std::move(writer::create(path("a"), path("a")).value());
  EXPECT_TRUE(w->add(document, options).value().unchanged);
  // The file beside it counts as well.
  test::write_bytes(project / "schemas/pet.json",
                    R"({"type": "object", "properties": {"age": {"type": "integer"}}})");
  const add_summary changed = w->add(document, options).value();
  EXPECT_FALSE(changed.unchanged);
  ASSERT_EQ(changed.changes->changed.size(), 1U);
}

TEST_F(catalogue_writer, says_why_a_file_cannot_be_written) {
  const auto nowhere = writer::create(path("no/such/folder/a"), "");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().type, "catalog.file");
  EXPECT_THAT(nowhere.error().detail, ::testing::HasSubstr("No such file or directory"));
  EXPECT_EQ(writer::create(path("a"), path("missing")).error().type, "catalog.file");
}

} // namespace
} // namespace http_task::store
