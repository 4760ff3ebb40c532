// What ${...} of a step sees in the editor: the input of the workflow, and the last answers of other steps.
// The definition is the one that the page shows, saved or not.
//
// A step sees the steps that stand before it in the definition, as in a run. Of a step that was not tested
// yet, the sandbox and the completions take an answer made from its description; a test on the real API does
// not: a value that was made up must not reach a real server.
#pragma once

#include "serve/editor.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

struct step_of_definition {
  std::string reference;
  std::string endpoint; // "" when its settings do not name one
};

// The HTTP tasks of a definition, in order; what is wrong with it or of another kind is passed over.
[[nodiscard]] std::vector<step_of_definition> steps_of(const json::object& definition);

struct step_context {
  json::object input; // ${workflow.input...}
  struct earlier_step {
    std::string reference;
    std::string endpoint;
    std::shared_ptr<const std::string> output; // structured response as JSON
    bool made_up = false;                      // from the description
  };
  std::vector<earlier_step> steps;

  // As the executor takes it: {"workflow": {"input"}, "<reference>": {"output"}, ...}.
  [[nodiscard]] std::string to_json() const;
};

struct place_in_workflow {
  std::string path;        // of the file; "" for a definition that was never saved
  std::string reference;   // of the step; one that the definition does not have stands behind all steps
  json::object definition; // empty when there is none
};

// "path", "ref" and "definition" of a call. Without a definition it is that of the file, without a path too
// the one that the server was started for. Fails as workflow_folder::read.
[[nodiscard]] result<place_in_workflow> place_of(editor& e, const json::object& asked);

[[nodiscard]] step_context context_of(editor& e, const place_in_workflow& place, bool with_samples);

} // namespace http_task::host
