#include "serve/dry_run.hpp"

#include "cli/secrets.hpp"
#include "serve/completions.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

constexpr std::string_view of_body = "/body";
constexpr std::string_view beginning = "${";

// Whether the finding is about an input that the definition declares.
bool is_declared_input(std::string_view detail, const json::object& definition) {
  constexpr std::string_view input = "${workflow.input";
  if (!detail.starts_with(input)) return false;
  detail.remove_prefix(input.size());
  const json::array* names = array_of(definition, "inputParameters");
  return names != nullptr && std::ranges::any_of(*names, [&](const json::value& name) {
           if (!name.is_string()) return false;
           const std::string step = path_step(view(name.get_string()));
           return detail.starts_with(step) && detail.size() > step.size() &&
                  std::string_view(".[}").find(detail[step.size()]) != std::string_view::npos;
         });
}

// The text with what was meant in place of its only expression; "" when it has more of them.
std::string mended(std::string_view text, std::string_view reference) {
  const std::size_t begin = text.find(beginning);
  const std::size_t end = text.find('}', begin);
  if (end == std::string_view::npos || text.find(beginning, begin + 1) != std::string_view::npos) return {};
  return std::string(text.substr(0, begin)) + "${" + std::string(reference) + "}" +
         std::string(text.substr(end + 1));
}

json::object warning_of(const finding& f, std::string_view pointer, const json::value& settings) {
  json::object warning{{"pointer", pointer}, {"detail", in_words(f.detail)}};
  if (f.suggestion.empty()) return warning;
  warning["detail"] = in_words(f.detail) + " Did you mean ${" + f.suggestion + "}?";
  boost::system::error_code error;
  const json::value* at = settings.find_pointer(pointer, error);
  const std::string better =
      at != nullptr && at->is_string() ? mended(view(at->get_string()), f.suggestion) : std::string();
  if (!better.empty()) warning.emplace("suggestion", to_text(json::value(better)));
  return warning;
}

} // namespace

std::string in_words(std::string detail) {
  constexpr std::string_view of_plugin = "the context has no ";
  const std::size_t at = detail.find(of_plugin);
  if (at != std::string::npos) detail.replace(at, of_plugin.size(), "no earlier step is called ");
  return detail;
}

result<json::object> dry_run(editor& e, const std::string& context, const json::value& value) {
  const std::string settings =
      to_text(json::object{{"method", "POST"},
                           {"uri", "https://example.com/"},
                           {"headers", json::object{{"Content-Type", "application/json"}}},
                           {"body", value}});
  json::object secrets = placeholders(secrets_used(value), "secret");
  const json::object given = e.secrets().values();
  for (const auto& member : given)
    secrets[member.key()] = member.value();
  const std::string secrets_text = to_text(secrets);
  sdk::submission s;
  s.mode = HTTP_TASK_MODE_DRY_RUN;
  s.settings = settings;
  s.context = context;
  s.secrets = secrets_text;
  s.options = R"({"inspectionLevel":"TRACE"})"; // which has the body
  const auto answer = e.real().run(s);
  if (!answer) return answer.error();
  return parse_object(*answer, "structured response");
}

json::array unresolved_in(editor& e, const place_in_workflow& place, const json::value& settings,
                          const json::array* known) {
  json::array warnings;
  const auto response = dry_run(e, context_of(e, place, true).to_json(), settings);
  const json::object* error = response ? object_of(*response, "error") : nullptr;
  if (error == nullptr || !text_of(*error, "type").starts_with("expression.")) return warnings;
  const problem whole = read_problem(*error);
  for (const finding& f : whole.findings) {
    if (!f.pointer.starts_with(of_body) || is_declared_input(f.detail, place.definition)) continue;
    const std::string_view pointer = std::string_view(f.pointer).substr(of_body.size());
    const auto is_there = [&](const json::value& other) {
      return other.is_object() && text_of(other.get_object(), "pointer") == pointer;
    };
    if (known != nullptr && std::ranges::any_of(*known, is_there)) continue;
    warnings.push_back(warning_of(f, pointer, settings));
  }
  return warnings;
}

} // namespace http_task::host
