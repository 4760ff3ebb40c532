#include "apis.hpp"

#include "store/writer.hpp"
#include "support/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::catalog {
namespace {

using test::find_ids;
using test::openapi;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class catalogue_with_files : public ::testing::Test {
protected:
  // A file with one API for each host and paths.
  std::string file(const char* name, const std::vector<std::pair<std::string, std::string>>& apis) const {
    const std::string path = (folder_.path() / name).string();
    const auto w = std::move(store::writer::create(path, "").value());
    for (const auto& [host, paths] : apis)
      static_cast<void>(w->add(openapi(host, paths), {}).value());
    static_cast<void>(w->finish().value());
    return path;
  }

  testing::temp_folder folder_;
};

constexpr const char* pets = R"({"/pets": {"get": {"operationId": "pets.list", "summary": "List pets"}}})";
constexpr const char* cats = R"({"/cats": {"get": {"operationId": "cats.list", "summary": "List cats"}}})";
constexpr const char* other_pets =
    R"({"/animals": {"get": {"operationId": "pets.list", "summary": "List animals"}}})";

TEST_F(catalogue_with_files, searches_and_finds_over_all_of_them) {
  catalog c(true);
  EXPECT_EQ(c.open_file(file("a", {{"pets.example", pets}})).value().apis, 1U);
  ASSERT_TRUE(c.open_file(file("b", {{"cats.example", cats}})));
  ASSERT_TRUE(c.load(openapi("dogs.example", R"({"/dogs": {"get": {"summary": "List dogs"}}})")));
  EXPECT_THAT(find_ids(c, "list pets", 1), ElementsAre("pets.example:GET:/pets"));
  EXPECT_THAT(find_ids(c, "list cats", 1), ElementsAre("cats.example:GET:/cats"));
  EXPECT_THAT(find_ids(c, "list dogs", 1), ElementsAre("dogs.example:GET:/dogs"));
  EXPECT_THAT(find_ids(c, "dialpad create webhook", 1), ElementsAre(HasSubstr("dialpad.com:POST")));
  EXPECT_TRUE(c.find("pets.example:GET:/pets"));
  EXPECT_EQ(c.find("cats.list").value()->id, "cats.example:GET:/cats");
  EXPECT_EQ(c.find("cats.example:cats.list").value()->id, "cats.example:GET:/cats");
  EXPECT_EQ(c.list().size(), 4U);
}

TEST_F(catalogue_with_files, of_an_api_that_several_have_the_first_one_counts) {
  catalog c(true);
  const std::string a = file("a", {{"pets.example", pets}, {"dialpad.com", cats}});
  ASSERT_TRUE(c.open_file(a));
  ASSERT_TRUE(c.open_file(file("b", {{"pets.example", other_pets}})));
  EXPECT_FALSE(c.find("pets.example:GET:/animals"));
  EXPECT_EQ(c.find("pets.list").value()->id, "pets.example:GET:/pets");
  EXPECT_TRUE(find_ids(c, "list animals api:pets.example").empty());
  EXPECT_FALSE(
      c.find("dialpad.com:POST:/api/v2/subscriptions/call")); // the file's goes before the built-in one
  ASSERT_TRUE(c.load(openapi("pets.example", cats)));
  EXPECT_TRUE(c.find("pets.example:GET:/cats"));
  EXPECT_FALSE(c.find("pets.example:GET:/pets"));
  ASSERT_TRUE(c.unload("pets.example"));
  ASSERT_TRUE(c.close_file(a));
  EXPECT_TRUE(c.find("pets.example:GET:/animals"));
  EXPECT_TRUE(c.find("dialpad.com:POST:/api/v2/subscriptions/call"));
}

TEST_F(catalogue_with_files, a_name_that_several_endpoints_have_is_ambiguous) {
  catalog c(false);
  ASSERT_TRUE(c.open_file(file("a", {{"pets.example", pets}})));
  ASSERT_TRUE(c.open_file(file("b", {{"animals.example", other_pets}})));
  const auto failed = c.find("pets.list");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().type, "catalog.ambiguous");
  EXPECT_EQ(failed.error().findings.size(), 2U);
}

