#include "response/check.hpp"

#include "message/media_type.hpp"
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

// The documented response of the status, or nullptr.
const json::object* documented(const json::value& description, unsigned status) {
  const json::value* responses = json::find(description, "/endpoint/responses");
  if (!responses || !responses->is_object()) return nullptr;
  const std::string name = documented_as(responses->get_object(), status);
  return name.empty() ? nullptr : json::object_member(responses->get_object(), name);
}

// RFC 9110, section 12.5.1: a range such as text/* or */*.
bool is_within(std::string_view essence, std::string_view documented) {
  const std::optional<message::media_type> parsed = message::parse_media_type(documented);
  const std::string range = parsed ? parsed->essence() : std::string(documented);
  if (range == "*/*" || range == essence) return true;
  return range.ends_with("/*") && essence.starts_with(std::string_view(range).substr(0, range.size() - 1));
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

std::optional<check> check_media_type(const json::value& description, unsigned status,
                                      std::string_view content_type) {
  const json::object* response = documented(description, status);
  if (!response) return std::nullopt;
  std::vector<std::string> expected;
  if (const json::array* all = json::array_member(*response, "contentTypes")) {
    for (const json::value& name : *all) {
      if (const json::string* text = name.if_string()) expected.emplace_back(json::view(*text));
    }
  } else if (const std::string_view one = json::string_member(*response, "contentType"); !one.empty()) {
    expected.emplace_back(one);
  }
  if (expected.empty()) return std::nullopt;
  const std::optional<message::media_type> found = message::parse_media_type(content_type);
  const std::string essence = found ? found->essence() : std::string();
  const bool pass =
      found && std::ranges::any_of(expected, [&](const std::string& e) { return is_within(essence, e); });
  std::string list;
  for (const std::string& e : expected)
    list += (list.empty() ? "" : ", ") + e;
  const std::string what = found                  ? essence
                           : content_type.empty() ? "no media type"
                                                  : "a malformed media type";
  return check{"response media type",
               pass,
               {},
               pass ? "The media type is as documented: " + essence + "."
                    : "The description documents " + list + "; the answer came with " + what + "."};
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
