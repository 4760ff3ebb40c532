#include "documents.hpp"

#include "description/read.hpp"
#include "search/searcher.hpp"
#include "store/checksum.hpp"
#include "json/write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace http_task::store {
namespace {

using test::one_pet;
using test::shop;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Each endpoint of the file as the document gives it when it is loaded, byte for byte.
void expect_same_as_loaded(const std::string& document, const add_options& options) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "all.httpcat").string();
  test::write_file(path, {{options, document}});
  const auto file = file::open(path).value();
  const description::api loaded =
      description::read_document(document, {options.api, options.source, {}, true}).value();
  ASSERT_EQ(file->apis(), 1U);
  EXPECT_EQ(file->api(0).id, loaded.id);
  EXPECT_EQ(file->api(0).title, loaded.title);
  EXPECT_EQ(file->api(0).version, loaded.version);
  EXPECT_EQ(file->endpoints(), loaded.endpoints.size());
  const api_extent api = file->open_api(0).value();
  std::vector<std::string> warnings;
  for (const finding& w : api.warnings().value())
    warnings.push_back(w.pointer + " " + w.detail);
  std::vector<std::string> expected;
  for (const finding& w : loaded.warnings)
    expected.push_back(w.pointer + " " + w.detail);
  EXPECT_EQ(warnings, expected);
  for (std::size_t i = 0; i < loaded.endpoints.size(); ++i) {
    const description::outline& o = loaded.endpoints[i];
    const auto found = api.find(o.path, o.method).value();
    ASSERT_TRUE(found) << o.id;
    EXPECT_EQ(found->outline.id, o.id);
    EXPECT_EQ(found->outline.title, o.title);
    EXPECT_EQ(found->outline.operation_id, o.operation_id);
    EXPECT_EQ(found->outline.tags, o.tags);
    EXPECT_EQ(found->outline.parameters, o.parameters);
    EXPECT_EQ(found->outline.deprecated, o.deprecated);
    EXPECT_EQ(json::write(api.describe(*found).value().schema), json::write(loaded.describe(i).schema));
  }
}

TEST(catalogue_file, describes_as_a_loaded_document_does) {
  expect_same_as_loaded(shop(), {.source = "shop.json"});
  expect_same_as_loaded(one_pet(), {.api = "chosen/by/hand", .source = ""});
}

TEST(catalogue_file, describes_what_is_no_openapi_as_it_was_read) {
  expect_same_as_loaded(
      R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Get a pet", "type": "object",
          "required": ["method", "uri"], "properties": {"method": {"const": "GET"},
          "uri": {"type": "string", "default": "https://pets.example/pets"}},
          "endpoint": {"api": {"id": "pets.example", "title": "Pets"}, "method": "GET", "path": "/pets"}})",
      {.source = "pets.json"});
  expect_same_as_loaded(
      R"({"info": {"name": "Pets", "schema":
           "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
          "item": [{"name": "List", "request": {"method": "GET", "url": "https://pets.example/pets?a=1"}},
                   {"name": "Add", "request": {"method": "POST", "url": "https://pets.example/pets"}}]})",
      {.source = "pets.postman_collection.json"});
}

TEST(catalogue_file, takes_yaml) {
  expect_same_as_loaded(
      "openapi: 3.0.0\ninfo: {title: Pets, version: '1'}\nservers: [{url: "
      "https://pets.example}]\npaths:\n  /pets:\n    get: {operationId: no, responses: {}}\n",
      {.source = "pets.yaml"});
}

TEST(catalogue_file, describes_dialpad_as_a_loaded_document_does) {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root =
      shared ? std::filesystem::path(shared)
             : std::filesystem::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  const std::string document = test::read_bytes(root / "apis" / "dialpad.openapi.json");
  if (document.empty())
    GTEST_SKIP() << "Dialpad's description is not there; HTTP_TASK_SHARED names the folder that holds "
                    "apis/dialpad.openapi.json";
  expect_same_as_loaded(document, {.source = "dialpad.json"});
}

TEST(catalogue_file, has_its_apis_by_id) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "all.httpcat").string();
  test::write_file(
      path, {{{.api = "zoo"}, one_pet()}, {{.api = "a/b", .source = "b.json"}, one_pet()}, {{}, shop()}});
  const auto file = file::open(path).value();
  ASSERT_EQ(file->apis(), 3U);
  EXPECT_EQ(file->api(0).id, "a/b");
  EXPECT_EQ(file->api(0).source, "b.json");
  EXPECT_EQ(file->api(1).id, "shop.example");
  EXPECT_EQ(file->api(2).id, "zoo");
  EXPECT_EQ(file->find_api("shop.example"), 1U);
  EXPECT_EQ(file->find_api("shop"), std::nullopt);
  EXPECT_EQ(file->find_api(""), std::nullopt);
  EXPECT_EQ(to_text(file->api(0).entry.digest), to_text(digest_of(one_pet())));
  EXPECT_TRUE(file->check());
}

TEST(catalogue_file, has_a_search_index_of_all_with_plain_summaries_and_the_preferred_version) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "all.httpcat").string();
  test::write_file(path, {{{.api = "shop.example/v1"}, shop("1")}, {{}, one_pet()}});
  const auto file = file::open(path).value();
  const search::searcher searcher({file->index()});
  const auto hits = searcher.find({.text = "list orders"});
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits.front().api, "shop.example/v1");
  EXPECT_EQ(hits.front().path, "/orders");
  EXPECT_EQ(hits.front().summary, "All orders of the shop.");
  EXPECT_NE(file->api(1).entry.flags & preferred_flag, 0U);
}

TEST(catalogue_file, without_an_api_is_one_too) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "empty.httpcat").string();
  test::write_file(path, {});
  const auto file = file::open(path).value();
  EXPECT_EQ(file->apis(), 0U);
  EXPECT_EQ(file->endpoints(), 0U);
  EXPECT_TRUE(search::searcher({file->index()}).find({.text = "anything"}).empty());
}

TEST(catalogue_file, a_document_without_operations_is_an_api_with_a_warning) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "all.httpcat").string();
  test::write_file(path,
                   {{{.api = "hooks"}, R"({"openapi": "3.1.0", "info": {"title": "Hooks", "version": "1"},
    "webhooks": {"called": {"post": {}}}})"}});
  const auto file = file::open(path).value();
  ASSERT_EQ(file->apis(), 1U);
  EXPECT_EQ(file->endpoints(), 0U);
  EXPECT_THAT(file->open_api(0).value().warnings().value().back().detail, HasSubstr("no operation"));
}

} // namespace
} // namespace http_task::store
