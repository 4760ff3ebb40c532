#include "catalogue/stored_apis.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

TEST(FileName, GoesBothWays) {
  for (const char* api :
       {"dialpad.com", "a/b", "../../etc/passwd", ".hidden", "with space", "ü", "100%", "a%2Fb"})
    EXPECT_EQ(api_of_file_name(file_name_of(api)), api);
  EXPECT_EQ(file_name_of("dialpad.com"), "dialpad.com");
  EXPECT_EQ(file_name_of("../x").find('/'), std::string::npos);
  EXPECT_NE(file_name_of("..").front(), '.');
}

TEST(StoredApis, StoresReadsAndRemoves) {
  std::string name = (fs::temp_directory_path() / "http_task_apis.XXXXXX").string();
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  const stored_apis store(fs::path(name) / "deep" / "catalog");
  EXPECT_TRUE(store.names().empty());
  EXPECT_FALSE(store.contains("b"));
  EXPECT_EQ(store.read("b").error().type, "catalog.not_found");
  ASSERT_TRUE(store.store("b", "{}", "/from/here.json"));
  ASSERT_TRUE(store.store("a/x", "{1}", ""));
  EXPECT_EQ(store.names(), (std::vector<std::string>{"a/x", "b"}));
  EXPECT_EQ(*store.read("a/x"), "{1}");
  EXPECT_EQ(store.source_of("b"), "/from/here.json");
  EXPECT_EQ(store.source_of("a/x"), "");
  ASSERT_TRUE(store.store("b", "{}", ""));
  EXPECT_EQ(store.source_of("b"), "");
  ASSERT_TRUE(store.remove("b"));
  EXPECT_EQ(store.remove("b").error().type, "catalog.not_found");
  EXPECT_EQ(store.names(), (std::vector<std::string>{"a/x"}));
  fs::remove_all(name);
}

TEST(StoredApis, WithoutAFolderThereIsNothing) {
  const stored_apis store(std::nullopt);
  EXPECT_TRUE(store.names().empty());
  EXPECT_FALSE(store.contains("a"));
  EXPECT_FALSE(store.store("a", "{}", ""));
}

} // namespace
} // namespace http_task::host
