#include "uri/parameter_style.hpp"

#include "base/text.hpp"
#include "uri/expansion.hpp"

#include <algorithm>
#include <array>

namespace http_task::uri {
namespace {

struct named_style {
  std::string_view name;
  place in;
  uri::style style;
};

constexpr auto known_styles = std::to_array<named_style>({
    {"matrix", place::path, style::matrix},
    {"label", place::path, style::label},
    {"simple", place::path, style::simple},
    {"form", place::query, style::form},
    {"spaceDelimited", place::query, style::space_delimited},
    {"pipeDelimited", place::query, style::pipe_delimited},
    {"deepObject", place::query, style::deep_object},
    {"simple", place::header, style::simple},
    {"form", place::cookie, style::form},
});

std::string_view passing_in(place in) noexcept {
  switch (in) {
  case place::path: return ":@!$&'()*+,;=";
  case place::query: return ":/?@!$'()*+,;=";
  case place::cookie: return ":/?#[]@!$&'()*+=";
  case place::header: break;
  }
  return {};
}

// What separates the items or ends the value, and so stays escaped in them.
std::string without_separators(std::string_view passing, const value& v, style s) {
  std::string kept(passing);
  std::erase_if(kept, [&](char c) {
    return (c == ';' && s == style::matrix) || (v.is_structured() && (c == ',' || c == '='));
  });
  return kept;
}

expansion_form form_of(place in, style s) noexcept {
  switch (s) {
  case style::matrix: return {";", ";", true, "", escapes::all, {}};
  case style::label: return {".", ".", false, ""};
  case style::simple: return {"", ",", false, ""};
  case style::space_delimited: return {"", "&", true, "=", escapes::all, {}, "%20"};
  case style::pipe_delimited: return {"", "&", true, "=", escapes::all, {}, "%7C"};
  case style::form:
  case style::deep_object: break;
  }
  return {"", in == place::cookie ? "; " : "&", true, "="};
}

std::optional<problem> refuse_text(std::string_view text, char separator) {
  if (text.find(separator) == std::string_view::npos) return std::nullopt;
  problem p = make_problem(
      "input.invalid", separator == ' ' ? "An item holds a blank, which separates the items in this style."
                                        : "An item holds a |, which separates the items in this style.");
  p.advice = "Use the style form, or explode.";
  return p;
}

std::optional<problem> refuse_separator(const value& v, char separator) {
  std::optional<problem> p;
  const auto check = [&](const std::string* text) {
    if (text && !p) p = refuse_text(*text, separator);
  };
  if (const value::list* items = v.if_list()) {
    for (const value& item : *items)
      check(item.if_text());
  } else if (const value::object* members = v.if_object()) {
    for (const member& m : *members) {
      check(&m.name);
      check(m.value.if_text());
    }
  }
  return p;
}

class deep_writer {
public:
  explicit deep_writer(const expansion_form& form) : form_(form) {}

  // `name` as it shall stand.
  void write(const std::string& name, const value& v) {
    if (is_undefined(v) || is_too_long()) return;
    if (const std::string* text = v.if_text()) {
      out_ += (out_.empty() ? "" : "&") + name + "=";
      append_escaped(out_, *text, form_);
    } else if (const value::list* items = v.if_list()) {
      const bool plain = std::ranges::none_of(*items, &value::is_structured);
      for (std::size_t i = 0; i < items->size(); ++i)
        write(within(name, plain ? std::string{} : std::to_string(i)), (*items)[i]);
    } else if (const value::object* members = v.if_object()) {
      for (const member& m : *members)
        write(within(name, m.name), m.value);
    }
  }

  result<std::string> take() {
    if (is_too_long())
      return make_problem("input.limit", "The parameter would have more than " +
                                             std::to_string(longest_expansion) + " bytes.");
    return std::move(out_);
  }

private:
  bool is_too_long() const noexcept { return out_.size() > longest_expansion; }

  static std::string within(const std::string& name, std::string_view key) {
    return name + "%5B" + percent_encode(key) + "%5D";
  }

  const expansion_form& form_;
  std::string out_;
};

} // namespace

parameter_style default_style(place in) noexcept {
  const style s = in == place::query || in == place::cookie ? style::form : style::simple;
  return {s, default_explode(s), false};
}

bool default_explode(style s) noexcept {
  return s == style::form;
}

std::optional<style> find_style(place in, std::string_view name) noexcept {
  const auto found = std::ranges::find_if(
      known_styles, [&](const named_style& known) { return known.in == in && known.name == name; });
  return found == known_styles.end() ? std::nullopt : std::optional(found->style);
}

result<std::string> write_parameter(place in, std::string_view name, const value& v,
                                    const parameter_style& s) {
  expansion_form form = form_of(in, s.style);
  std::string passing;
  if (in == place::header) {
    form.escape = escapes::none;
  } else if (s.allow_reserved) {
    passing = without_separators(passing_in(in), v, s.style);
    form.escape = escapes::some;
    form.passing = passing;
  }
  const std::string shown = in == place::cookie ? std::string(name) : percent_encode(name);
  if (s.style == style::deep_object) {
    deep_writer writer(form);
    writer.write(shown, v);
    return writer.take();
  }
  if (!s.explode && (s.style == style::space_delimited || s.style == style::pipe_delimited)) {
    if (std::optional<problem> p = refuse_separator(v, s.style == style::space_delimited ? ' ' : '|'))
      return *std::move(p);
  }
  std::string out;
  if (std::optional<problem> p = append_variable(out, shown, v, s.explode, true, form)) {
    if (p->type == "input.invalid")
      p->advice =
          in == place::query ? "The style deepObject, or content, can write it." : "content can write it.";
    return *std::move(p);
  }
  return out;
}

} // namespace http_task::uri
