// Secrets, requests that were kept as examples, and requests from elsewhere.
#include "curl_command/curl_command.hpp"
#include "serve/calls.hpp"
#include "serve/saved_examples.hpp"

namespace http_task::host {

// What a pasted command held of secrets goes where all secrets are, and not back to the page. One that is
// there already keeps its value: the person who set it may want another account than the command.
api_answer post_curl(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return problem_answer(body.error());
  auto import = read_curl_command(text_of(*body, "command"));
  if (!import) return problem_answer(import.error());
  const json::object known = e.secrets().values();
  json::array names;
  for (const auto& [name, value] : import->secrets) {
    const json::value* before = known.if_contains(name);
    if (before == nullptr && !value.empty()) {
      if (const auto set = e.secrets().set(name, value); !set) return problem_answer(set.error());
      names.emplace_back(name);
    } else if (before != nullptr && *before != json::value(value)) {
      import->warnings.push_back(
          {name, "A secret of that name is set and keeps its value, which is not that of the command."});
    }
  }
  json::object answer = to_json(*import);
  answer["secrets"] = std::move(names);
  return json_answer(answer);
}

api_answer put_secret(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return problem_answer(body.error());
  const json::value* value = body->if_contains("value");
  if (value == nullptr || !value->is_string())
    return problem_answer(make_problem("input.invalid", "Expected a value, which is text."));
  if (const auto set = e.secrets().set(request.path[1], view(value->get_string())); !set)
    return problem_answer(set.error());
  return no_content();
}

api_answer delete_secret(editor& e, const api_request& request) {
  e.secrets().remove(request.path[1]);
  return no_content();
}

api_answer post_example(editor&, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return problem_answer(body.error());
  const json::object* settings = object_of(*body, "settings");
  if (settings == nullptr) return problem_answer(make_problem("input.invalid", "Expected settings."));
  const auto saved =
      saved_examples::of_user().save(text_of(*body, "endpoint"), text_of(*body, "name"), *settings);
  return saved ? no_content() : problem_answer(saved.error());
}

api_answer get_examples(editor&, const api_request& request) {
  const auto examples = saved_examples::of_user().read(request.parameter("endpoint"));
  if (!examples) return problem_answer(examples.error());
  json::array list;
  for (const auto& example : *examples)
    list.push_back(json::object{{"name", example.key()}, {"settings", example.value()}});
  return json_answer(json::object{{"examples", std::move(list)}});
}

} // namespace http_task::host
