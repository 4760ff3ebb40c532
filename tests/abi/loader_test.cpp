// The loader against plugins that are broken in one way each (faults/), and find_plugin over several folders.
#include "http_task/sdk/find_plugin.hpp"
#include "http_task/sdk/instance.hpp"
#include "http_task/sdk/library.hpp"
#include "support/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include <sys/utsname.h>

namespace http_task::sdk {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

class loader_test : public ::testing::Test {
protected:
  // A folder with a manifest and, under the name "plugin.so", the fault plugin of that name.
  fs::path place(const std::string& fault, std::string_view id = "tiny") const {
    const auto folder = folder_.path() / fault;
    fs::create_directories(folder);
    fs::copy_file(std::string(HTTP_TASK_FAULTS) + "/" + fault + ".so", folder / "plugin.so");
    write_manifest(folder, id);
    return folder;
  }

  void write_manifest(const fs::path& folder, std::string_view id = "tiny") const {
    utsname names{};
    uname(&names);
    folder_.write((folder / "manifest.json").native(),
                  R"({"manifestVersion": 1, "version": "1.2.3", "abi": {"major": 1, "minor": 0}, "id": ")" +
                      std::string(id) + R"(", "interfaces": ["tiny.nothing/1"], "library": {"linux-)" +
                      names.machine + R"(": "plugin.so"}})");
  }

  std::string why_not(const fs::path& folder) const {
    const auto m = read_manifest(folder / "manifest.json");
    if (!m) return m.error().message;
    const auto loaded = load_library(*m);
    EXPECT_FALSE(loaded.has_value()) << folder;
    return loaded ? "" : loaded.error().message;
  }

  testing::temp_folder folder_;
};

TEST_F(loader_test, takes_a_plugin_that_is_as_its_manifest_says) {
  const auto m = read_manifest(place("fine") / "manifest.json");
  ASSERT_TRUE(m) << m.error().message;
  const auto loaded = load_library(*m);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_STREQ((*loaded)->table().id, "tiny");
  EXPECT_EQ((*loaded)->manifest().version, "1.2.3");
}

TEST_F(loader_test, a_failure_of_instance_create_without_problem_has_words_too) {
  const auto loaded = load_library(*read_manifest(place("fine") / "manifest.json"));
  ASSERT_TRUE(loaded);
  const auto made = instance::create(*loaded, "");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().status, HTTP_TASK_E_UNSUPPORTED);
  EXPECT_THAT(made.error().message, HasSubstr("instance_create"));
  EXPECT_EQ(made.error().problem_json, "");
}

TEST_F(loader_test, says_what_is_wrong_with_each_fault) {
  EXPECT_THAT(why_not(place("no_symbol")), HasSubstr("does not export http_task_plugin_entry"));
  EXPECT_THAT(why_not(place("returns_null")), HasSubstr("does not serve ABI 1"));
  EXPECT_THAT(why_not(place("wrong_abi")), AllOf(HasSubstr("ABI is 2.0"), HasSubstr("manifest says 1.0")));
  EXPECT_THAT(why_not(place("wrong_id")), AllOf(HasSubstr("\"another\""), HasSubstr("\"tiny\"")));
  EXPECT_THAT(why_not(place("wrong_version")), AllOf(HasSubstr("\"1.2.4\""), HasSubstr("\"1.2.3\"")));
  EXPECT_THAT(why_not(place("missing_interface")), HasSubstr("\"tiny.nothing/1\""));
  EXPECT_THAT(why_not(place("short_table")), HasSubstr("shorter"));
}

TEST_F(loader_test, the_library_is_missing_or_no_library) {
  const auto folder = folder_.path() / "none";
  fs::create_directories(folder);
  write_manifest(folder);
  EXPECT_THAT(why_not(folder), HasSubstr("plugin.so"));
  folder_.write("none/plugin.so", "this is not an ELF file");
  EXPECT_THAT(why_not(folder), AllOf(HasSubstr("plugin.so"), HasSubstr("cannot be loaded")));
  folder_.write("none/plugin.so", "");
  EXPECT_THAT(why_not(folder), HasSubstr("cannot be loaded"));
}

TEST_F(loader_test, find_plugin_lists_what_it_tried_and_takes_the_first_that_works) {
  const auto empty = folder_.path() / "empty";
  const auto not_json = folder_.path() / "not_json";
  folder_.write("not_json/manifest.json", "{");
  const std::vector<fs::path> folders{empty,
                                      not_json,
                                      place("no_symbol", "another"),
                                      place("wrong_version"),
                                      place("fine"),
                                      place("returns_null")};
  const auto report = find_plugin("tiny", folders);
  ASSERT_NE(report.loaded, nullptr);
  EXPECT_EQ(report.loaded->manifest().file, folder_.path() / "fine/manifest.json");
  ASSERT_EQ(report.attempts.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_EQ(report.attempts[i].manifest, folders[i] / "manifest.json");
  EXPECT_THAT(report.attempts[0].reason, HasSubstr("no such file"));
  EXPECT_THAT(report.attempts[1].reason, HasSubstr("not JSON"));
  EXPECT_THAT(report.attempts[2].reason, HasSubstr("\"another\""));
  EXPECT_THAT(report.attempts[3].reason, HasSubstr("version"));

  EXPECT_EQ(find_plugin("tiny", {}).loaded, nullptr);
  EXPECT_EQ(find_plugin("tiny", {empty}).attempts.size(), 1U);
}

TEST_F(loader_test, the_search_path_begins_with_the_environment) {
  ASSERT_EQ(setenv("HTTP_TASK_PLUGIN_PATH", "/a::/b/../c:/a/", 1), 0);
  const auto folders = default_search_path();
  ASSERT_EQ(unsetenv("HTTP_TASK_PLUGIN_PATH"), 0);
  ASSERT_GE(folders.size(), 5U);
  EXPECT_EQ(folders[0], "/a");
  EXPECT_EQ(folders[1], "/c");
  EXPECT_EQ(folders[2], fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "lib/http-task");
  EXPECT_EQ(folders.back(), "/usr/lib/http-task");
  EXPECT_EQ(default_search_path().front(), folders[2]);
}

} // namespace
} // namespace http_task::sdk