TEST_F(catalogue_with_files, what_is_meant_is_suggested) {
  catalog c(false);
  ASSERT_TRUE(c.open_file(file("a", {{"pets.example", pets}})));
  EXPECT_EQ(c.find("pets.example:GET:/pet").error().findings.at(0).suggestion, "pets.example:GET:/pets");
  EXPECT_EQ(c.find("list all pets").error().findings.at(0).suggestion, "pets.example:GET:/pets");
}

TEST_F(catalogue_with_files, opening_again_maps_again_in_its_place) {
  catalog c(false);
  const std::string a = file("a", {{"pets.example", pets}});
  ASSERT_TRUE(c.open_file(a));
  ASSERT_TRUE(c.open_file(file("b", {{"pets.example", other_pets}})));
  static_cast<void>(file("a", {{"pets.example", cats}}));
  EXPECT_TRUE(c.find("pets.example:GET:/pets")); // what is mapped stays
  ASSERT_TRUE(c.open_file(a));
  EXPECT_TRUE(c.find("pets.example:GET:/cats"));
}

TEST_F(catalogue_with_files, a_file_that_cannot_be_opened_leaves_what_was_open) {
  catalog c(false);
  const std::string a = file("a", {{"pets.example", pets}});
  ASSERT_TRUE(c.open_file(a));
  std::filesystem::resize_file(file("b", {{"cats.example", cats}}), 100);
  EXPECT_EQ(c.open_file((folder_.path() / "b").string()).error().type, "catalog.damaged");
  EXPECT_EQ(catalog::check_file((folder_.path() / "b").string()).error().type, "catalog.damaged");
  EXPECT_EQ(catalog::check_file(a).value(), std::filesystem::file_size(a));
  EXPECT_TRUE(c.find("pets.list"));
}

TEST_F(catalogue_with_files, what_was_described_is_not_described_again_until_something_changes) {
  catalog c(false);
  ASSERT_TRUE(c.open_file(file("a", {{"pets.example", pets}})));
  const auto first = c.find("pets.list").value();
  EXPECT_EQ(c.find("pets.list").value(), first);
  ASSERT_TRUE(c.load(openapi("pets.example", other_pets)));
  EXPECT_EQ(c.find("pets.list").value()->id, "pets.example:GET:/animals");
  EXPECT_EQ(first->id, "pets.example:GET:/pets");
}

TEST_F(catalogue_with_files, many_may_be_described_one_after_the_other) {
  std::string paths = "{";
  for (int i = 0; i < 20; ++i)
    paths += (i == 0 ? "\"/p" : ", \"/p") + std::to_string(i) + "\": {\"get\": {}}";
  catalog c(false);
  ASSERT_TRUE(c.open_file(file("a", {{"pets.example", paths + "}"}})));
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 20; ++i) {
      const std::string id = "pets.example:GET:/p" + std::to_string(i);
      EXPECT_EQ(c.find(id).value()->id, id);
    }
}

TEST_F(catalogue_with_files, contents_are_those_of_the_file) {
  catalog c(false);
  const std::string a = file("a", {{"pets.example", pets}});
  EXPECT_EQ(c.file_contents(a).error().type, "catalog.not_found");
  EXPECT_EQ(c.close_file(a).error().type, "catalog.not_found");
  ASSERT_TRUE(c.open_file(a));
  const json::value contents = c.file_contents(a).value();
  EXPECT_EQ(*json::find(contents, "/endpoints"), json::value(1));
  EXPECT_EQ(*json::find(contents, "/apis/0/id"), json::value("pets.example"));
  EXPECT_EQ(json::view(json::find(contents, "/apis/0/digest")->get_string()).size(), 32U);
}

} // namespace
} // namespace http_task::catalog
