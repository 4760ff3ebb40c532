#include "expression/template.hpp"

#include "base/text.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

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

// The offset of the '}' that closes an expression whose inside begins at `begin`, or npos. A '}' between the
// quotes of
// ['...'] closes nothing.
std::size_t closing_brace(std::string_view text, std::size_t begin) noexcept {
  char quote = '\0';
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = '\0';
    } else if ((c == '\'' || c == '"') && i > begin && text[i - 1] == '[') {
      quote = c;
    } else if (c == '}') {
      return i;
    }
  }
  return std::string_view::npos;
}

bool is_name_byte(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Reads the path between the braces, from the first byte to the last.
class path_parser {
public:
  explicit path_parser(std::string_view text) : text_(trim(text)) {}

  result<path> parse() {
    if (text_.empty()) return invalid(text_, "a path is expected, e.g. ${workflow.input.name}.");
    if (text_.find(opening) != std::string_view::npos)
      return invalid(text_, "an expression cannot stand within another one.");
    if (text_.front() == '$')
      return invalid(text_, "JSONPath is not supported.",
                     "Write a plain path, e.g. ${workflow.input.items[0].id}.");

    path p{std::string(text_), {}};
    if (std::optional<problem> wrong = read_name(p)) return *std::move(wrong);
    while (at_ < text_.size()) {
      std::optional<problem> wrong = text_[at_] == '[' ? read_bracket(p) : read_member(p);
      if (!wrong && p.steps.size() > limits::steps)
        wrong = invalid(text_, "the path has more than " + std::to_string(limits::steps) + " steps.");
      if (wrong) return *std::move(wrong);
    }
    if (names_secrets(p) && !p.secret())
      return invalid(text_, "a secret is named by its exact name, ${secrets.NAME}.");
    return p;
  }

private:
  static bool names_secrets(const path& p) {
    const auto is = [&](std::size_t i, std::string_view name) {
      const std::string* text = i < p.steps.size() ? std::get_if<std::string>(&p.steps[i]) : nullptr;
      return text && *text == name;
    };
    return is(0, "secrets") || (is(0, "workflow") && is(1, "secrets"));
  }

  problem unexpected() const {
    constexpr std::string_view json_path = "*?@():,";
    if (at_ == text_.size()) return invalid(text_, "the path ends where a name is expected.");
    const std::string found(text_.substr(at_, utf8_prefix(text_.substr(at_), 1).size()));
    if (json_path.find(text_[at_]) != std::string_view::npos || text_.substr(at_).starts_with(".."))
      return invalid(text_, "JSONPath (wildcards, filters, slices, functions) is not supported.",
                     "Name one value by a plain path, e.g. ${workflow.input.items[0].id}.");
    return invalid(text_, "\"" + found + "\" cannot stand in a plain name.",
                   "Put a name with other characters into ['...'].");
  }

  std::optional<problem> read_name(path& p) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_byte(text_[at_]))
      ++at_;
    if (at_ == begin) return unexpected();
    p.steps.emplace_back(std::string(text_.substr(begin, at_ - begin)));
    return std::nullopt;
  }

  std::optional<problem> read_member(path& p) {
    if (text_[at_] != '.' || text_.substr(at_).starts_with("..")) return unexpected();
    ++at_;
    return read_name(p);
  }

  std::optional<problem> read_bracket(path& p) {
    ++at_;
    if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"')) return read_quoted(p);
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), index);
    const auto stop = static_cast<std::size_t>(end - text_.data());
    if (error == std::errc::result_out_of_range) return invalid(text_, "the index of a list is too large.");
    if (error != std::errc{}) {
      if (at_ < text_.size() && text_[at_] == '-')
        return invalid(text_, "a negative index is not supported.");
      return unexpected();
    }
    at_ = stop;
    p.steps.emplace_back(index);
    return close_bracket();
  }

  std::optional<problem> read_quoted(path& p) {
    const char quote = text_[at_++];
    std::string name;
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && ++at_ == text_.size()) break;
      name += text_[at_];
    }
    if (at_ == text_.size()) return invalid(text_, "a quoted name is not closed.");
    ++at_;
    p.steps.emplace_back(std::move(name));
    return close_bracket();
  }

  std::optional<problem> close_bracket() {
    if (at_ < text_.size() && text_[at_] == ']') {
      ++at_;
      return std::nullopt;
    }
    if (at_ == text_.size()) return invalid(text_, "a ] is missing.");
    return unexpected();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

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
  const auto name = [&](std::size_t i) {
    return i < steps.size() ? std::get_if<std::string>(&steps[i]) : nullptr;
  };
  if (steps.size() == 2 && name(0) && *name(0) == "secrets") return name(1);
  if (steps.size() == 3 && name(0) && *name(0) == "workflow" && name(1) && *name(1) == "secrets")
    return name(2);
  return nullptr;
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
      result<path> p = path_parser(text.substr(opening.size(), end - opening.size())).parse();
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
