#include "cli/settings_input.hpp"

#include "document/layout.hpp"
#include "document/pointer.hpp"
#include "files/read_file.hpp"

#include <filesystem>
#include <system_error>

namespace http_task::host {
namespace {

// Goes down to a member that is an object; stays where there is none.
bool descend(settings_input& at, std::string_view name) {
  const json::object* member = object_of(at.value.get_object(), name);
  const auto span = member != nullptr ? find_member(at.text, name) : std::nullopt;
  if (!span) return false;
  at.text = std::string(span->in(at.text));
  at.value = json::value(*member); // a copy, as the member lives in what is replaced
  at.prefix += "/" + std::string(name);
  return true;
}

} // namespace

result<settings_input> read_settings(const std::string& file_or_dash) {
  auto text = read_input(file_or_dash);
  if (!text) return std::move(text).error();
  const std::string name = input_name(file_or_dash);
  auto object = parse_object(*text, name);
  if (!object) return std::move(object).error();
  settings_input read{*std::move(text), *std::move(object), name, {}};
  if (array_of(read.value.get_object(), "tasks") != nullptr) {
    problem p = make_problem("input.invalid", name + " is a workflow definition, not request settings.",
                             "http-task run " + name + " runs it.");
    p.source = name;
    return p;
  }
  descend(read, "inputParameters");
  descend(read, "http_request");
  return read;
}

result<settings_input> read_settings_or_prefill(const std::string& file_or_id, catalogue& endpoints,
                                                bool for_sandbox) {
  std::error_code error;
  if (file_or_id == "-" || std::filesystem::exists(file_or_id, error)) return read_settings(file_or_id);
  const auto answer = endpoints.prefill(file_or_id, for_sandbox);
  if (!answer) {
    problem p = answer.error();
    if (p.type == "catalog.not_found")
      p.detail = "There is no file " + file_or_id + ", and no endpoint of that id. " + p.detail;
    return p;
  }
  auto object = parse_object(answer->json(), file_or_id);
  if (!object) return std::move(object).error();
  return settings_input{std::string(answer->json()), *std::move(object), file_or_id, {}};
}

result<void> apply(const std::vector<std::string>& assignments, settings_input& settings) {
  for (const std::string& assignment : assignments) {
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos)
      return make_problem("usage", "--set " + assignment + ": there is no = in it.",
                          "Write --set POINTER=JSON, e.g. --set /body/enabled=false.");
    const std::string text = assignment.substr(equals + 1);
    auto value = parse_json(text, "--set");
    if (auto set = set_at(settings.value, assignment.substr(0, equals),
                          value ? *std::move(value) : json::value(text));
        !set)
      return set;
  }
  if (!assignments.empty()) settings.text = to_text(settings.value);
  return {};
}

result<void> check(const settings_input& settings, catalogue& endpoints) {
  const auto answer = endpoints.validate(settings.text);
  if (!answer) return answer.error();
  const auto report = parse_object(answer->json(), "the answer of the plugin");
  if (!report) return report.error();
  if (flag_of(*report, "valid")) return {};
  problem p = make_problem("settings.invalid", "");
  p.source = settings.name;
  const json::array* errors = array_of(*report, "errors");
  for (const json::value& error : errors != nullptr ? *errors : json::array()) {
    if (const json::object* o = error.if_object()) {
      finding f = read_finding(*o);
      f.pointer.insert(0, settings.prefix);
      p.findings.push_back(std::move(f));
    }
  }
  return p;
}

std::string endpoint_of(const json::value& settings) {
  const json::object* o = settings.if_object();
  const json::object* endpoint = o != nullptr ? object_of(*o, "endpoint") : nullptr;
  return endpoint != nullptr ? std::string(text_of(*endpoint, "id")) : std::string();
}

} // namespace http_task::host
