#include "uri/url_template.hpp"

#include "uri/http_url.hpp"

#include <algorithm>
#include <utility>

namespace http_task::uri {
namespace {

constexpr std::size_t longest_url = 65'536;

// Follows a template from part to part. What an expression makes is not known, so 'x' stands for it.
class region_finder {
public:
  explicit region_finder(std::span<const template_part> parts) : parts_(parts) {}

  std::optional<problem> find(std::vector<url_region>& regions) {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const auto* literal = std::get_if<std::string>(&parts_[i]);
      std::optional<problem> p = literal ? go_on(*literal) : enter(std::get<expression>(parts_[i]), i);
      if (p) return p;
      regions.push_back(here_);
    }
    return std::nullopt;
  }

private:
  static problem refuse(std::string_view what, std::string detail, std::string advice) {
    problem p = make_problem("url.structure_changed", std::string(what) + " of uri " + std::move(detail));
    p.advice = std::move(advice);
    return p;
  }

  std::optional<problem> go_on(std::string_view text) {
    if (query_of_ && !text.starts_with('#'))
      return refuse(query_of_->text, "stands before a further part of the query.",
                    "Write that part first, and {&name} behind it.");
    if (here_ == url_region::authority) {
      before_ += text;
      const outline parts = outline_of(before_);
      if (parts.authority == std::string_view::npos || parts.path == before_.size()) return std::nullopt;
      text = std::string_view(before_).substr(parts.path);
      here_ = url_region::path;
    }
    if (here_ == url_region::path && text.find('?') < text.find('#')) here_ = url_region::query;
    if (text.find('#') != std::string_view::npos) {
      here_ = url_region::fragment;
      query_of_ = nullptr;
    }
    return std::nullopt;
  }

  std::optional<problem> enter(const expression& e, std::size_t index) {
    if (here_ == url_region::fragment) return std::nullopt;
    if (e.op == '#') return refuse(e.text, "makes a fragment, which is not sent.", "Remove it.");
    if (here_ == url_region::authority) {
      if (e.is_plain()) {
        before_ += 'x';
        return std::nullopt;
      }
      if (!ends_authority(e, index))
        return refuse(e.text, "stands before the path begins, where a value could change the host.",
                      "Only {name} can stand in scheme and host; write a / behind the host.");
      here_ = url_region::path;
    }
    if (query_of_ && e.op != '&')
      return refuse(query_of_->text,
                    "stands before " + e.text + ", which an empty query would make a part of the path.",
                    "Write {&name} behind it, or put it last.");
    if (e.op == '?') {
      if (here_ == url_region::query)
        return refuse(e.text, "begins a query, and there is one already.", "Write {&name} to go on with it.");
      here_ = url_region::query;
      query_of_ = &e;
    } else if (e.op == '&' && here_ == url_region::path) {
      return refuse(e.text, "goes on with a query, and there is none.", "Write {?name} to begin one.");
    }
    return std::nullopt;
  }

  // "https://h{/a}" is good, because nothing can come behind the host but a path or a query, also where the
  // variable has no value; "https://h{/a}b" is not.
  bool ends_authority(const expression& e, std::size_t index) const {
    const outline parts = outline_of(before_);
    if (parts.authority == std::string_view::npos || parts.authority == before_.size()) return false;
    const auto is_delimiting = [](const expression& each) { return each.op == '/' || each.op == '?'; };
    if (!is_delimiting(e)) return false;
    for (std::size_t i = index + 1; i < parts_.size(); ++i) {
      if (const auto* literal = std::get_if<std::string>(&parts_[i]))
        return literal->find_first_of("/?#") == 0;
      const auto& next = std::get<expression>(parts_[i]);
      if (!is_delimiting(next)) return next.op == '&';
    }
    return true;
  }

  std::span<const template_part> parts_;
  std::string before_; // what was read, as long as the authority goes on
  url_region here_ = url_region::authority;
  const expression* query_of_ = nullptr; // what begins the query, if an expression does
};

// One filling of a template.
class url_filler {
public:
  url_filler(std::span<const template_part> parts, std::span<const url_region> regions,
             std::span<const path_parameter> parameters)
      : parts_(parts), regions_(regions), parameters_(parameters) {
    for (const path_parameter& p : parameters)
      variables_.push_back({p.name, p.value});
  }

  result<std::string> fill() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (const auto* literal = std::get_if<std::string>(&parts_[i])) {
        out_ += *literal;
        continue;
      }
      const auto& e = std::get<expression>(parts_[i]);
      const std::size_t begin = out_.size();
      if (std::optional<problem> p = append(e, regions_[i])) return *std::move(p);
      if (out_.size() > longest_url)
        return make_problem("input.limit",
                            "With its values uri has more than " + std::to_string(longest_url) + " bytes.");
      if (e.op == '?' && begin == out_.size()) query_is_empty_ = true;
      if (e.op == '&' && begin < out_.size() && std::exchange(query_is_empty_, false)) out_[begin] = '?';
      if (regions_[i] == url_region::path) written_.push_back({begin, out_.size(), &e});
    }
    if (std::optional<problem> p = check_segments()) return *std::move(p);
    return std::move(out_);
  }

