// A workflow definition in Conductor's JSON format, as far as the command line runs and edits it.
//
// Only HTTP tasks run here, one after the other; whatever else a definition asks for is refused by name
// before anything is sent.
#pragma once

#include "document/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

struct http_step {
  std::string reference; // taskReferenceName
  std::string name;
  std::string settings; // JSON text: request settings, or inputParameters whose http_request is an expression
  json::value value;    // the same, parsed
  bool optional = false; // a failure does not stop the workflow
};

struct definition {
  std::string name;
  std::vector<http_step> steps;
  json::object input_template; // Conductor's inputTemplate: values for input that is not given
  json::object output_parameters;
};

// `source` names the text in messages. Fails with "input.not_json", "workflow.invalid" or
// "workflow.unsupported", with a finding for each task that is wrong.
[[nodiscard]] result<definition> read_definition(std::string_view text, std::string_view source);

// A task of type HTTP for a definition: {"name", "taskReferenceName", "type", "inputParameters":
// {"http_request"}}. `settings` is JSON text and taken over as it is written.
[[nodiscard]] std::string make_http_task(std::string_view reference, std::string_view name,
                                         std::string_view settings);

// The definition with the task added at its end, the rest of the text untouched. Fails with
// "workflow.invalid" when `text` is no definition, or when it has a task of that reference, on whatever
// level.
[[nodiscard]] result<std::string> add_task(std::string_view text, std::string_view source,
                                           std::string_view reference, std::string_view task);

// A definition that holds this one task.
[[nodiscard]] std::string new_definition(std::string_view name, std::string_view task);

} // namespace http_task::host
