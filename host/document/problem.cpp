#include "document/problem.hpp"

#include "document/json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::host {
namespace {

using entry = std::pair<std::string_view, std::string_view>;

// Only the types that the command line gives by itself; the plugin's bring their title along.
constexpr std::array titles = std::to_array<entry>({
    {"access.host", "The server is not meant"},
    {"access.origin", "The request comes from elsewhere"},
    {"access.token", "The start token is missing"},
    {"api.method", "The call takes another method"},
    {"api.not_found", "There is no such call"},
    {"api.request", "The request cannot be read"},
    {"cancel.requested", "Interrupted"},
    {"catalog.not_found", "Not found in the catalogue"},
    {"description.invalid", "The description cannot be used"},
    {"description.unsupported", "No API description"},
    {"file.changed", "The file was changed meanwhile"},
    {"file.exists", "The file exists already"},
    {"file.not_found", "The file does not exist"},
    {"file.outside", "The file lies outside of the folder"},
    {"file.unreadable", "The file cannot be read"},
    {"file.unwritable", "The file cannot be written"},
    {"input.invalid", "The input is not valid"},
    {"input.limit", "The input exceeds a limit"},
    {"input.not_json", "The input is not JSON"},
    {"internal", "A defect of http-task"},
    {"plugin.failed", "The plugin refused the call"},
    {"plugin.not_loaded", "The plugin cannot be loaded"},
    {"program.failed", "Another program failed"},
    {"program.not_found", "A program is not installed"},
    {"sandbox.failed", "The sandbox cannot start"},
    {"secrets.missing", "A secret is missing"},
    {"serve.failed", "The server cannot start"},
    {"serve.no_browser", "The browser cannot be started"},
    {"settings.invalid", "The request settings are not valid"},
    {"status.not_accepted", "The status is not accepted"},
    {"test.limit", "Too many tests are running"},
    {"test.not_found", "There is nothing of that test"},
    {"test.running", "The test is still running"},
    {"test.unconfirmed", "The test has to be confirmed"},
    {"usage", "The command cannot be understood"},
    {"workflow.invalid", "The workflow definition is not valid"},
    {"workflow.unsupported", "The workflow definition asks for something that is not supported"},
});

void put(json::object& o, std::string_view name, const std::string& text) {
  if (!text.empty()) o.emplace(name, text);
}

// For a call that failed without a document of its own.
std::string_view type_of_status(std::int32_t status) {
  switch (status) {
  case HTTP_TASK_E_NOT_FOUND: return "catalog.not_found";
  case HTTP_TASK_E_REJECTED: return "input.invalid";
  case HTTP_TASK_E_INTERNAL: return "internal";
  default: return "plugin.failed";
  }
}

} // namespace

problem make_problem(std::string type, std::string detail, std::string advice) {
  problem p;
  const auto* known = std::ranges::find(titles, std::string_view(type), &entry::first);
  p.title = known != titles.end() ? std::string(known->second) : type;
  p.type = std::move(type);
  p.detail = std::move(detail);
  p.advice = std::move(advice);
  return p;
}

finding read_finding(const json::object& o) {
  return {std::string(text_of(o, "pointer")), std::string(text_of(o, "detail")),
          std::string(text_of(o, "expected")), std::string(text_of(o, "suggestion"))};
}

problem read_problem(const json::object& o) {
  problem p;
  p.type = text_of(o, "type");
  p.title = text_of(o, "title");
  p.detail = text_of(o, "detail");
  p.source = text_of(o, "source");
  p.pointer = text_of(o, "pointer");
  p.advice = text_of(o, "advice");
  p.phase = text_of(o, "phase");
  if (const json::array* errors = array_of(o, "errors")) {
    for (const json::value& error : *errors) {
      if (error.is_object()) p.findings.push_back(read_finding(error.get_object()));
    }
  }
  return p;
}

problem from_failure(const sdk::failure& f) {
  if (!f.problem_json.empty()) {
    const auto document = parse_json(f.problem_json, "problem");
    if (document && document->is_object()) return read_problem(document->get_object());
  }
  return make_problem(std::string(type_of_status(f.status)), f.message);
}

json::object to_json(const finding& f) {
  json::object o{{"pointer", f.pointer}, {"detail", f.detail}};
  put(o, "expected", f.expected);
  put(o, "suggestion", f.suggestion);
  return o;
}

json::object to_json(const problem& p) {
  json::object o{{"type", p.type}, {"title", p.title}};
  put(o, "detail", p.detail);
  put(o, "source", p.source);
  put(o, "pointer", p.pointer);
  put(o, "advice", p.advice);
  put(o, "phase", p.phase);
  if (!p.findings.empty()) {
    json::array errors;
    for (const finding& f : p.findings)
      errors.push_back(to_json(f));
    o.emplace("errors", std::move(errors));
  }
  return o;
}

} // namespace http_task::host
