// The calls that read and write workflow definitions.
#include "document/layout.hpp"
#include "serve/calls.hpp"
#include "text/line_changes.hpp"

namespace http_task::host {
namespace {

json::object about(const opened_definition& open, const json::object& definition) {
  return {{"path", open.path}, {"definition", definition}, {"text", open.text}, {"etag", open.etag}};
}

// What a definition is written over: the text of the file, "" where there is none.
std::string text_before(editor& e, std::string_view path) {
  const auto open = e.workflow().read();
  if (!open || open->etag == new_file_tag || (!path.empty() && path != open->path)) return {};
  return open->text;
}

// "text" as it is written; "definition" written like the file.
result<std::string> definition_asked(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return body.error();
  std::string text(text_of(*body, "text"));
  if (text.empty()) {
    const auto written = find_member(request.body, "definition");
    if (!written) return make_problem("input.invalid", "Expected a definition, or its text.");
    const std::string before = text_before(e, text_of(*body, "path"));
    text = before.empty() ? indent_json(written->in(request.body)) + "\n"
                          : rewrite_json(before, written->in(request.body));
  }
  const auto definition = parse_object(text, "the definition");
  if (!definition) return definition.error();
  if (array_of(*definition, "tasks") == nullptr)
    return make_problem("workflow.invalid", "A workflow definition has a list of tasks.");
  return text;
}

api_answer about_open(editor& e) {
  const auto open = e.workflow().read();
  if (!open) return problem_answer(open.error());
  const auto definition = parse_object(open->text, open->path);
  if (!definition) return problem_answer(definition.error());
  api_answer answer = json_answer(about(*open, *definition));
  answer.headers.emplace_back("ETag", open->etag);
  return answer;
}

// A file that was changed meanwhile comes with the tag that it has now.
api_answer refused(editor& e, const problem& why) {
  const auto now = e.workflow().read();
  if (!now || why.type != "file.changed") return problem_answer(why);
  json::object about = to_json(why);
  about.emplace("etag", now->etag);
  api_answer answer = json_answer(json::value(std::move(about)), http_status_of(why.type));
  answer.headers = {{"Content-Type", "application/problem+json"}, {"ETag", now->etag}};
  return answer;
}

std::string_view name_of(line_change::kinds kind) {
  switch (kind) {
  case line_change::kinds::same: return "same";
  case line_change::kinds::removed: return "removed";
  case line_change::kinds::added: return "added";
  }
  return {};
}

} // namespace

api_answer get_workflow(editor& e, const api_request&) {
  return about_open(e);
}

api_answer put_workflow(editor& e, const api_request& request) {
  const auto text = definition_asked(e, request);
  if (!text) return problem_answer(text.error());
  const auto body = request.json_body();
  const std::string path(text_of(*body, "path"));
  const bool creates = request.if_match.empty() && !path.empty();
  if (request.if_match.empty() && !creates)
    return problem_answer(make_problem("input.invalid", "The field If-Match is missing.",
                                       "Send the etag that GET workflow gave, or a path for a new file."),
                          428);
  if (!creates && !path.empty() && path != e.workflow().path()) {
    if (const auto opened = e.workflow().open(path); !opened) return problem_answer(opened.error());
  }
  const auto etag = creates ? e.workflow().create(path, *text) : e.workflow().write(*text, request.if_match);
  if (!etag) return refused(e, etag.error());
  api_answer answer = json_answer(json::object{{"path", e.workflow().path()}, {"etag", *etag}});
  answer.headers.emplace_back("ETag", *etag);
  return answer;
}

api_answer post_difference(editor& e, const api_request& request) {
  const auto text = definition_asked(e, request);
  if (!text) return problem_answer(text.error());
  const auto body = request.json_body();
  const std::string before = text_before(e, text_of(*body, "path"));
  json::array difference;
  for (const line_change& change : compare_lines(before, *text))
    difference.push_back(json::object{{"line", change.line}, {"kind", name_of(change.kind)}});
  return json_answer(json::object{{"difference", std::move(difference)}});
}

api_answer post_open(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return problem_answer(body.error());
  const std::string path(text_of(*body, "path"));
  if (path.empty()) return problem_answer(make_problem("input.invalid", "Expected a path."));
  const std::string before = e.workflow().path();
  if (const auto opened = e.workflow().open(path); !opened) return problem_answer(opened.error());
  if (before != e.workflow().path()) e.tests().forget_answers();
  return about_open(e);
}

api_answer get_workflows(editor& e, const api_request&) {
  json::array workflows;
  for (const workflow_file::entry& entry : e.workflow().list())
    workflows.push_back(json::object{{"path", entry.path}, {"name", entry.name}, {"steps", entry.steps}});
  return json_answer(workflows);
}

} // namespace http_task::host
