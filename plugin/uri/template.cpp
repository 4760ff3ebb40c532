#include "uri/template.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>

namespace http_task::uri {
namespace {

constexpr std::size_t longest_template = 65'536;
constexpr std::size_t most_variables = 1'000;
constexpr std::string_view operators = "+#./;?&";
constexpr std::string_view future_operators = "=,!@|"; // section 2.2, op-reserve

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool is_name_character(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// Section 2.3: varname = varchar *( ["."] varchar ).
bool is_varname(std::string_view name) noexcept {
  bool after_dot = true;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '.' && !after_dot) {
      after_dot = true;
      continue;
    }
    if (starts_with_escape(name.substr(i)))
      i += 2;
    else if (!is_name_character(name[i]))
      return false;
    after_dot = false;
  }
  return !after_dot;
}

// A name of OpenAPI alone in braces: anything that is not the beginning or a part of something else.
bool is_openapi_name(std::string_view inside) noexcept {
  const bool has_operator = operators.find(inside.front()) != std::string_view::npos ||
                            future_operators.find(inside.front()) != std::string_view::npos;
  return !has_operator && inside.find_first_of("/?#\\@,:*|") == std::string_view::npos &&
         inside.front() != ' ' && inside.back() != ' ' && std::ranges::none_of(inside, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
         });
}

// Section 2.1: characters that a literal cannot hold. The apostrophe can, by erratum 6937.
bool is_refused_literal(char c) noexcept {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F ||
         std::string_view("\"%<>\\^`|").find(c) != std::string_view::npos;
}

class parser {
public:
  parser(std::string_view text, syntax accepted) : text_(text), accepted_(accepted) {}

  std::optional<problem> parse(std::vector<template_part>& parts) {
    if (text_.size() > longest_template)
      return make_problem("url.invalid", "The URI template has " + std::to_string(text_.size()) +
                                             " bytes; at most " + std::to_string(longest_template) +
                                             " are accepted.");
    if (!is_utf8(text_)) return make_problem("url.invalid", "The URI template is not UTF-8 text.");
    while (at_ < text_.size()) {
      const std::size_t brace = std::min(text_.find_first_of("{}", at_), text_.size());
      std::string literal;
      if (std::optional<problem> p = read_literal(brace, literal)) return p;
      if (!literal.empty()) parts.emplace_back(std::move(literal));
      if (brace == text_.size()) break;
      expression e;
      if (std::optional<problem> p = read_expression(e)) return p;
      parts.emplace_back(std::move(e));
    }
    return std::nullopt;
  }

private:
  static problem refuse(std::size_t at, std::string detail, std::string advice = {}) {
    problem p = make_problem("url.invalid",
                             detail + " at position " + std::to_string(at + 1) + " of the URI template.");
    p.advice = std::move(advice);
    return p;
  }

  std::optional<problem> read_literal(std::size_t end, std::string& literal) {
    const std::string_view text = text_.substr(at_, end - at_);
    if (accepted_ == syntax::openapi) {
      literal = text;
    } else {
      constexpr expansion_form as_literal{{}, {}, false, {}, escapes::some, reserved_characters, {}};
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_refused_literal(text[i]) && !starts_with_escape(text.substr(i)))
          return refuse(at_ + i, "A character that no URI can hold (" + code_point_name(text[i]) + ") stands",
                        "Write " + percent_encode(text.substr(i, 1)) + " for it.");
      }
      append_escaped(literal, text, as_literal);
    }
    at_ = end;
    return std::nullopt;
  }

  // From an opening brace, or from a closing one that nothing opened.
  std::optional<problem> read_expression(expression& e) {
    const std::size_t end = text_[at_] == '{' ? text_.find_first_of("{}", at_ + 1) : std::string_view::npos;
    if (end == std::string_view::npos || text_[end] != '}')
      return refuse(at_, "The braces do not match",
                    "Write {name} for a variable, %7B and %7D for braces that belong to the URL.");
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    e.text = text_.substr(at_, end - at_ + 1);
    if (inside.empty()) return refuse(at_, "The braces {} hold no name");
    if (accepted_ == syntax::openapi && is_openapi_name(inside)) {
      e.variables.push_back({std::string(inside), false, 0});
      ++variables_;
    } else if (std::optional<problem> p = read_variables(inside, e)) {
      return p;
    }
    if (variables_ > most_variables)
      return refuse(at_, "More than " + std::to_string(most_variables) + " variables stand");
    at_ = end + 1;
    return std::nullopt;
  }

  std::optional<problem> read_variables(std::string_view inside, expression& e) {
    if (future_operators.find(inside.front()) != std::string_view::npos)
      return refuse(at_ + 1, "The operator " + std::string(inside.substr(0, 1)) + " of " + e.text +
                                 ", which RFC 6570 keeps for later, stands");
    std::size_t begin = 0;
    if (operators.find(inside.front()) != std::string_view::npos) {
      e.op = inside.front();
      begin = 1;
    }
    for (;;) {
      const std::size_t comma = std::min(inside.find(',', begin), inside.size());
      if (std::optional<problem> p = read_variable(inside.substr(begin, comma - begin), at_ + 1 + begin, e))
        return p;
      ++variables_;
      if (comma == inside.size()) return std::nullopt;
      begin = comma + 1;
    }
  }

  static std::optional<problem> read_variable(std::string_view text, std::size_t at, expression& e) {
    variable_spec v;
    std::string_view name = text;
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
      const std::string_view digits = text.substr(colon + 1);
      name = text.substr(0, colon);
      // Section 2.4.1: max-length = %x31-39 0*3DIGIT.
      if (digits.empty() || digits.size() > 4 || digits[0] == '0' || !std::ranges::all_of(digits, is_digit))
        return refuse(at + colon, "Expected the length of a prefix, 1 to 9999, behind the colon of " + e.text,
                      "Write {name:3} for the first three characters.");
      v.prefix = static_cast<std::size_t>(std::stoul(std::string(digits)));
    } else if (text.ends_with('*')) {
      name.remove_suffix(1);
      v.explode = true;
    }
    if (!is_varname(name)) {
      problem p = refuse(at, "Expected the name of a variable in " + e.text,
                         "A name has letters, digits, _ and single dots within it.");
      if (e.op == '\0' && e.variables.empty())
        p.advice += " A name with other characters stands alone in its braces.";
      return p;
    }
    v.name = name;
    e.variables.push_back(std::move(v));
    return std::nullopt;
  }

  std::string_view text_;
  syntax accepted_;
  std::size_t at_ = 0;
  std::size_t variables_ = 0;
};

