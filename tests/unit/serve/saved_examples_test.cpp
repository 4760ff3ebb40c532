#include "serve/saved_examples.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

constexpr std::string_view endpoint = "api.example:GET:/a/{b}";

TEST(SavedExamples, AreThereAgain) {
  const testing::temp_folder folder;
  const saved_examples examples(folder.path() / "examples");
  EXPECT_TRUE(examples.read(endpoint).value().empty());
  ASSERT_TRUE(examples.save(endpoint, "first", {{"uri", "https://a.example"}}));
  ASSERT_TRUE(examples.save(endpoint, "second", {{"n", 9007199254740993}}));
  ASSERT_TRUE(examples.save(endpoint, "first", {{"uri", "https://b.example"}}));
  const json::object read = examples.read(endpoint).value();
  EXPECT_EQ(to_text(read), R"({"first":{"uri":"https://b.example"},"second":{"n":9007199254740993}})");
  EXPECT_TRUE(examples.read("api.example:GET:/other").value().empty());
}

TEST(SavedExamples, NamesStayInTheFolder) {
  const testing::temp_folder folder;
  const saved_examples examples(folder.path() / "examples");
  ASSERT_TRUE(examples.save("../../x", "../y", {}));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "x.json"));
  EXPECT_EQ(examples.save("", "name", {}).error().type, "input.invalid");
  EXPECT_EQ(examples.save(endpoint, std::string(1000, 'x'), {}).error().type, "input.invalid");
}

TEST(SavedExamples, WithoutAHomeThereAreNone) {
  const saved_examples examples(std::nullopt);
  EXPECT_TRUE(examples.read(endpoint).value().empty());
  EXPECT_EQ(examples.save(endpoint, "name", {}).error().type, "file.unwritable");
}

} // namespace
} // namespace http_task::host
