#include "documents.hpp"

#include "json/write.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace http_task::store {
namespace {

std::string described(const file& f) {
  const auto number = f.find_api("shop.example");
  if (!number) return {};
  const api_extent api = f.open_api(*number).value();
  return json::write(api.describe(*api.find("/orders", "GET").value()).value().schema);
}

TEST(catalogue_file_shared, a_mapped_file_stays_what_it_was_when_it_is_replaced_or_removed) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "all.httpcat").string();
  test::write_file(path, {{{}, test::shop("1", "integer")}});
  const auto old = file::open(path).value();
  const std::string before = described(*old);
  test::write_file(path, {{{}, test::shop("1", "string")}}, path);
  EXPECT_EQ(described(*old), before);
  EXPECT_NE(described(*file::open(path).value()), before);
  std::filesystem::remove(path);
  EXPECT_EQ(described(*old), before);
}

TEST(catalogue_file_shared, two_processes_read_one_file_while_it_is_replaced) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "all.httpcat").string();
  test::write_file(path, {{{}, test::shop()}});
  const std::string expected = described(*file::open(path).value());
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    int wrong = 0;
    for (int i = 0; i < 50; ++i) {
      const auto opened = file::open(path);
      if (!opened || described(**opened) != expected) ++wrong;
    }
    ::_exit(wrong == 0 ? 0 : 1);
  }
  for (int i = 0; i < 20; ++i)
    test::write_file(path, {{{.api = "x" + std::to_string(i)}, test::one_pet()}}, path);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(file::open(path).value()->apis(), 21U);
}

TEST(catalogue_file_shared, threads_describe_at_once) {
  const testing::temp_folder folder;
  const std::string path = (folder.path() / "all.httpcat").string();
  test::write_file(path, {{{}, test::shop()}});
  const auto opened = file::open(path).value();
  const std::string expected = described(*opened);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        if (described(*opened) != expected) ++wrong;
    });
  for (std::thread& t : threads)
    t.join();
  EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace http_task::store
