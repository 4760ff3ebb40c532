#include "uri/template.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>

namespace http_task::uri {
namespace {

// The literal text up to the next variable, and the variable if there is one.
struct token {
  std::string_view literal;
  std::optional<std::string_view> name;
};

result<std::string_view> read_name(std::string_view inside) {
  const std::string shown = "{" + std::string(inside) + "}";
  if (inside.empty()) return make_problem("url.invalid", "The braces {} of the URL hold no name.");
  if (inside.find_first_of("/?#\\@", 1) != std::string_view::npos)
    return make_problem("url.invalid", shown + " of the URL is no name.");
  constexpr std::string_view operators = "+#./;?&=,!@|$";
  if (operators.find(inside.front()) != std::string_view::npos)
    return make_problem("input.unsupported", "The operator " + std::string(inside.substr(0, 1)) + " of " +
                                                 shown + " in the URL is not supported; expected {name}.");
  if (inside.find(',') != std::string_view::npos)
    return make_problem("input.unsupported", "Several names in one pair of braces, " + shown +
                                                 ", are not supported; expected {name}.");
  if (inside.back() == '*' || inside.find(':') != std::string_view::npos)
    return make_problem("input.unsupported",
                        "The modifier of " + shown + " in the URL is not supported; expected {name}.");
  return inside;
}

// Takes one token off the front of `rest`.
result<token> next(std::string_view& rest) {
  const std::size_t brace = rest.find_first_of("{}");
  token t{rest.substr(0, brace), std::nullopt};
  if (brace == std::string_view::npos) {
    rest = {};
    return t;
  }
  const std::size_t end = rest[brace] == '{' ? rest.find_first_of("{}", brace + 1) : std::string_view::npos;
  if (end == std::string_view::npos || rest[end] != '}') {
    problem p = make_problem("url.invalid", "The braces of the URL do not match.");
    p.advice = "Write {name} for a path parameter, %7B and %7D for braces that belong to the URL.";
    return p;
  }
  const result<std::string_view> name = read_name(rest.substr(brace + 1, end - brace - 1));
  if (!name) return name.error();
  t.name = *name;
  rest.remove_prefix(end + 1);
  return t;
}

problem unusable(std::string_view name, std::string detail) {
  return make_problem("input.path_param", std::move(detail), std::string(name));
}

result<std::string> expand(std::string_view name, std::span<const variable> variables) {
  const auto found = std::ranges::find(variables, name, &variable::name);
  const std::string shown = "The path parameter " + std::string(name);
  if (found == variables.end()) return unusable(name, shown + " has no value.");
  std::string text;
  for (const std::string& value : found->values) {
    if (!is_path_value(value))
      return unusable(name,
                      shown + (value.empty() ? " is empty."
                                             : " is \"" + value + "\", which would name another resource."));
    text += (text.empty() ? "" : ",") + percent_encode(value);
  }
  if (text.empty()) return unusable(name, shown + " is an empty list.");
  return text;
}

} // namespace

bool is_path_value(std::string_view value) noexcept {
  return !value.empty() && value != "." && value != "..";
}

result<std::vector<std::string>> variable_names(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const result<token> t = next(text);
    if (!t) return t.error();
    if (t->name && std::ranges::find(names, *t->name) == names.end()) names.emplace_back(*t->name);
  }
  return names;
}

result<std::string> fill(std::string_view text, std::span<const variable> variables) {
  std::string filled;
  while (!text.empty()) {
    const result<token> t = next(text);
    if (!t) return t.error();
    filled += t->literal;
    if (!t->name) continue;
    const result<std::string> value = expand(*t->name, variables);
    if (!value) return value.error();
    filled += *value;
  }
  return filled;
}

} // namespace http_task::uri
