// The calls for people who type ${...}: what an expression gives, and what could be typed.
#include "cli/secrets.hpp"
#include "serve/calls.hpp"
#include "serve/completions.hpp"
#include "serve/step_context.hpp"

#include <charconv>

namespace http_task::host {
namespace {

constexpr std::size_t most_expressions = 500;
constexpr std::size_t largest_value = std::size_t{64} << 10U; // bytes of one value

// A dry run makes the request and sends nothing: its body shows what the expressions gave, secrets masked.
struct dry_run {
  editor& e;
  const std::string& context;

  result<json::object> operator()(const json::array& expressions) const {
    const json::object settings{{"method", "POST"},
                                {"uri", "https://example.com/"},
                                {"headers", json::object{{"Content-Type", "application/json"}}},
                                {"body", expressions}};
    json::object secrets = placeholders(secrets_used(json::value(expressions)), "secret");
    const json::object given = e.secrets().values();
    for (const auto& member : given)
      secrets[member.key()] = member.value();
    const std::string settings_text = to_text(settings);
    const std::string secrets_text = to_text(secrets);
    sdk::submission s;
    s.mode = HTTP_TASK_MODE_DRY_RUN;
    s.settings = settings_text;
    s.context = context;
    s.secrets = secrets_text;
    s.options = R"({"inspectionLevel":"TRACE"})"; // which has the body
    const auto answer = e.real().run(s);
    if (!answer) return answer.error();
    return parse_object(*answer, "structured response");
  }
};

std::optional<std::size_t> index_in(std::string_view pointer) {
  constexpr std::string_view body = "/body/";
  if (!pointer.starts_with(body)) return std::nullopt;
  pointer.remove_prefix(body.size());
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(pointer.data(), pointer.data() + pointer.size(), index);
  if (error != std::errc() || end == pointer.data()) return std::nullopt;
  return index;
}

json::object with_value(const json::value& expression, const json::value& value) {
  const std::size_t size = to_text(value).size();
  if (size > largest_value) return {{"expression", expression}, {"omitted", true}, {"size", size}};
  return {{"expression", expression}, {"value", value}};
}

class resolver {
public:
  resolver(const json::array& expressions, dry_run run) : expressions_(expressions), run_(run) {}

  // The first run names all that cannot be resolved, the second one gives the values of the others.
  result<json::array> resolve() {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < expressions_.size(); ++i)
      left.push_back(i);
    constexpr int most_rounds = 3;
    for (int round = 0; round < most_rounds && !left.empty(); ++round) {
      json::array asked;
      for (const std::size_t i : left)
        asked.push_back(expressions_[i]);
      const auto response = run_(asked);
      if (!response) return response.error();
      const json::object* error = object_of(*response, "error");
      if (error == nullptr) {
        take_values(*response, left);
        break;
      }
      left = without_failed(*error, left);
    }
    json::array all;
    for (std::size_t i = 0; i < expressions_.size(); ++i) {
      const auto known = results_.find(i);
      all.push_back(known != results_.end()
                        ? known->second
                        : json::object{{"expression", expressions_[i]},
                                       {"problem", to_json(make_problem("input.invalid",
                                                                        "It could not be resolved."))}});
    }
    return all;
  }

private:
  void take_values(const json::object& response, const std::vector<std::size_t>& left) {
    const json::object* request = object_of(response, "request");
    const auto body = parse_json(request != nullptr ? text_of(*request, "body") : "", "body");
    if (!body || !body->is_array() || body->get_array().size() != left.size()) return;
    for (std::size_t i = 0; i < left.size(); ++i)
      results_.emplace(left[i], with_value(expressions_[left[i]], body->get_array()[i]));
  }

  std::vector<std::size_t> without_failed(const json::object& error, const std::vector<std::size_t>& asked) {
    problem whole = read_problem(error);
    if (whole.findings.empty()) whole.findings.push_back({whole.pointer, whole.detail, {}, {}});
    std::set<std::size_t> failed;
    for (const finding& f : whole.findings) {
      const auto index = index_in(f.pointer);
      if (!index || *index >= asked.size()) continue;
      problem p = make_problem(whole.type, f.detail);
      p.title = whole.title;
      if (!f.suggestion.empty()) p.advice = "Did you mean ${" + f.suggestion + "}?";
      failed.insert(*index);
      results_.emplace(asked[*index],
                       json::object{{"expression", expressions_[asked[*index]]}, {"problem", to_json(p)}});
    }
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < asked.size() && !failed.empty(); ++i) {
      if (!failed.contains(i)) left.push_back(asked[i]);
    }
    return left;
  }

  const json::array& expressions_;
  dry_run run_;
  std::map<std::size_t, json::object> results_;
};

} // namespace

api_answer post_expressions(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return problem_answer(body.error());
  const json::array* expressions = array_of(*body, "expressions");
  if (expressions == nullptr || expressions->size() > most_expressions)
    return problem_answer(make_problem("input.invalid", "Expected a list of expressions, 500 at most."));
  for (const json::value& expression : *expressions) {
    if (!expression.is_string())
      return problem_answer(make_problem("input.invalid", "An expression is text."));
  }
  const std::string context = context_of(e, text_of(*body, "ref"), true).to_json();
  const auto results = resolver(*expressions, {e, context}).resolve();
  if (!results) return problem_answer(results.error());
  return json_answer(json::object{{"results", *results}});
}

api_answer get_completions(editor& e, const api_request& request) {
  const step_context context = context_of(e, request.parameter("ref"), true);
  json::object declared;
  if (const auto open = e.workflow().read()) {
    if (auto definition = parse_object(open->text, open->path)) declared = *std::move(definition);
  }
  return json_answer(json::object{{"items", completions_of(context, declared, e.secrets().names())}});
}

} // namespace http_task::host
