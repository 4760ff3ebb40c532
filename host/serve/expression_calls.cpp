// The calls for people who type ${...}: what an expression gives, and what could be typed.
#include "serve/calls.hpp"
#include "serve/completions.hpp"
#include "serve/dry_run.hpp"

#include <charconv>

namespace http_task::host {
namespace {

constexpr std::size_t most_expressions = 500;
constexpr std::size_t largest_value = std::size_t{64} << 10U; // bytes of one value

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
  resolver(editor& e, std::string context, const json::array& expressions)
      : e_(e), context_(std::move(context)), expressions_(expressions) {}

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
      const auto response = dry_run(e_, context_, asked);
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
      problem p = make_problem(whole.type, in_words(f.detail));
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

  editor& e_;
  const std::string context_;
  const json::array& expressions_;
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
  const auto place = place_of(e, *body);
  if (!place) return problem_answer(place.error());
  const auto results = resolver(e, context_of(e, *place, true).to_json(), *expressions).resolve();
  if (!results) return problem_answer(results.error());
  return json_answer(json::object{{"results", *results}});
}

api_answer post_completions(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return problem_answer(body.error());
  const auto place = place_of(e, *body);
  if (!place) return problem_answer(place.error());
  const step_context context = context_of(e, *place, true);
  return json_answer(
      json::object{{"items", completions_of(context, place->definition, e.secrets().names())}});
}

} // namespace http_task::host
