// The calls of the editor's HTTP API, one function each, in the order of schemas/editor-api.openapi.json.
#pragma once

#include "serve/editor.hpp"

namespace http_task::host {

// Finds the call by method and path: "api.not_found" (404) and "api.method" (405, with Allow) where there is
// none.
[[nodiscard]] api_answer answer_call(editor& e, const api_request& request);

// catalogue_calls.cpp
[[nodiscard]] api_answer get_session(editor& e, const api_request& request);
[[nodiscard]] api_answer get_search(editor& e, const api_request& request);
[[nodiscard]] api_answer get_tags(editor& e, const api_request& request);
[[nodiscard]] api_answer get_apis(editor& e, const api_request& request);
[[nodiscard]] api_answer get_endpoint(editor& e, const api_request& request);
[[nodiscard]] api_answer get_form(editor& e, const api_request& request);
[[nodiscard]] api_answer post_prefill(editor& e, const api_request& request);
[[nodiscard]] api_answer post_validate(editor& e, const api_request& request);

// test_calls.cpp
[[nodiscard]] api_answer post_test(editor& e, const api_request& request);
[[nodiscard]] api_answer get_test(editor& e, const api_request& request);
[[nodiscard]] api_answer delete_test(editor& e, const api_request& request);
[[nodiscard]] api_answer get_test_events(editor& e, const api_request& request);
[[nodiscard]] api_answer get_test_body(editor& e, const api_request& request);
[[nodiscard]] api_answer get_test_export(editor& e, const api_request& request);

// workflow_calls.cpp
[[nodiscard]] api_answer get_workflow(editor& e, const api_request& request);
[[nodiscard]] api_answer put_workflow(editor& e, const api_request& request);
[[nodiscard]] api_answer post_difference(editor& e, const api_request& request);
[[nodiscard]] api_answer get_workflows(editor& e, const api_request& request);

// expression_calls.cpp
[[nodiscard]] api_answer post_expressions(editor& e, const api_request& request);
[[nodiscard]] api_answer post_completions(editor& e, const api_request& request);

// other_calls.cpp
[[nodiscard]] api_answer post_curl(editor& e, const api_request& request);
[[nodiscard]] api_answer put_secret(editor& e, const api_request& request);
[[nodiscard]] api_answer delete_secret(editor& e, const api_request& request);
[[nodiscard]] api_answer post_example(editor& e, const api_request& request);
[[nodiscard]] api_answer get_examples(editor& e, const api_request& request);

} // namespace http_task::host
