#include "request/multipart.hpp"

#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace http_task::request {
namespace {

namespace fs = std::filesystem;

std::string boundary_of(const multipart& m) {
  return m.content_type.substr(m.content_type.find('=') + 1);
}

// With "B" in place of the boundary.
std::string written(std::string_view members) {
  const multipart m = write_multipart(json::parse(members)->get_object(), nullptr).value();
  std::string text = *m.bytes;
  const std::string boundary = boundary_of(m);
  for (std::size_t at = 0; (at = text.find(boundary)) != std::string::npos;)
    text.replace(at, boundary.size(), "B");
  return text;
}

std::string failure(std::string_view members) {
  const auto m = write_multipart(json::parse(members)->get_object(), nullptr);
  return m ? "" : m.error().type + " " + m.error().pointer;
}

} // namespace

TEST(Multipart, WritesEachMemberAsAPart) {
  EXPECT_EQ(written(R"({"a":"x","n":5,"none":null,"list":[1,true]})"),
            "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n5\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n1\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\ntrue\r\n--B--\r\n");
  EXPECT_EQ(written("{}"), "--B--\r\n");
}

TEST(Multipart, WritesObjectsAsJson) {
  EXPECT_EQ(written(R"({"o":{"b":[1]}})"), "--B\r\nContent-Disposition: form-data; name=\"o\"\r\n"
                                           "Content-Type: application/json\r\n\r\n{\"b\":[1]}\r\n--B--\r\n");
}

TEST(Multipart, WritesAPartAsItIsDescribed) {
  EXPECT_EQ(written(R"({"f":{"filename":"a.bin","content":"AAE=","contentEncoding":"base64"}})"),
            std::string("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\n"
                        "Content-Type: application/octet-stream\r\n\r\n") +
                std::string("\0\1", 2) + "\r\n--B--\r\n");
  EXPECT_EQ(written(R"({"f":{"content":{"a":1}}})"),
            "--B\r\nContent-Disposition: form-data; name=\"f\"\r\nContent-Type: "
            "application/json\r\n\r\n{\"a\":1}\r\n"
            "--B--\r\n");
  EXPECT_EQ(written(R"({"f":{"content":"x","contentType":"text/plain; charset=utf-8"}})"),
            "--B\r\nContent-Disposition: form-data; name=\"f\"\r\nContent-Type: text/plain; "
            "charset=utf-8\r\n\r\nx\r\n"
            "--B--\r\n");
}

TEST(Multipart, KeepsNamesInTheirPlace) {
  EXPECT_NE(written(R"({"f\r\nX: 1":"v"})").find("name=\"f%0D%0AX: 1\"\r\n"), std::string::npos);
  const auto filename = [](std::string_view name) {
    const std::string text =
        written(R"({"f":{"content":"","filename":)" + json::write(json::value(name)) + "}}");
    const std::size_t at = text.find("filename=") + 9;
    return text.substr(at, text.find("\r\n", at) - at);
  };
  EXPECT_EQ(filename("a\".txt"), "\"a%22.txt\"");
  EXPECT_EQ(filename("a\r\nContent-Type: x"), "\"a%0D%0AContent-Type: x\"");
  EXPECT_EQ(filename("../../etc/passwd"), "\"passwd\"");
  EXPECT_EQ(filename("C:\\temp\\x"), "\"x\"");
}

TEST(Multipart, ChoosesABoundaryThatNoPartHolds) {
  const multipart m = write_multipart(json::parse(R"({"a":"--http-task-"})")->get_object(), nullptr).value();
  EXPECT_EQ(m.bytes->find(boundary_of(m)), 2U);
  const multipart other = write_multipart({}, nullptr).value();
  EXPECT_NE(boundary_of(m), boundary_of(other));
}

TEST(Multipart, RefusesWithThePointerOfThePart) {
  EXPECT_EQ(failure(R"({"f":{"content":"","contentType":"text/plain\r\nX: 1"}})"),
            "input.invalid /body/f/contentType");
  EXPECT_EQ(failure(R"({"f":{"content":"","contentType":5}})"), "input.invalid /body/f/contentType");
  EXPECT_EQ(failure(R"({"f":[{"content":"%","contentEncoding":"base64"}]})"),
            "input.invalid /body/f/0/content");
  EXPECT_EQ(failure(R"({"f":{"content":"","contentEncoding":"hex"}})"),
            "input.invalid /body/f/contentEncoding");
  EXPECT_EQ(failure(R"({"f":{"content":"","file":"a"}})"), "input.conflict /body/f");
  EXPECT_EQ(failure(R"({"f":{"file":"a"}})"), "input.path /body/f/file");
}

TEST(Multipart, TakesFilesPieceByPiece) {
  std::string folder = (fs::temp_directory_path() / "http_task_multipart_XXXXXX").string();
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  std::ofstream(fs::path(folder) / "in.txt") << "from the file";
  const files::directory files = files::directory::open(folder).value();
  const multipart m =
      write_multipart(json::parse(R"({"a":"x","f":{"file":"in.txt"},"z":1})")->get_object(), &files).value();
  ASSERT_FALSE(m.bytes);
  for (int round = 0; round < 2; ++round) {
    std::string all;
    char piece[10];
    while (const std::size_t got = m.source->read(piece).value())
      all.append(piece, got);
    EXPECT_EQ(all.size(), m.source->size());
    EXPECT_NE(all.find("name=\"f\"; filename=\"in.txt\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                       "from the file\r\n--"),
              std::string::npos)
        << all;
    ASSERT_TRUE(m.source->rewind());
  }
  fs::remove_all(folder);
}

} // namespace http_task::request
