#include "files/atomic_file.hpp"

#include "files/read_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

class AtomicFile : public testing::Test {
protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "http_task_files.XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }

  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }

  fs::path folder;
};

TEST_F(AtomicFile, WritesAndReplacesAndLeavesNothingElse) {
  ASSERT_TRUE(write_file(folder / "a", "one"));
  ASSERT_TRUE(write_file(folder / "a", "two"));
  EXPECT_EQ(*read_file(folder / "a"), "two");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(AtomicFile, RefusesToReplaceWhenAskedTo) {
  ASSERT_TRUE(write_file(folder / "a", "one", existing::refuse));
  const auto again = write_file(folder / "a", "two", existing::refuse);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().type, "file.exists");
  EXPECT_EQ(*read_file(folder / "a"), "one");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(AtomicFile, KeepsTheMode) {
  ASSERT_TRUE(write_file(folder / "a", "one"));
  fs::permissions(folder / "a", fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_TRUE(write_file(folder / "a", "two"));
  EXPECT_EQ(fs::status(folder / "a").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(AtomicFile, FollowsSymbolicLinks) {
  fs::create_directory(folder / "real");
  ASSERT_TRUE(write_file(folder / "real" / "file", "one"));
  fs::create_symlink("real/file", folder / "link");
  ASSERT_TRUE(write_file(folder / "link", "two"));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(*read_file(folder / "real" / "file"), "two");
}

TEST_F(AtomicFile, FailsWithoutAFolder) {
  const auto written = write_file(folder / "none" / "file", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().type, "file.unwritable");
}

TEST_F(AtomicFile, RefusesAFolderInItsPlace) {
  EXPECT_FALSE(write_file(folder, "x"));
  EXPECT_FALSE(folder_lock::take(folder / "none" / "file"));
  EXPECT_TRUE(folder_lock::take(folder / "file"));
}

TEST_F(AtomicFile, ReadingIsBounded) {
  ASSERT_TRUE(write_file(folder / "a", std::string(2 << 20, 'x')));
  EXPECT_EQ(read_file(folder / "a", 1 << 20).error().type, "input.limit");
  EXPECT_EQ(read_file(folder / "none").error().type, "file.not_found");
  EXPECT_EQ(read_file(folder).error().type, "file.unreadable");
  EXPECT_EQ(read_file("/dev/zero", 1 << 20).error().type, "input.limit");
}

} // namespace
} // namespace http_task::host
