#include "response/check.hpp"

#include "schema/validator.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <utility>

namespace http_task::response {
namespace {

std::string to_text(const std::vector<status_range>& ranges) {
  std::string text;
  for (const status_range& r : ranges) {
    if (!text.empty()) text += ", ";
    if (r.first % 100 == 0 && r.last == r.first + 99)
      text += std::to_string(r.first / 100) + "XX";
    else
      text += std::to_string(r.first) + (r.last == r.first ? "" : "-" + std::to_string(r.last));
  }
  return text;
}

// OpenAPI, "Responses Object": a code beats its class, and both beat "default".
std::string documented_as(const json::object& responses, unsigned status) {
  const std::string code = std::to_string(status);
  for (const std::string& name : {code, code.substr(0, 1) + "XX", std::string("default")}) {
    if (responses.contains(name)) return name;
  }
  return {};
}

constexpr std::string_view rule_name = "response schema";
constexpr std::size_t most_findings = 20;

} // namespace

check check_status(unsigned status, const std::vector<status_range>& accepted) {
  const bool pass = std::ranges::any_of(
      accepted, [&](const status_range& r) { return status >= r.first && status <= r.last; });
  return {"status",
          pass,
          {},
          std::to_string(status) + (pass ? " is accepted by " : " is not accepted; expected ") +
              to_text(accepted) + "."};
}

check check_success(const json::path_condition& condition, std::string_view text, const json::value& answer) {
  const result<bool> held = condition.holds(answer);
  const bool pass = held && *held;
  std::string message(text);
  message += pass ? " holds." : held ? " does not hold." : " cannot be decided: " + held.error().detail;
  return {"success condition", pass, {}, std::move(message)};
}

std::vector<check> check_response_schema(const json::value& description, unsigned status,
                                         const json::value* body) {
  const json::value* responses = json::find(description, "/endpoint/responses");
  if (!responses || !responses->is_object() || responses->get_object().empty()) return {};
  const std::string name = documented_as(responses->get_object(), status);
  if (name.empty())
    return {{std::string(rule_name),
             false,
             {},
             "The description documents no answer with status " + std::to_string(status) + "."}};

  const std::string pointer = json::join("/endpoint/responses", name) + "/schema";
  if (!json::find(description, pointer)) return {};
  if (!body)
    return {{std::string(rule_name),
             false,
             {},
             "The description documents a JSON body for status " + name + "; there was none."}};

  schema::compile_options options;
  options.pointer = pointer;
  const result<schema::validator> validator = schema::compile(description, options);
  if (!validator)
    return {{std::string(rule_name),
             false,
             {},
             "The documented schema cannot be used: " + validator.error().detail}};
  std::vector<check> checks;
  for (const schema::violation& v : validator->check(*body, most_findings))
    checks.push_back({std::string(rule_name), false, v.pointer, v.detail});
  if (checks.empty())
    checks.push_back(
        {std::string(rule_name), true, {}, "The body is as documented for status " + name + "."});
  return checks;
}

} // namespace http_task::response
