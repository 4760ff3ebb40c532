#include "form/place.hpp"

#include "form_fixture.hpp"

#include <gtest/gtest.h>

namespace http_task::form {
namespace {

TEST(Place, KnowsWhereItsPartsStand) {
  const json::value document = json::parse(R"({"a": {"allOf": [{"$ref": "#/b"}, {"title": "own"}]},
                                               "b": {"title": "other", "properties": {"x/y": {"type": "null"}}}})")
                                   .value();
  const place here(document, "/a");
  ASSERT_EQ(here.parts().size(), 4U);
  EXPECT_EQ(here.parts()[2].pointer, "/b");
  EXPECT_EQ(here.parts()[3].pointer, "/a/allOf/1");
  EXPECT_EQ(here.text("title"), "other");
  EXPECT_EQ(here.property("x/y").pointer(), "/b/properties/x~1y");
}

TEST(Place, IsImpossibleWhereAnySchemaIsFalse) {
  const json::value document = json::parse(R"({"a": {"allOf": [true, false]}, "b": true})").value();
  EXPECT_TRUE(place(document, "/a").impossible());
  EXPECT_FALSE(place(document, "/b").impossible());
  EXPECT_TRUE(place(document, "/b").empty());
  EXPECT_TRUE(place(document, "/c").empty());
}

} // namespace
} // namespace http_task::form
