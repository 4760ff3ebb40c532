#include "files/read_file.hpp"
#include "serve/workflow_folder.hpp"
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

TEST(WorkflowFolder, AFileIsReplacedOnlyAsItWasRead) {
  const testing::temp_folder folder;
  folder.write("flow.json", definition);
  const workflow_folder workflows(folder.path());
  const opened_definition open = workflows.read("flow.json").value();
  EXPECT_EQ(open.text, definition);
  const opened_definition written = workflows.write("./flow.json", "{\"tasks\":[]}", open.etag).value();
  EXPECT_EQ(written.path, "flow.json");
  EXPECT_EQ(written.etag, workflows.read("flow.json").value().etag);
  EXPECT_EQ(workflows.write("flow.json", definition, open.etag).error().type, "file.changed");
  EXPECT_EQ(read_file(folder.path() / "flow.json").value(), "{\"tasks\":[]}");
}

TEST(WorkflowFolder, ANewFileComesIntoBeingWhenItIsSaved) {
  const testing::temp_folder folder;
  const workflow_folder workflows(folder.path());
  const opened_definition open = workflows.read("new.json").value();
  EXPECT_EQ(open.etag, new_file_tag);
  EXPECT_EQ(text_of(parse_object(open.text, "new").value(), "name"), "new");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new.json"));
  ASSERT_TRUE(workflows.write("new.json", definition, open.etag));
  EXPECT_EQ(workflows.write("new.json", definition, open.etag).error().type, "file.changed");
  EXPECT_EQ(workflows.create("new.json", definition).error().type, "file.exists");
  EXPECT_EQ(workflows.create("other.json", definition).value().path, "other.json");
}

TEST(WorkflowFolder, NoPathLeavesIt) {
  const testing::temp_folder folder;
  const testing::temp_folder other;
  other.write("x.json", definition);
  std::filesystem::create_symlink(other.path(), folder.path() / "link");
  const workflow_folder workflows(folder.path());
  for (const std::string& path :
       {std::string("../x.json"), (other.path() / "x.json").string(), std::string("link/x.json"),
        std::string("a/../../x.json"), std::string("/x.json")}) {
    EXPECT_EQ(workflows.read(path).error().type, "file.outside") << path;
    EXPECT_EQ(workflows.write(path, definition, "*").error().type, "file.outside") << path;
    EXPECT_EQ(workflows.create(path, definition).error().type, "file.outside") << path;
  }
  for (const char* path : {"x.txt", ".json", "x"})
    EXPECT_EQ(workflows.read(path).error().type, "input.invalid") << path;
  EXPECT_EQ(read_file(other.path() / "x.json").value(), definition);
}

TEST(WorkflowFolder, ListsDefinitionsAlone) {
  const testing::temp_folder folder;
  std::filesystem::create_directories(folder.path() / "sub" / ".git");
  folder.write("b.json", definition);
  folder.write("sub/a.json", definition);
  folder.write("sub/.git/c.json", definition);
  folder.write("no.json", "{}");
  folder.write("broken.json", "{");
  const auto listed = workflow_folder(folder.path()).list();
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].path, "b.json");
  EXPECT_EQ(listed[1].path, "sub/a.json");
  EXPECT_EQ(listed[1].steps, 1U);
}

} // namespace
} // namespace http_task::host
