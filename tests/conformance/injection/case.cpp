#include "case.hpp"

#include "json/parse.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace http_task::injection {
namespace {

constexpr std::string_view plain_url = "http://h.test/";

std::string text_of(const json::object& o, std::string_view name) {
  return std::string(json::string_member(o, name));
}

// The cases write expressions as {{input.v}}.
std::string as_expression(std::string text) {
  for (const auto& [theirs, ours] :
       {std::pair<std::string_view, std::string_view>{"{{input.", "${workflow.input."},
        {"{{secrets.", "${secrets."}}) {
    for (std::size_t at = text.find(theirs); at != std::string::npos; at = text.find(theirs, at + 1)) {
      text.replace(at, theirs.size(), ours);
      const std::size_t end = text.find("}}", at);
      if (end != std::string::npos) text.erase(end, 1);
    }
  }
  return text;
}

scenario with(std::string_view member, json::value v, std::string pointer) {
  scenario s;
  s.settings["uri"] = plain_url;
  s.settings[member] = std::move(v);
  s.pointer = std::move(pointer);
  return s;
}

scenario with_header(const std::string& name, json::value v, std::string pointer) {
  return with("headers", json::object{{name, std::move(v)}}, std::move(pointer));
}

scenario with_authentication(json::object authentication, std::string_view member) {
  return with("authentication", std::move(authentication), "/authentication/" + std::string(member));
}

scenario with_api_key(std::string_view in, std::string_view name, std::string_view v,
                      std::string_view pointed) {
  return with_authentication({{"type", "apiKey"}, {"in", in}, {"name", name}, {"value", v}}, pointed);
}

// A list of name and value pairs: a repeated name becomes a list of values.
scenario with_header_list(const test_case& c) {
  json::object headers;
  for (const json::value& pair : c.raw.at("input").as_array()) {
    json::value& values = headers[pair.at(0).as_string()];
    if (values.is_null()) values = json::array{};
    values.as_array().push_back(pair.at(1));
  }
  scenario s = with("headers", std::move(headers), "/headers");
  if (const json::value* auth = c.raw.if_contains("auth")) s.settings["authentication"] = *auth;
  return s;
}

scenario with_multipart(json::object body, std::string pointer) {
  scenario s = with("body", std::move(body), std::move(pointer));
  s.settings["method"] = "POST";
  s.settings["contentType"] = "multipart/form-data";
  return s;
}

// The definition says in words where the expression stands: "header X-A: T", "json body T", "url T".
scenario with_template(const test_case& c) {
  const std::string definition = as_expression(text_of(c.raw, "definition"));
  const std::size_t blank = definition.find(' ');
  const std::string kind = definition.substr(0, blank);
  const std::string rest = definition.substr(blank + 1);
  scenario s;
  if (kind == "header") {
    const std::size_t colon = rest.find(": ");
    s = with_header(rest.substr(0, colon), json::value(rest.substr(colon + 2)),
                    "/headers/" + rest.substr(0, colon));
  } else if (kind == "json") {
    s = with("body", json::parse(rest.substr(rest.find('{'))).value(), "/body");
  } else {
    s.settings = {{"uri", rest}};
    s.pointer = "/uri";
  }
  s.context["workflow"] = json::object{{"input", json::object{}}};
  if (const json::value* input = c.raw.if_contains("input"); input && input->is_string())
    s.context["workflow"].at("input").as_object()["v"] = as_expression(text_of(c.raw, "input"));
  s.secrets["api_key"] = "the secret itself";
  return s;
}

} // namespace

std::filesystem::path own_cases() {
  return HTTP_TASK_SOURCE_DIR "/tests/conformance/injection/cases.json";
}

std::filesystem::path shared_cases() {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path folder = shared ? shared : HTTP_TASK_SOURCE_DIR "/../shared";
  return folder / "cases" / "crlf_cases-dev.json";
}

std::optional<std::vector<test_case>> read_cases(const std::filesystem::path& from) {
  std::ifstream file(from);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  std::vector<test_case> cases;
  const json::value document = json::parse(text.str()).value();
  for (const json::value& raw : document.as_array()) {
    const json::object& o = raw.as_object();
    cases.push_back({text_of(o, "id"), text_of(o, "field"), text_of(o, "why"), o});
  }
  return cases;
}

std::optional<scenario> make_scenario(const test_case& c) {
  const std::string_view text = json::string_member(c.raw, "input");
  const json::value input(text);
  const std::string name = text_of(c.raw, "name");
  if (c.field == "header_value") return with_header(text_of(c.raw, "header"), input, "/headers/");
  if (c.field == "header_name")
    return with_header(std::string(text), c.raw.contains("value") ? c.raw.at("value") : json::value("v"),
                       "/headers/");
  if (c.field == "headers") return with_header_list(c);
  if (c.field == "method") return with("method", input, "/method");
  if (c.field == "url") return with("uri", input, "/uri");
  if (c.field == "path_param") {
    scenario s = with("pathParameters", json::object{{"id", input}}, "/pathParameters/id");
    s.settings["uri"] = "http://h.test" + text_of(c.raw, "template");
    return s;
  }
  if (c.field == "query_value")
    return with("queryParameters", json::object{{name, input}}, "/queryParameters");
  if (c.field == "query_name")
    return with("queryParameters", json::object{{text, c.raw.at("value")}}, "/queryParameters");
  if (c.field == "form_value" || c.field == "content_type") {
    const bool is_form = c.field == "form_value";
    scenario s = with("contentType", is_form ? json::value("application/x-www-form-urlencoded") : input,
                      "/contentType");
    s.settings["method"] = "POST";
    s.settings["body"] = is_form ? json::object{{name, input}} : json::object{};
    return s;
  }
  if (c.field == "cookie_value") return with_api_key("cookie", "sid", text, "value");
  if (c.field == "cookie_name") return with_api_key("cookie", text, "v", "name");
  if (c.field == "basic_user")
    return with_authentication({{"type", "basic"}, {"username", input}, {"password", "p"}}, "username");
  if (c.field == "basic_password")
    return with_authentication({{"type", "basic"}, {"username", "u"}, {"password", input}}, "password");
  if (c.field == "bearer_token") return with_authentication({{"type", "bearer"}, {"token", input}}, "token");
  if (c.field == "api_key_header") return with_api_key("header", "X-Key", text, "value");
  if (c.field == "api_key_query") return with_api_key("query", name, text, "value");
  if (c.field == "body_file" || c.field == "output_file") {
    const std::string_view member = c.field == "body_file" ? "bodyFile" : "outputFile";
    scenario s = with(member, input, "/" + std::string(member));
    s.settings["method"] = "POST";
    return s;
  }
  if (c.field == "multipart_name") return with_multipart({{text, "v"}}, "/body");
  if (c.field == "multipart_body") return with_multipart({{"f", input}}, "/body");
  if (c.field == "multipart_filename" || c.field == "multipart_content_type") {
    const std::string_view member = c.field == "multipart_filename" ? "filename" : "contentType";
    return with_multipart({{"f", json::object{{"content", "v"}, {member, input}}}}, "/body/f");
  }
  if (c.field == "template_data" || c.field == "template_missing") return with_template(c);
  return std::nullopt;
}

} // namespace http_task::injection