// Appendix A.
expansion_form form_of(char op) noexcept {
  switch (op) {
  case '+': return {"", ",", false, "", escapes::some, reserved_characters};
  case '#': return {"#", ",", false, "", escapes::some, reserved_characters};
  case '.': return {".", ".", false, "", escapes::all, {}};
  case '/': return {"/", "/", false, "", escapes::all, {}};
  case ';': return {";", ";", true, "", escapes::all, {}};
  case '?': return {"?", "&", true, "=", escapes::all, {}};
  case '&': return {"&", "&", true, "=", escapes::all, {}};
  default: return {"", ",", false, "", escapes::all, {}};
  }
}

// The first `count` code points.
std::string_view code_points(std::string_view text, std::size_t count) noexcept {
  std::size_t end = 0;
  while (end < text.size() && count > 0) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80)
      ++end;
    --count;
  }
  return text.substr(0, end);
}

} // namespace

result<uri_template> uri_template::parse(std::string_view text, syntax accepted) {
  uri_template t;
  if (std::optional<problem> p = parser(text, accepted).parse(t.parts_)) return *std::move(p);
  return t;
}

std::vector<std::string> uri_template::names() const {
  std::vector<std::string> names;
  for (const template_part& part : parts_) {
    const auto* e = std::get_if<expression>(&part);
    if (!e) continue;
    for (const variable_spec& v : e->variables) {
      if (std::ranges::find(names, v.name) == names.end()) names.push_back(v.name);
    }
  }
  return names;
}

result<std::string> uri_template::expand(std::span<const variable> variables) const {
  std::string out;
  for (const template_part& part : parts_) {
    if (const auto* literal = std::get_if<std::string>(&part))
      out += *literal;
    else if (std::optional<problem> p = append_expression(out, std::get<expression>(part), variables))
      return *std::move(p);
  }
  return out;
}

const value* find_defined(std::span<const variable> variables, std::string_view name) noexcept {
  const auto found = std::ranges::find(variables, name, &variable::name);
  return found == variables.end() || is_undefined(*found->value) ? nullptr : found->value;
}

std::optional<problem> append_expression(std::string& out, const expression& e,
                                         std::span<const variable> variables) {
  const expansion_form form = form_of(e.op);
  bool is_first = true;
  for (const variable_spec& v : e.variables) {
    const value* found = find_defined(variables, v.name);
    if (!found) continue;
    value prefix;
    if (v.prefix > 0) {
      const std::string* text = found->if_text();
      if (!text)
        return make_problem("input.invalid",
                            "Expected a text for " + e.text + ", of which the first characters are taken.",
                            v.name);
      prefix.content = std::string(code_points(*text, v.prefix));
      found = &prefix;
    }
    if (std::optional<problem> p = append_variable(out, v.name, *found, v.explode, is_first, form)) {
      p->pointer = v.name;
      return p;
    }
    is_first = false;
  }
  return std::nullopt;
}

} // namespace http_task::uri
