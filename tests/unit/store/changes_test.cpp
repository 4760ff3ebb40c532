#include "documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::store {
namespace {

using test::shop;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

api_changes changes(const std::string& before, const std::string& now) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "all.httpcat").string();
  test::write_file(path, {{{}, before}});
  const auto w = std::move(writer::create(path, path).value());
  return w->add(now, {}).value().changes.value();
}

TEST(catalogue_changes, the_same_document_has_none) {
  const api_changes none = changes(shop(), shop());
  EXPECT_THAT(none.added, IsEmpty());
  EXPECT_THAT(none.gone, IsEmpty());
  EXPECT_THAT(none.changed, IsEmpty());
}

TEST(catalogue_changes, another_version_of_the_api_alone_is_none) {
  EXPECT_THAT(changes(shop("1"), shop("2")).changed, IsEmpty());
}

TEST(catalogue_changes, endpoints_come_and_go) {
  const api_changes c = changes(shop(), replaced(shop(), "/orders/{id}", "/orders/{order}"));
  EXPECT_THAT(c.added, ElementsAre("shop.example:DELETE:/orders/{order}"));
  EXPECT_THAT(c.gone, ElementsAre("shop.example:DELETE:/orders/{id}"));
  EXPECT_THAT(c.changed, IsEmpty());
}

TEST(catalogue_changes, a_part_that_several_endpoints_share_changes_them_all) {
  const api_changes c = changes(shop("1", "integer"), shop("1", "string"));
  ASSERT_EQ(c.changed.size(), 2U);
  EXPECT_EQ(c.changed[0].endpoint, "shop.example:GET:/orders");
  EXPECT_THAT(c.changed[0].fields, ElementsAre("/properties/queryParameters/properties/limit/type"));
  EXPECT_EQ(c.changed[1].endpoint, "shop.example:POST:/orders");
}

TEST(catalogue_changes, a_schema_that_is_reached_through_another_counts) {
  const api_changes c =
      changes(shop(), replaced(shop(), R"("Item": {"type": "object")", R"("Item": {"type": "array")"));
  ASSERT_EQ(c.changed.size(), 2U);
}

TEST(catalogue_changes, what_all_endpoints_depend_on_changes_them_all) {
  const api_changes c = changes(shop(), replaced(shop(), "X-Key", "X-Other"));
  EXPECT_EQ(c.changed.size(), 3U);
}

} // namespace
} // namespace http_task::store
