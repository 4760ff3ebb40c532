// Input that tries to break out of its place: every case that request settings can express, from the settings
// to the request that would be sent, and through validate() as well.

#include "base/text.hpp"
#include "case.hpp"
#include "request/build.hpp"
#include "request/resolve.hpp"
#include "settings/read.hpp"
#include "settings/validate.hpp"
#include "json/problem.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

namespace http_task::injection {
namespace {

namespace fs = std::filesystem;

// The directory for the files of steps, with what the cases set up in it.
class work_directory {
public:
  explicit work_directory(const std::vector<test_case>& cases) {
    std::string pattern = (fs::temp_directory_path() / "http_task_injection_XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
    for (const test_case& c : cases) {
      std::string command(json::string_member(c.raw, "setup"));
      for (std::size_t at = 0; (at = command.find("DIR", at)) != std::string::npos;)
        command.replace(at, 3, path_.string());
      if (!command.empty()) {
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
      }
    }
    opened_ = files::directory::open(path_.string()).value();
  }
  ~work_directory() { fs::remove_all(path_); }
  work_directory(const work_directory&) = delete;
  work_directory& operator=(const work_directory&) = delete;

  [[nodiscard]] const files::directory& opened() const { return *opened_; }

private:
  fs::path path_;
  std::optional<files::directory> opened_;
};

result<message::request> run(const scenario& s, const files::directory& files) {
  redactor secrets;
  const json::value context = s.context;
  const result<json::value> resolved = request::resolve(s.settings, {&context, &s.secrets}, secrets);
  if (!resolved) return resolved.error();
  const result<settings::request_settings> read = settings::read(*resolved);
  if (!read) return read.error();
  result<request::prepared> built = request::build(*read, {}, secrets, &files);
  if (!built) return std::move(built).error();
  return std::move(built->message);
}

// What only the making of the request finds: the files that are there, the parts of a form.
bool needs_the_machine(const test_case& c) {
  return c.field == "body_file" || c.field == "output_file" || c.field == "multipart_content_type";
}

// The cases' names of classes, where the product has another one for the same thing: what the schema of the
// settings refuses is "settings.invalid" as a whole.
std::string our_class(const test_case& c) {
  const std::string theirs(json::string_member(c.expect(), "error_class"));
  if (theirs == "template.unknown_variable") return "expression.unresolved";
  return c.field == "method" ? "settings.invalid" : theirs;
}

void expect_rejection(const test_case& c, const scenario& s, const result<message::request>& r) {
  ASSERT_FALSE(r) << "would have been sent";
  EXPECT_EQ(r.error().type, our_class(c));
  EXPECT_TRUE(r.error().pointer.starts_with(s.pointer)) << r.error().pointer;
  EXPECT_EQ(r.error().source, "settings");
  if (const std::string_view secret = json::string_member(c.raw, "must_not_appear"); !secret.empty()) {
    EXPECT_EQ(json::write(json::to_json(r.error())).find(secret), std::string::npos);
  }
}

// Where on the wire the expected text has to stand.
bool is_on_the_wire(const test_case& c, const message::request& r, const json::value& wire) {
  if (c.field == "headers") {
    std::size_t found = 0;
    for (const json::value& pair : wire.as_array())
      for (const message::field& f : r.headers)
        found +=
            f.name == json::view(pair.at(0).as_string()) && f.value == json::view(pair.at(1).as_string());
    return found == wire.as_array().size();
  }
  std::string text(json::view(wire.as_string()));
  if (text == "{{secrets.api_key}}") text = "${secrets.api_key}";
  if (c.field == "method") return r.method == text;
  if (c.field == "url" || c.field == "path_param") return r.target == text;
  if (c.field == "query_value" || c.field == "query_name" || c.field == "api_key_query")
    return r.target == "/?" + text;
  if (c.field == "header_name") return r.headers.contains(text);
  if (c.field.starts_with("multipart_")) return r.body->find(text) != std::string::npos;
  if (c.field == "form_value" || text.starts_with('{')) return r.body == text;
  if (c.field == "template_data" && json::string_member(c.raw, "definition").starts_with("url"))
    return r.origin.host == text || r.target == text;
  return std::ranges::any_of(r.headers, [&](const message::field& f) { return f.value == text; });
}

void play(const test_case& c, const scenario& s, const files::directory& files) {
  SCOPED_TRACE(c.id + " " + c.field + ": " + c.why);
  const result<message::request> r = run(s, files);
  if (c.expects_rejection()) {
    expect_rejection(c, s, r);
    return;
  }
  ASSERT_TRUE(r) << json::write(json::to_json(r.error()));
  if (const json::value* wire = c.expect().if_contains("wire")) {
    EXPECT_TRUE(is_on_the_wire(c, *r, *wire)) << message::to_url(*r);
  }
  if (json::string_member(c.expect(), "property") == "boundary_not_in_content") {
    const std::string boundary = r->headers.find("Content-Type")->substr(30);
    EXPECT_EQ(json::string_member(c.raw, "input").find(boundary), std::string_view::npos);
  }
  for (const message::field& f : r->headers) {
    EXPECT_TRUE(message::is_token(f.name));
    EXPECT_TRUE(message::is_field_value(f.value));
  }
}

class Injection : public ::testing::TestWithParam<std::filesystem::path> {
protected:
  void SetUp() override {
    std::optional<std::vector<test_case>> read = read_cases(GetParam());
    if (!read)
      GTEST_SKIP() << "There is no " << GetParam() << "; set HTTP_TASK_SHARED to the folder that has it.";
    cases = *std::move(read);
  }

  std::vector<test_case> cases;
};

} // namespace

TEST_P(Injection, PlaysTheCasesThatSettingsCanExpress) {
  const work_directory directory(cases);
  std::size_t played = 0;
  std::map<std::string, int> left;
  for (const test_case& c : cases) {
    const std::optional<scenario> s = make_scenario(c);
    if (!s) {
      ++left[c.field];
      continue;
    }
    play(c, *s, directory.opened());
    ++played;
  }
  std::cout << "injection: " << played << " of " << cases.size() << " cases hold.\n";
  for (const auto& [kind, count] : left)
    std::cout << "  left: " << kind << " " << count << "\n";
  EXPECT_EQ(played, cases.size());
}

// What would be refused when it is sent is found before, by the check of the editor.
TEST_P(Injection, IsFoundByValidationToo) {
  for (const test_case& c : cases) {
    const std::optional<scenario> s = make_scenario(c);
    if (!s || !s->context.empty() || needs_the_machine(c)) continue;
    SCOPED_TRACE(c.id + " " + c.field + ": " + c.why);
    EXPECT_EQ(settings::validate(s->settings, nullptr).valid(), !c.expects_rejection());
  }
}

INSTANTIATE_TEST_SUITE_P(Ours, Injection, ::testing::Values(own_cases()));
INSTANTIATE_TEST_SUITE_P(Shared, Injection, ::testing::Values(shared_cases()));

} // namespace http_task::injection
