// What read_manifest takes, and what it refuses with which words.
#include "http_task/sdk/manifest.hpp"
#include "support/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include <sys/utsname.h>

namespace http_task::sdk {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

class manifest_test : public ::testing::Test {
protected:
  static std::string good() {
    utsname names{};
    uname(&names);
    return R"({"manifestVersion": 1, "id": "tiny", "version": "1.2.3", "title": "Tiny", "description": "Small.",
      "abi": {"major": 1, "minor": 0}, "library": {"linux-)" +
           std::string(names.machine) + R"(": "sub/libtiny.so", "plan9-mips": "tiny.9"},
      "interfaces": ["tiny.nothing/1"], "schemas": {"thing": "schemas/thing.json"}, "later": true})";
  }

  failure refused(std::string_view text) const {
    const auto m = read_manifest(folder_.write("manifest.json", text));
    EXPECT_FALSE(m.has_value());
    return m ? failure{} : m.error();
  }

  testing::temp_folder folder_;
};

TEST_F(manifest_test, reads_every_member) {
  const auto m = read_manifest(folder_.write("manifest.json", good()));
  ASSERT_TRUE(m) << m.error().message;
  EXPECT_EQ(m->file, folder_.path() / "manifest.json");
  EXPECT_EQ(m->id, "tiny");
  EXPECT_EQ(m->version, "1.2.3");
  EXPECT_EQ(m->title, "Tiny");
  EXPECT_EQ(m->description, "Small.");
  EXPECT_EQ(m->abi_major, 1U);
  EXPECT_EQ(m->abi_minor, 0U);
  EXPECT_EQ(m->library, folder_.path() / "sub/libtiny.so");
  EXPECT_THAT(m->interfaces, ElementsAre("tiny.nothing/1"));
  EXPECT_EQ(m->schemas.at("thing"), folder_.path() / "schemas/thing.json");
}

TEST_F(manifest_test, the_products_own_names_files_that_exist) {
  const auto m = read_manifest(HTTP_TASK_BINARY_DIR "/lib/http-task/manifest.json");
  ASSERT_TRUE(m) << m.error().message;
  EXPECT_EQ(m->id, "http_task");
  EXPECT_TRUE(std::filesystem::exists(m->library)) << m->library;
  EXPECT_FALSE(m->schemas.empty());
  for (const auto& [role, file] : m->schemas)
    EXPECT_TRUE(std::filesystem::exists(file)) << role << ' ' << file;
}

TEST_F(manifest_test, a_file_that_is_not_there) {
  const auto m = read_manifest(folder_.path() / "manifest.json");
  ASSERT_FALSE(m);
  EXPECT_EQ(m.error().status, HTTP_TASK_E_NOT_FOUND);
  EXPECT_THAT(m.error().message, HasSubstr("manifest.json"));
  EXPECT_FALSE(read_manifest(folder_.path())) << "a folder";
  EXPECT_FALSE(read_manifest("/dev/zero")) << "no regular file";
}

TEST_F(manifest_test, text_that_is_no_manifest) {
  EXPECT_THAT(refused("").message, HasSubstr("not JSON"));
  EXPECT_THAT(refused("{\"id\": \"ti").message, HasSubstr("not JSON"));
  EXPECT_THAT(refused("[1]").message, HasSubstr("a JSON object"));
  EXPECT_THAT(refused(std::string(2'000'000, ' ')).message, HasSubstr("1 MiB"));
  EXPECT_THAT(refused(std::string(100'000, '[')).message, HasSubstr("not JSON"));
  EXPECT_EQ(refused("{}").status, HTTP_TASK_E_REJECTED);
}

TEST_F(manifest_test, a_member_is_missing_or_of_another_type) {
  for (const std::string name :
       {"manifestVersion", "id", "version", "abi", "library", "interfaces", "major"}) {
    EXPECT_THAT(refused(replaced(good(), "\"" + name + "\"", "\"x\"")).message,
                AllOf(HasSubstr("manifest.json"), HasSubstr("\"" + name + "\" is missing")));
  }
  EXPECT_THAT(refused(replaced(good(), "\"tiny\"", "7")).message, HasSubstr("\"id\" must be a text"));
  EXPECT_THAT(refused(replaced(good(), "\"tiny\"", "\"\"")).message, HasSubstr("\"id\""));
  EXPECT_THAT(refused(replaced(good(), "\"Tiny\"", "[]")).message, HasSubstr("\"title\""));
  EXPECT_THAT(refused(replaced(good(), "\"major\": 1", "\"major\": -1")).message, HasSubstr("\"abi.major\""));
  EXPECT_THAT(refused(replaced(good(), "\"major\": 1", "\"major\": 65536")).message,
              HasSubstr("\"abi.major\""));
  EXPECT_THAT(refused(replaced(good(), "\"minor\": 0", "\"minor\": \"0\"")).message,
              HasSubstr("\"abi.minor\""));
  EXPECT_THAT(refused(replaced(good(), "[\"tiny.nothing/1\"]", "{}")).message, HasSubstr("\"interfaces\""));
  EXPECT_THAT(refused(replaced(good(), "[\"tiny.nothing/1\"]", "[1]")).message, HasSubstr("\"interfaces\""));
  EXPECT_THAT(refused(replaced(good(), "\"manifestVersion\": 1", "\"manifestVersion\": 2")).message,
              HasSubstr("\"manifestVersion\" must be 1"));
}

TEST_F(manifest_test, no_library_for_this_platform) {
  EXPECT_THAT(refused(replaced(good(), "\"linux-", "\"beos-")).message,
              AllOf(HasSubstr("\"library\""), HasSubstr("linux-")));
}

TEST_F(manifest_test, paths_stay_below_the_folder) {
  for (const auto* path : {"/lib/libc.so.6", "../libtiny.so", "a/../../libtiny.so", "", "a\\u0000b"}) {
    EXPECT_THAT(refused(replaced(good(), "sub/libtiny.so", path)).message, HasSubstr("below the folder"))
        << path;
    EXPECT_THAT(refused(replaced(good(), "schemas/thing.json", path)).message, HasSubstr("schemas.thing"))
        << path;
  }
}

TEST_F(manifest_test, a_relative_file_gives_an_absolute_library) {
  const auto before = std::filesystem::current_path();
  folder_.write("manifest.json", good());
  std::filesystem::current_path(folder_.path());
  const auto m = read_manifest("manifest.json");
  std::filesystem::current_path(before);
  ASSERT_TRUE(m) << m.error().message;
  EXPECT_TRUE(m->library.is_absolute()) << m->library;
}

} // namespace
} // namespace http_task::sdk
