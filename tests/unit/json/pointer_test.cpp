#include "json/parse.hpp"
#include "json/pointer.hpp"

#include <gtest/gtest.h>

namespace http_task::json {

TEST(Pointer, EscapesTokens) {
  EXPECT_EQ(escape_token("a/b~c"), "a~1b~0c");
  EXPECT_EQ(join("/headers", "X/A"), "/headers/X~1A");
  EXPECT_EQ(join("", ""), "/");
  EXPECT_EQ(join("/a", std::size_t{3}), "/a/3");
}

TEST(Pointer, SplitsIntoTokens) {
  EXPECT_EQ(*split_pointer(""), std::vector<std::string>{});
  EXPECT_EQ(*split_pointer("/a~1b/~01/"), (std::vector<std::string>{"a/b", "~1", ""}));
}

TEST(Pointer, RefusesWhatIsNoPointer) {
  for (const std::string_view text : {"a", "/~", "/~2", "/a~"}) {
    ASSERT_FALSE(split_pointer(text)) << text;
    EXPECT_EQ(split_pointer(text).error().type, "input.invalid");
  }
}

// RFC 6901, section 5.
TEST(Pointer, FollowsTheExamplesOfTheRfc) {
  const value doc =
      *parse(R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8})");
  EXPECT_EQ(find(doc, ""), &doc);
  EXPECT_EQ(find(doc, "/foo/0")->as_string(), "bar");
  EXPECT_EQ(find(doc, "/")->as_int64(), 0);
  EXPECT_EQ(find(doc, "/a~1b")->as_int64(), 1);
  EXPECT_EQ(find(doc, "/c%d")->as_int64(), 2);
  EXPECT_EQ(find(doc, "/k\"l")->as_int64(), 6);
  EXPECT_EQ(find(doc, "/ ")->as_int64(), 7);
  EXPECT_EQ(find(doc, "/m~0n")->as_int64(), 8);
}

TEST(Pointer, NamesNothing) {
  const value doc = *parse(R"({"a":[1,2],"b":"text"})");
  for (const std::string_view text :
       {"/c", "/a/2", "/a/-", "/a/01", "/a/1e0", "/a/", "/b/0", "a", "/a/99999999999999999999", "/~"})
    EXPECT_EQ(find(doc, text), nullptr) << text;
}

TEST(Pointer, LeadsToAValueThatCanBeChanged) {
  value doc = *parse(R"({"a":[1]})");
  *find(doc, "/a/0") = 2;
  EXPECT_EQ(find(doc, "/a/0")->as_int64(), 2);
}

} // namespace http_task::json
