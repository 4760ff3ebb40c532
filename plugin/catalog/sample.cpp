#include "catalog/sample.hpp"

#include "catalog/example_repair.hpp"
#include "description/display_text.hpp"
#include "schema/sample.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace http_task::catalog {
namespace {

struct chosen {
  int status = 200;
  std::string key;                        // in "responses"
  const json::object* response = nullptr; // nullptr: the description says nothing
};

bool is_code(std::string_view text) {
  return text.size() == 3 && text[0] >= '1' && text[0] <= '5' &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int to_number(std::string_view code) {
  int number = 0;
  std::from_chars(code.data(), code.data() + code.size(), number);
  return number;
}

// The first successful one, as the source lists them; a class or "default" stands for 200.
chosen first_successful(const json::object& responses) {
  for (const auto& member : responses) {
    const std::string_view key = json::view(member.key());
    if (key.starts_with('2') && member.value().is_object())
      return {is_code(key) ? to_number(key) : 200, std::string(key), &member.value().get_object()};
  }
  if (const json::object* any = json::object_member(responses, "default")) return {200, "default", any};
  return {};
}

result<chosen> choose(const json::object& responses, std::string_view status) {
  if (status.empty()) return first_successful(responses);
  if (!is_code(status))
    return make_problem("input.invalid",
                        "Expected a status such as \"404\", found \"" +
                            description::single_line(status, 100) + "\".",
                        "/status");
  for (const std::string& key :
       {std::string(status), std::string{status[0], 'X', 'X'}, std::string("default")})
    if (const json::object* response = json::object_member(responses, key))
      return chosen{to_number(status), key, response};
  std::string known;
  for (const auto& member : responses)
    known += (known.empty() ? "" : ", ") + std::string(json::view(member.key()));
  return make_problem("input.invalid",
                      "The endpoint describes no answer with the status " + std::string(status) +
                          (known.empty() ? "." : "; it has " + known + "."),
                      "/status");
}

struct body {
  json::value value;
  std::string_view from;
};

result<body> make_body(const description::endpoint& endpoint, const chosen& what, std::uint64_t seed) {
  const json::array none;
  const json::array* listed = what.response ? json::array_member(*what.response, "examples") : nullptr;
  const json::array& examples = listed ? *listed : none;
  // Another seed begins with another example.
  const auto example = [&](std::size_t i) -> const json::value& {
    return examples[(seed + i) % examples.size()];
  };
  if (!what.response || !what.response->contains("schema"))
    return examples.empty() ? body{nullptr, "nothing"} : body{example(0), "example"};

  const std::string pointer =
      json::join(json::join(json::join("", description::annotation), "responses"), what.key) + "/schema";
  schema::sample_options options;
  options.pointer = pointer;
  options.tolerant = true;
  const result<schema::sample_source> source = schema::sample_source::compile(endpoint.schema, options);
  if (!source) return source.error();
  const schema::validator validator = source->check();
  for (std::size_t i = 0; i < examples.size(); ++i)
    if (validator.is_valid(example(i))) return body{example(i), "example"};
  for (std::size_t i = 0; i < examples.size(); ++i)
    if (std::optional<json::value> fitting = repair(example(i), *source, endpoint.schema, seed))
      return body{std::move(*fitting), "example"};
  result<json::value> sampled = source->sample(seed);
  if (!sampled) return sampled.error();
  return body{std::move(*sampled), "schema"};
}

} // namespace

result<json::value> sample(const description::endpoint& endpoint, const sample_request& request) {
  const json::value* found = json::find(endpoint.schema, "/endpoint/responses");
  const json::object none;
  const json::object& responses = found && found->is_object() ? found->get_object() : none;
  const result<chosen> what = choose(responses, request.status);
  if (!what) return what.error();
  result<body> made = make_body(endpoint, *what, request.seed);
  if (!made) return made.error();
  const std::string_view type = what->response ? json::string_member(*what->response, "contentType") : "";
  const bool has_body = made->from != "nothing";
  json::object headers;
  const std::string_view sent_type = type.empty() && has_body ? "application/json" : type;
  if (has_body) headers["Content-Type"] = sent_type;
  return json::object{{"statusCode", what->status},
                      {"contentType", has_body ? sent_type : ""},
                      {"headers", std::move(headers)},
                      {"body", std::move(made->value)},
                      {"from", made->from}};
}

} // namespace http_task::catalog