private:
  struct written {
    std::size_t begin;
    std::size_t end;
    const expression* by;
  };

  static problem unusable(std::string_view name, const std::string& detail, std::string advice = {}) {
    problem p = make_problem("input.path_param", "The path parameter " + std::string(name) + detail,
                             std::string(name));
    p.advice = std::move(advice);
    return p;
  }

  std::optional<problem> append(const expression& e, url_region where) {
    const parameter_style* style = nullptr;
    for (const variable_spec& v : e.variables) {
      const auto given = std::ranges::find(parameters_, v.name, &path_parameter::name);
      if (given != parameters_.end() && given->style) {
        if (!e.is_plain() || where == url_region::authority) return conflict(e, v.name, where);
        style = &*given->style;
      }
      if (std::optional<problem> p = check(e, v.name, where, style)) return p;
    }
    if (!style) return append_expression(out_, e, variables_);
    const std::string& name = e.variables.front().name;
    result<std::string> text = write_parameter(place::path, name, *find_defined(variables_, name), *style);
    if (!text) {
      problem p = std::move(text).error();
      p.pointer = name;
      return p;
    }
    out_ += *text;
    return std::nullopt;
  }

  static problem conflict(const expression& e, const std::string& name, url_region where) {
    problem p = make_problem("input.conflict",
                             where == url_region::authority
                                 ? e.text + " stands in scheme or host of uri, which has no style."
                                 : e.text + " of uri says itself how the value is written.",
                             name);
    p.advice = "Remove its entry of parameterStyles" +
               std::string(where == url_region::authority ? "." : ", or write {" + name + "}.");
    return p;
  }

  // What a value may be, before it is written.
  std::optional<problem> check(const expression& e, const std::string& name, url_region where,
                               const parameter_style* style) const {
    const value* v = find_defined(variables_, name);
    const bool is_given = std::ranges::find(variables_, name, &variable::name) != variables_.end();
    const bool in_path = where == url_region::path || where == url_region::authority;
    if (!v) {
      if (e.op == '\0' || e.op == '+')
        return unusable(name, is_given ? " is null or an empty list or object." : " has no value.");
      if (is_given && in_path)
        return unusable(name, " is null or an empty list or object, and would take a part of the path away.",
                        "Leave it out of pathParameters to have none.");
      return std::nullopt;
    }
    const bool whole = e.op == '\0' || e.op == '+' || e.op == '/';
    if (in_path && whole && (!style || style->style == style::simple)) {
      if (std::optional<problem> p = check_texts(*v, name, &check_path_text)) return p;
    }
    if (e.op != '+') return std::nullopt;
    return check_texts(*v, name, in_path ? &check_reserved_path : &check_reserved_query);
  }

  using text_check = std::optional<problem> (*)(std::string_view name, std::string_view text);

  static std::optional<problem> check_texts(const value& v, std::string_view name, text_check refuse) {
    std::optional<problem> p;
    const auto check = [&](const std::string* text) {
      if (text && !p) p = refuse(name, *text);
    };
    check(v.if_text());
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

  static std::optional<problem> check_path_text(std::string_view name, std::string_view text) {
    if (text.empty()) return unusable(name, " is empty.");
    if (text == "." || text == "..")
      return unusable(name, " is \"" + std::string(text) + "\", which would name another resource.");
    return std::nullopt;
  }

  static std::optional<problem> check_reserved_path(std::string_view name, std::string_view text) {
    const std::size_t odd = text.find_first_of("?#[]");
    if (odd == std::string_view::npos) return std::nullopt;
    return unusable(name, std::string(" holds ") + text[odd] + ", which would end the path.",
                    "Write it percent-encoded in the value, or {name} without the +.");
  }

  static std::optional<problem> check_reserved_query(std::string_view name, std::string_view text) {
    if (text.find('#') == std::string_view::npos) return std::nullopt;
    return unusable(name, " holds #, which would end the query.",
                    "Write %23 in the value, or {name} without the +.");
  }

  // What came out: no segment that a value had a part in is a dot segment or empty.
  std::optional<problem> check_segments() const {
    for (const written& w : written_) {
      const std::string& name = w.by->variables.front().name;
      std::size_t begin = out_.rfind('/', w.begin - 1) + 1; // scheme and host stand before it
      for (;;) {
        const std::size_t end = std::min(out_.find_first_of("/?#", begin), out_.size());
        const std::string_view segment = std::string_view(out_).substr(begin, end - begin);
        if (is_dot_segment(segment))
          return unusable(name, " makes the segment \"" + std::string(segment) +
                                    "\", which would name another resource.");
        const bool is_last = end == out_.size() || out_[end] != '/';
        if (segment.empty() && !is_last)
          return unusable(name, " makes an empty segment, which would name another resource.");
        if (is_last || end >= w.end) break;
        begin = end + 1;
      }
    }
    return std::nullopt;
  }

  std::span<const template_part> parts_;
  std::span<const url_region> regions_;
  std::span<const path_parameter> parameters_;
  std::vector<variable> variables_;
  std::string out_;
  std::vector<written> written_;
  bool query_is_empty_ = false; // {?name} stood there, and nothing of it had a value
};

} // namespace

result<url_template> url_template::parse(std::string_view text) {
  result<uri_template> parsed = uri_template::parse(text, syntax::openapi);
  if (!parsed) return std::move(parsed).error();
  url_template t;
  t.template_ = *std::move(parsed);
  if (std::optional<problem> p = region_finder(t.template_.parts()).find(t.regions_)) return *std::move(p);
  return t;
}

std::vector<std::string> url_template::required_names() const {
  std::vector<std::string> names;
  for (const template_part& part : template_.parts()) {
    const auto* e = std::get_if<expression>(&part);
    if (!e || (e->op != '\0' && e->op != '+')) continue;
    for (const variable_spec& v : e->variables) {
      if (std::ranges::find(names, v.name) == names.end()) names.push_back(v.name);
    }
  }
  return names;
}

result<std::string> url_template::fill(std::span<const path_parameter> parameters) const {
  return url_filler(template_.parts(), regions_, parameters).fill();
}

} // namespace http_task::uri
