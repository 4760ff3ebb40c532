#include "files/directory.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace http_task::files {
namespace {

namespace fs = std::filesystem;

class Directory : public ::testing::Test {
protected:
  Directory() {
    std::string pattern = (fs::temp_directory_path() / "http_task_files_XXXXXX").string();
    outside_ = ::mkdtemp(pattern.data());
    fs::create_directory(root());
    put(outside_ / "secret", "secret");
  }
  ~Directory() override { fs::remove_all(outside_); }

  [[nodiscard]] fs::path root() const { return outside_ / "root"; }
  [[nodiscard]] directory opened() const { return directory::open(root().string()).value(); }

  static void put(const fs::path& path, std::string_view text) { std::ofstream(path) << text; }
  static std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }
  static std::string all_of(message::body_source& source) {
    std::string all;
    char piece[3];
    while (const std::size_t got = source.read(piece).value())
      all.append(piece, got);
    return all;
  }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::recursive_directory_iterator(root()), {}));
  }

  fs::path outside_;
};

} // namespace

TEST_F(Directory, ReadsAFileAsOftenAsAsked) {
  put(root() / "in", "hello");
  const auto source = opened().read("in").value();
  EXPECT_EQ(source->size(), 5U);
  EXPECT_EQ(all_of(*source), "hello");
  ASSERT_TRUE(source->rewind());
  EXPECT_EQ(all_of(*source), "hello");
}

TEST_F(Directory, IsNotLeftForReading) {
  fs::create_symlink("/etc/passwd", root() / "link");
  fs::create_symlink("../secret", root() / "up");
  ASSERT_EQ(::mkfifo((root() / "fifo").c_str(), 0600), 0);
  fs::create_directory(root() / "folder");
  using namespace std::string_view_literals;
  for (const std::string_view path :
       {"/etc/passwd"sv, "../secret"sv, "folder/../../secret"sv, "link"sv, "up"sv, "fifo"sv, "folder"sv,
        "folder/"sv, "a\0b"sv, ""sv, "missing"sv, "."sv}) {
    const auto source = opened().read(path);
    ASSERT_FALSE(source) << path;
    EXPECT_EQ(source.error().type, "input.path");
  }
}

TEST_F(Directory, FollowsLinksThatStayInside) {
  put(root() / "in", "hello");
  fs::create_symlink("in", root() / "link");
  EXPECT_TRUE(opened().read("link"));
}

TEST_F(Directory, ShowsAFileOnlyOnceItIsComplete) {
  auto sink = opened().write("sub/deep/out").value();
  ASSERT_TRUE(sink->write("hel"));
  ASSERT_TRUE(sink->write("lo"));
  EXPECT_FALSE(fs::exists(root() / "sub/deep/out"));
  ASSERT_TRUE(sink->finish());
  EXPECT_EQ(text_of(root() / "sub/deep/out"), "hello");
  sink.reset();
  EXPECT_EQ(entries(), 3U) << "two folders, one file";
}

TEST_F(Directory, KeepsNothingOfAFileThatFailed) {
  put(root() / "out", "before");
  {
    auto sink = opened().write("out").value();
    ASSERT_TRUE(sink->write("half"));
  }
  EXPECT_EQ(text_of(root() / "out"), "before");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(Directory, IsNotLeftForWriting) {
  fs::create_symlink("../outside", root() / "link");
  fs::create_directory_symlink("..", root() / "up");
  fs::create_directory(root() / "folder");
  using namespace std::string_view_literals;
  for (const std::string_view path : {"../out"sv, "/tmp/out"sv, "link"sv, "up/out"sv, "folder"sv, "folder/"sv,
                                      "x/../../out"sv, "a\0b"sv, ""sv, "."sv, ".."sv}) {
    const auto sink = opened().write(path);
    ASSERT_FALSE(sink) << path;
    EXPECT_EQ(sink.error().type, "input.path");
  }
  EXPECT_FALSE(fs::exists(outside_ / "out"));
}

TEST_F(Directory, MustBeThere) {
  const auto none = directory::open((root() / "missing").string());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().type, "options.invalid");
  EXPECT_EQ(none.error().pointer, "/files/directory");
}

} // namespace http_task::files
