// The calls that read and write workflow definitions.
#include "document/layout.hpp"
#include "serve/calls.hpp"
#include "text/line_changes.hpp"

namespace http_task::host {
namespace {

// The definition that a call is about.
result<std::string> path_of(editor& e, std::string_view asked) {
  const std::string path(asked.empty() ? e.start().workflow : asked);
  if (path.empty())
    return make_problem("file.not_found", "No workflow definition is named.",
                        "Name one with path, in the folder where http-task serve was started.");
  return path;
}

// "text" as it is written; "definition" written like the file, which has the text `before`.
result<std::string> text_asked(const api_request& request, const json::object& body,
                               const std::string& before) {
  std::string text(text_of(body, "text"));
  if (text.empty()) {
    const auto written = find_member(request.body, "definition");
    if (!written) return make_problem("input.invalid", "Expected a definition, or its text.");
    text = before.empty() ? indent_json(written->in(request.body)) + "\n"
                          : rewrite_json(before, written->in(request.body));
  }
  const auto definition = parse_object(text, "the definition");
  if (!definition) return definition.error();
  if (array_of(*definition, "tasks") == nullptr)
    return make_problem("workflow.invalid", "A workflow definition has a list of tasks.");
  return text;
}

struct wanted_definition {
  std::string path;
  std::string before; // the file's text; "" where there is none
  std::string text;
};

result<wanted_definition> wanted_of(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return body.error();
  const auto path = path_of(e, text_of(*body, "path"));
  if (!path) return path.error();
  const auto open = e.workflows().read(*path);
  if (!open) return open.error();
  wanted_definition wanted{*path, open->etag == new_file_tag ? std::string() : open->text, {}};
  auto text = text_asked(request, *body, wanted.before);
  if (!text) return std::move(text).error();
  wanted.text = *std::move(text);
  return wanted;
}

// A file that was changed meanwhile comes with the tag that it has now.
api_answer refused(editor& e, const std::string& path, const problem& why) {
  const auto now = e.workflows().read(path);
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

api_answer get_workflow(editor& e, const api_request& request) {
  const auto path = path_of(e, request.parameter("path"));
  const auto open = path ? e.workflows().read(*path) : path.error();
  if (!open) return problem_answer(open.error());
  const auto definition = parse_object(open->text, open->path);
  if (!definition) return problem_answer(definition.error());
  api_answer answer = json_answer(json::object{
      {"path", open->path}, {"definition", *definition}, {"text", open->text}, {"etag", open->etag}});
  answer.headers.emplace_back("ETag", open->etag);
  return answer;
}

api_answer put_workflow(editor& e, const api_request& request) {
  auto wanted = wanted_of(e, request);
  if (!wanted) return problem_answer(wanted.error());
  const bool creates = request.if_match.empty() && request.json_body()->contains("path");
  if (request.if_match.empty() && !creates)
    return problem_answer(make_problem("input.invalid", "The field If-Match is missing.",
                                       "Send the etag that GET workflow gave, or a path for a new file."),
                          428);
  const auto saved = creates ? e.workflows().create(wanted->path, std::move(wanted->text))
                             : e.workflows().write(wanted->path, std::move(wanted->text), request.if_match);
  if (!saved) return refused(e, wanted->path, saved.error());
  if (wanted->before.empty()) e.tests().was_saved(saved->path);
  api_answer answer = json_answer(json::object{{"path", saved->path}, {"etag", saved->etag}});
  answer.headers.emplace_back("ETag", saved->etag);
  return answer;
}

api_answer post_difference(editor& e, const api_request& request) {
  const auto wanted = wanted_of(e, request);
  if (!wanted) return problem_answer(wanted.error());
  json::array difference;
  for (const line_change& change : compare_lines(wanted->before, wanted->text))
    difference.push_back(json::object{{"line", change.line}, {"kind", name_of(change.kind)}});
  return json_answer(json::object{{"difference", std::move(difference)}});
}

api_answer get_workflows(editor& e, const api_request&) {
  json::array workflows;
  for (const workflow_folder::entry& entry : e.workflows().list())
    workflows.push_back(json::object{{"path", entry.path}, {"name", entry.name}, {"steps", entry.steps}});
  return json_answer(workflows);
}

} // namespace http_task::host
