#include "serve/calls.hpp"

#include <algorithm>
#include <array>

namespace http_task::host {
namespace {

struct known_call {
  std::string_view method;
  std::string_view path; // "{id}" stands for any one segment
  api_answer (*call)(editor&, const api_request&);
};

constexpr auto known_calls = std::to_array<known_call>({
    {"GET", "/session", get_session},
    {"GET", "/search", get_search},
    {"GET", "/tags", get_tags},
    {"GET", "/apis", get_apis},
    {"GET", "/endpoint", get_endpoint},
    {"GET", "/form", get_form},
    {"POST", "/prefill", post_prefill},
    {"POST", "/validate", post_validate},
    {"POST", "/expressions", post_expressions},
    {"POST", "/completions", post_completions},
    {"POST", "/tests", post_test},
    {"GET", "/tests/{id}", get_test},
    {"DELETE", "/tests/{id}", delete_test},
    {"GET", "/tests/{id}/events", get_test_events},
    {"GET", "/tests/{id}/body", get_test_body},
    {"GET", "/tests/{id}/export", get_test_export},
    {"GET", "/workflow", get_workflow},
    {"PUT", "/workflow", put_workflow},
    {"POST", "/workflow/difference", post_difference},
    {"GET", "/workflows", get_workflows},
    {"POST", "/import/curl", post_curl},
    {"PUT", "/secrets/{name}", put_secret},
    {"DELETE", "/secrets/{name}", delete_secret},
    {"POST", "/examples", post_example},
    {"GET", "/examples", get_examples},
});

bool matches(std::string_view pattern, const std::vector<std::string>& path) {
  const std::vector<std::string> wanted = path_segments(pattern);
  return std::ranges::equal(wanted, path, [](const std::string& w, const std::string& given) {
    return w.starts_with('{') ? !given.empty() : w == given;
  });
}

} // namespace

api_answer answer_call(editor& e, const api_request& request) {
  std::string allowed;
  for (const known_call& r : known_calls) {
    if (!matches(r.path, request.path)) continue;
    if (r.method == request.method) return r.call(e, request);
    allowed += (allowed.empty() ? "" : ", ") + std::string(r.method);
  }
  if (allowed.empty())
    return problem_answer(make_problem("api.not_found", "The API has no such call.",
                                       "schemas/editor-api.openapi.json lists the calls."));
  api_answer answer = problem_answer(
      make_problem("api.method", "The call takes " + allowed + ", not " + request.method + "."));
  answer.headers.emplace_back("Allow", allowed);
  return answer;
}

} // namespace http_task::host
