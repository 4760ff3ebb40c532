#include "catalogue/folder_documents.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;
using names = std::set<std::string>;

TEST(FilesReferredTo, AreTheOtherFilesOfTheFolder) {
  EXPECT_EQ(files_referred_to(R"({"$ref": "schemas/pet.json#/x", "a": {"$ref":"#/b"}})", "api.json"),
            names{"schemas/pet.json"});
  EXPECT_EQ(
      files_referred_to("$ref: './pet.yaml'\nb: {$ref: ../up.yaml}\nc:\n  $ref: pet.yaml#/y\n", "d/api.yaml"),
      (names{"d/pet.yaml", "up.yaml"}));
  for (const char* text :
       {"", "$ref", "$ref:", "{\"$ref\": \"\"}", "{\"$ref\": \"https://a.example.test/x.json\"}",
        "{\"$ref\": \"../../etc/passwd\"}", "{\"$ref\": \"/etc/passwd\"}", "{\"$ref\": \"api.json#/x\"}"})
    EXPECT_EQ(files_referred_to(text, "api.json"), names{}) << text;
}

class FolderDocuments : public testing::Test {
protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "http_task_folder.XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const fs::path& name, std::string_view text = "{}") const {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
  }

  fs::path folder;
};

TEST_F(FolderDocuments, AreFoundAtAnyDepthAndNamed) {
  write("b.json", R"({"$ref": "parts/p.yaml"})");
  write("a/same.json");
  write("a/same.yaml");
  write("parts/p.yaml");
  write("package.json");
  write("readme.md");
  write(".hidden/x.json");
  write("node_modules/m/x.json");
  fs::create_symlink("/etc", folder / "link");
  fs::create_symlink("/etc/passwd", folder / "link.json");
  const auto found = documents_in(folder, [] { return false; });
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 4U);
  EXPECT_EQ((*found)[0].api, "a/same.json");
  EXPECT_EQ((*found)[1].api, "a/same.yaml");
  EXPECT_EQ((*found)[2].api, "b");
  EXPECT_TRUE((*found)[2].has_parts);
  EXPECT_FALSE((*found)[2].is_referred_to);
  EXPECT_TRUE((*found)[3].is_referred_to);
  EXPECT_EQ(documents_in(folder, [] { return true; }).error().type, "cancel.requested");
  EXPECT_FALSE(documents_in(folder / "none", [] { return false; }));
}

TEST_F(FolderDocuments, OfAPackageLieInAFolderOfTheirs) {
  write("package/package.json");
  write("package/api/a.com/x.json");
  write("package/api/b.com.json");
  EXPECT_EQ(common_folder_of_documents(folder), folder / "package" / "api");
  EXPECT_EQ(common_folder_of_documents(folder / "none"), folder / "none");
}

} // namespace
} // namespace http_task::host
