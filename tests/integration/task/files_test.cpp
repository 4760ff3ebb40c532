// Bodies from files and into files, through the whole pipeline.
#include "task_fixture.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace http_task::task {
namespace {

namespace fs = std::filesystem;
using testing::answer_always;
using testing::peer;
using testing::scripted_server;

class files_test : public executor_fixture {
protected:
  files_test() {
    std::string pattern = (fs::temp_directory_path() / "http_task_files_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    start(R"({"egress": {"allow": ["127.0.0.1"]}, "files": {"directory": ")" + folder_.string() + "\"}}");
  }
  ~files_test() override {
    tasks.reset();
    fs::remove_all(folder_);
  }

  [[nodiscard]] std::string text_of(std::string_view name) const {
    std::ostringstream text;
    text << std::ifstream(folder_ / name).rdbuf();
    return text.str();
  }
  [[nodiscard]] std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(folder_), {}); }

  fs::path folder_;
};

std::string long_text() {
  std::string text;
  for (int i = 0; i < 200'000; ++i)
    text += std::to_string(i) + "\n";
  return text;
}

} // namespace

TEST_F(files_test, a_body_comes_from_a_file) {
  std::ofstream(folder_ / "in.bin") << long_text();
  std::string head;
  std::string body;
  scripted_server server([&](peer& p) {
    head = p.read_head();
    body = p.read_body(long_text().size());
    p.send("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const json::value v = log.completion_of(
      submit(server.port(),
             R"(, "method": "PUT", "bodyFile": "in.bin", "contentType": "application/octet-stream")"));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_EQ(body, long_text());
  EXPECT_NE(head.find("Content-Length: " + std::to_string(body.size()) + "\r\n"), std::string::npos) << head;
  EXPECT_EQ(v.at("sizes").at("requestBody").to_number<std::size_t>(), body.size());
}

TEST_F(files_test, a_body_from_a_file_is_sent_again_after_a_redirect) {
  std::ofstream(folder_ / "in.bin") << "hello";
  int requests = 0;
  scripted_server server([&](peer& p) {
    while (true) {
      EXPECT_NE(p.read_request().find("hello"), std::string::npos);
      p.send(++requests == 1 ? "HTTP/1.1 307 Elsewhere\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                             : "HTTP/1.1 204 No Content\r\n\r\n");
    }
  });
  const json::value v =
      log.completion_of(submit(server.port(), R"(, "method": "PUT", "bodyFile": "in.bin")"));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_EQ(v.at("redirects").as_array().size(), 1U);
}

TEST_F(files_test, an_accepted_body_goes_to_its_file) {
  const std::string text = long_text();
  scripted_server server(answer_always("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " +
                                       std::to_string(text.size()) + "\r\n\r\n" + text));
  const json::value v = log.completion_of(submit(server.port(), R"(, "outputFile": "sub/out.txt")"));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_EQ(v.at("response").at("bodyFile").as_string(), "sub/out.txt");
  EXPECT_FALSE(v.at("response").as_object().contains("body"));
  EXPECT_EQ(v.at("sizes").at("responseContent").to_number<std::size_t>(), text.size());
  EXPECT_EQ(text_of("sub/out.txt"), text);
}

TEST_F(files_test, the_answer_behind_a_redirect_is_filed) {
  int requests = 0;
  scripted_server server([&](peer& p) {
    while (true) {
      (void)p.read_request();
      p.send(++requests == 1 ? "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 5\r\n\r\nthere"
                             : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere");
    }
  });
  const json::value v = log.completion_of(
      submit(server.port(), R"(, "outputFile": "out.txt", "acceptedStatusCodes": ["2XX", "3XX"])"));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_EQ(text_of("out.txt"), "here");
}

TEST_F(files_test, a_body_of_an_unknown_coding_is_shown_and_not_filed) {
  scripted_server server(
      answer_always("HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 5\r\n\r\nuryyb"));
  const json::value v = log.completion_of(submit(server.port(), R"(, "outputFile": "out.txt")"));
  EXPECT_EQ(v.at("error").at("type").as_string(), "content.coding");
  EXPECT_EQ(v.at("response").at("body").as_string(), "dXJ5eWI=") << "as it came";
  EXPECT_EQ(entries(), 0);
}

TEST_F(files_test, a_refusal_is_shown_and_not_filed) {
  scripted_server server(answer_always("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nsorry"));
  const json::value v = log.completion_of(submit(server.port(), R"(, "outputFile": "out.txt")"));
  EXPECT_EQ(v.at("response").at("body").as_string(), "sorry");
  EXPECT_EQ(entries(), 0);
}

TEST_F(files_test, nothing_remains_of_a_body_that_breaks_off) {
  scripted_server server(testing::answer_once("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
  const json::value v = log.completion_of(submit(server.port(), R"(, "outputFile": "out.txt")"));
  EXPECT_EQ(error_type(v), "protocol.truncated");
  EXPECT_FALSE(v.at("response").as_object().contains("bodyFile"));
  EXPECT_EQ(entries(), 0);
}

TEST_F(files_test, a_path_that_leads_out_is_refused_before_anything_is_sent) {
  scripted_server server(answer_always("HTTP/1.1 204 No Content\r\n\r\n"));
  for (const char* more :
       {R"(, "outputFile": "../out")", R"(, "method": "PUT", "bodyFile": "/etc/passwd")"}) {
    const json::value v = log.completion_of(submit(server.port(), more));
    EXPECT_EQ(error_type(v), "input.path");
    EXPECT_EQ(status(v), "FAILED_WITH_TERMINAL_ERROR");
  }
  EXPECT_EQ(server.connections(), 0);
}

} // namespace http_task::task
