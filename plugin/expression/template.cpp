#include "expression/template.hpp"

#include "base/text.hpp"
#include "json/pointer.hpp"

namespace http_task::expression {
namespace {

constexpr std::string_view opening = "${";

problem invalid(std::string_view text, std::string_view what, std::string_view advice = {}) {
  constexpr std::size_t longest_shown = 100;
  const std::string_view shown = utf8_prefix(text, longest_shown);
  std::string detail = "In ${";
  detail += shown;
  detail += shown.size() < text.size() ? "...: " : "}: ";
  detail += what;
  problem p = make_problem("expression.invalid", std::move(detail));
  p.advice = advice;
  return p;
}

// The offset of the '}' that closes an expression whose inside begins at `begin`, or npos. A '}' in a string
// within brackets closes nothing.
std::size_t closing_brace(std::string_view text, std::size_t begin) noexcept {
  char quote = '\0';
  std::size_t brackets = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = '\0';
    } else if (brackets > 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']' && brackets > 0) {
      --brackets;
    } else if (c == '}') {
      return i;
    }
  }
  return std::string_view::npos;
}

const std::string* name_at(const json::path_query& query, std::size_t step) noexcept {
  return step < query.steps().size() ? std::get_if<std::string>(&query.steps()[step]) : nullptr;
}

// The step behind "secrets" or "workflow.secrets", or 0 if the query does not begin so.
std::size_t step_behind_secrets(const json::path_query& query) noexcept {
  const std::string* first = name_at(query, 0);
  const std::string* second = name_at(query, 1);
  if (first && *first == "secrets") return 1;
  return first && *first == "workflow" && second && *second == "secrets" ? 2 : 0;
}

result<path> read_path(std::string_view inside) {
  const std::string_view text = trim(inside);
  if (text.empty()) return invalid(text, "a path is expected, e.g. ${workflow.input.name}.");
  if (text.find(opening) != std::string_view::npos)
    return invalid(text, "an expression cannot stand within another one.");
  result<json::path_query> query = json::path_query::compile(text, json::path_notation::short_form);
  if (!query) {
    const bool is_plain = text.find_first_of("[$") == std::string_view::npos;
    return invalid(text, query.error().detail,
                   is_plain ? "Put a name with other characters than letters, digits, - and _ into ['...']."
                            : "");
  }
  path p{std::string(text), *std::move(query)};
  if (step_behind_secrets(p.query) > 0 && !p.secret())
    return invalid(text, "a secret is named by its exact name, ${secrets.NAME}.");
  return p;
}

// Calls visit(string, pointer) for each string of the document that is no member's name, in document order.
template<class Visitor>
void for_each_string(const json::value& v, const std::string& pointer, std::size_t depth, Visitor& visit) {
  if (depth > limits::depth) return;
  if (const json::string* text = v.if_string()) {
    visit(json::view(*text), pointer);
  } else if (const json::array* items = v.if_array()) {
    for (std::size_t i = 0; i < items->size(); ++i)
      for_each_string((*items)[i], json::join(pointer, i), depth + 1, visit);
  } else if (const json::object* members = v.if_object()) {
    for (const auto& [name, member] : *members)
      for_each_string(member, json::join(pointer, json::view(name)), depth + 1, visit);
  }
}

} // namespace

const std::string* path::secret() const noexcept {
  const std::size_t behind = step_behind_secrets(query);
  const bool is_exact = behind > 0 && query.is_singular() && query.steps().size() == behind + 1;
  return is_exact && !text.starts_with('$') ? name_at(query, behind) : nullptr;
}

result<std::vector<piece>> parse(std::string_view text) {
  std::vector<piece> pieces;
  std::string literal;
  while (!text.empty()) {
    const std::size_t dollar = text.find('$');
    literal += text.substr(0, dollar);
    if (dollar == std::string_view::npos) break;
    text.remove_prefix(dollar);
    if (text.starts_with("$${")) {
      literal += opening;
      text.remove_prefix(3);
    } else if (text.starts_with(opening)) {
      const std::size_t end = closing_brace(text, opening.size());
      if (end == std::string_view::npos) {
        problem p =
            invalid(text.substr(opening.size()), "the closing } is missing.", "Write $${ for a literal ${.");
        return p;
      }
      result<path> p = read_path(text.substr(opening.size(), end - opening.size()));
      if (!p) return std::move(p).error();
      if (!literal.empty()) pieces.emplace_back(std::move(literal));
      literal.clear();
      pieces.emplace_back(*std::move(p));
      text.remove_prefix(end + 1);
    } else {
      literal += '$';
      text.remove_prefix(1);
    }
  }
  if (!literal.empty() || pieces.empty()) pieces.emplace_back(std::move(literal));
  return pieces;
}

bool is_one_expression(std::string_view text) noexcept {
  return text.starts_with(opening) && text.ends_with('}') &&
         closing_brace(text, opening.size()) == text.size() - 1;
}

bool is_expression(const json::value& v) noexcept {
  const json::string* text = v.if_string();
  return text && is_one_expression(json::view(*text));
}

bool has_expression(std::string_view text) noexcept {
  for (std::size_t at = text.find(opening); at != std::string_view::npos; at = text.find(opening, at + 1)) {
    if (at == 0 || text[at - 1] != '$') return true;
  }
  return false;
}

std::vector<reference> references(const json::value& document) {
  std::vector<reference> found;
  auto visit = [&](std::string_view text, const std::string& pointer) {
    const result<std::vector<piece>> pieces = parse(text);
    if (!pieces) return;
    for (const piece& each : *pieces) {
      if (const path* p = std::get_if<path>(&each))
        found.push_back({pointer, p->text, p->secret() ? *p->secret() : std::string{}});
    }
  };
  for_each_string(document, "", 0, visit);
  return found;
}

std::vector<finding> check_syntax(const json::value& document) {
  std::vector<finding> findings;
  auto visit = [&](std::string_view text, const std::string& pointer) {
    const result<std::vector<piece>> pieces = parse(text);
    if (!pieces) findings.push_back({pointer, with_advice(pieces.error()), {}, {}});
  };
  for_each_string(document, "", 0, visit);
  return findings;
}

} // namespace http_task::expression
