#include "files/read_file.hpp"
#include "serve/workflow_file.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

constexpr const char* definition = R"({"name":"n","tasks":[{}]})";

TEST(EntityTag, ChangesWithTheText) {
  EXPECT_EQ(entity_tag("a"), entity_tag("a"));
  EXPECT_NE(entity_tag("a"), entity_tag("b"));
  EXPECT_EQ(entity_tag("").size(), 34U);
}

TEST(WorkflowFile, NoneIsOpenAtFirst) {
  const testing::temp_folder folder;
  workflow_file file(folder.path());
  EXPECT_EQ(file.path(), "");
  EXPECT_EQ(file.read().error().type, "file.not_found");
  EXPECT_EQ(file.write("{}", "*").error().type, "file.not_found");
}

TEST(WorkflowFile, IsReplacedOnlyAsItWasRead) {
  const testing::temp_folder folder;
  folder.write("flow.json", definition);
  workflow_file file(folder.path());
  ASSERT_TRUE(file.open("flow.json"));
  const opened_definition open = file.read().value();
  EXPECT_EQ(open.text, definition);
  const std::string etag = file.write("{\"tasks\":[]}", open.etag).value();
  EXPECT_EQ(etag, file.read().value().etag);
  EXPECT_EQ(file.write(definition, open.etag).error().type, "file.changed");
  EXPECT_EQ(read_file(folder.path() / "flow.json").value(), "{\"tasks\":[]}");
}

TEST(WorkflowFile, ANewOneComesIntoBeingWhenItIsSaved) {
  const testing::temp_folder folder;
  workflow_file file(folder.path());
  ASSERT_TRUE(file.open("new.json"));
  const opened_definition open = file.read().value();
  EXPECT_EQ(open.etag, new_file_tag);
  EXPECT_EQ(text_of(parse_object(open.text, "new").value(), "name"), "new");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new.json"));
  ASSERT_TRUE(file.write(definition, open.etag));
  EXPECT_EQ(file.write(definition, open.etag).error().type, "file.changed");
  EXPECT_EQ(file.create("new.json", definition).error().type, "file.exists");
  EXPECT_TRUE(file.create("other.json", definition));
  EXPECT_EQ(file.path(), "other.json");
}

TEST(WorkflowFile, StaysInItsFolder) {
  const testing::temp_folder folder;
  const testing::temp_folder other;
  other.write("x.json", definition);
  std::filesystem::create_symlink(other.path(), folder.path() / "link");
  workflow_file file(folder.path());
  for (const std::string& path :
       {std::string("../x.json"), (other.path() / "x.json").string(), std::string("link/x.json"),
        std::string("a/../../x.json"), std::string("/x.json")})
    EXPECT_EQ(file.open(path).error().type, "file.outside") << path;
  for (const char* path : {"x.txt", ".json", "x"})
    EXPECT_EQ(file.open(path).error().type, "input.invalid") << path;
  EXPECT_EQ(file.path(), "");
}

TEST(WorkflowFile, ListsDefinitionsAlone) {
  const testing::temp_folder folder;
  std::filesystem::create_directories(folder.path() / "sub" / ".git");
  folder.write("b.json", definition);
  folder.write("sub/a.json", definition);
  folder.write("sub/.git/c.json", definition);
  folder.write("no.json", "{}");
  folder.write("broken.json", "{");
  const auto listed = workflow_file(folder.path()).list();
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].path, "b.json");
  EXPECT_EQ(listed[1].path, "sub/a.json");
  EXPECT_EQ(listed[1].steps, 1U);
}

} // namespace
} // namespace http_task::host
