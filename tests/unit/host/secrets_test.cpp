#include "cli/secrets.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace http_task::host {
namespace {

TEST(Secrets, ComeFromFilesAndTheEnvironment) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "http_task_secret_test";
  std::ofstream(file) << "from file\n";
  setenv("HTTP_TASK_TEST_SECRET", "from env", 1);
  const auto secrets = read_secrets({"A=@" + file.string(), "B=env:HTTP_TASK_TEST_SECRET"});
  std::filesystem::remove(file);
  ASSERT_TRUE(secrets);
  EXPECT_EQ(text_of(*secrets, "A"), "from file");
  EXPECT_EQ(text_of(*secrets, "B"), "from env");
}

TEST(Secrets, ALiteralIsRefusedAndNotRepeated) {
  const auto secrets = read_secrets({"KEY=hunter2"});
  ASSERT_FALSE(secrets);
  EXPECT_EQ(secrets.error().type, "usage");
  EXPECT_EQ((secrets.error().detail + secrets.error().advice).find("hunter2"), std::string::npos);
  EXPECT_NE(secrets.error().advice.find("env:"), std::string::npos);
}

TEST(Secrets, MalformedOnesAreRefused) {
  for (const char* argument : {"KEY", "=@file", "A B=env:X", "KEY=", "KEY=@", "KEY=env:", "hunter2"}) {
    const auto secrets = read_secrets({argument});
    ASSERT_FALSE(secrets) << argument;
    EXPECT_EQ(secrets.error().type, "usage") << argument;
  }
  EXPECT_EQ(read_secrets({"A=env:HOME", "A=env:HOME"}).error().type, "usage");
}

TEST(Secrets, ASourceWithoutValueIsNamed) {
  unsetenv("HTTP_TASK_NO_SUCH");
  EXPECT_EQ(read_secrets({"A=env:HTTP_TASK_NO_SUCH"}).error().type, "secrets.missing");
  EXPECT_EQ(read_secrets({"A=@/no/such/file"}).error().type, "file.not_found");
}

TEST(Secrets, UsedOnesAreFoundInAllStrings) {
  const json::value settings =
      *parse_json(R"({"a": "Bearer ${secrets.ONE}", "b": ["${secrets.TWO}-${ secrets.ONE }"],
                      "c": "$${secrets.NOT} ${workflow.input.secrets.NOT} ${secrets.",
                      "d": {"e": "${workflow.secrets.THREE}"},
                      "${secrets.NAME}": 1})",
                  "test");
  EXPECT_EQ(secrets_used(settings), (std::set<std::string>{"ONE", "TWO", "THREE"}));
}

TEST(Secrets, MissingOnesAreNamedWithTheWayToGiveThem) {
  EXPECT_TRUE(require_secrets({"A"}, {{"A", "x"}}));
  const auto required = require_secrets({"A", "B"}, {{"A", "x"}});
  ASSERT_FALSE(required);
  EXPECT_NE(required.error().detail.find("B"), std::string::npos);
  EXPECT_NE(required.error().advice.find("--secret B=env:B"), std::string::npos);
  EXPECT_EQ(required.error().advice.find("--secret A="), std::string::npos);
}

TEST(Secrets, PlaceholdersTellWhatTheyStandFor) {
  EXPECT_EQ(text_of(placeholders({"KEY"}, "sandbox"), "KEY"), "sandbox-KEY");
}

} // namespace
} // namespace http_task::host
