// What expressions give in the editor, found by the plugin itself: a dry run makes the request and sends
// nothing.
#pragma once

#include "serve/step_context.hpp"

namespace http_task::host {

// The structured response of a dry run with `value` as its body: the body shows what the expressions in it
// gave, secrets masked; its "error" names those that gave nothing, by a pointer that begins with "/body".
[[nodiscard]] result<json::object> dry_run(editor& e, const std::string& context, const json::value& value);

// Why an expression gave nothing, for people who write a workflow: what expressions see are steps.
[[nodiscard]] std::string in_words(std::string detail);

// What refers to nothing in `settings`, as warnings of a validation: a run may have what the editor has not.
// Inputs that the definition declares need no value. What `known` (errors of a validation) points at is left
// out.
[[nodiscard]] json::array unresolved_in(editor& e, const place_in_workflow& place,
                                        const json::value& settings, const json::array* known);

} // namespace http_task::host
