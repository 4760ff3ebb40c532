#include "settings/parameter_rules.hpp"

#include "base/text.hpp"
#include "expression/template.hpp"
#include "settings/credential_rules.hpp"
#include "settings/header_rules.hpp"
#include "settings/parameters.hpp"
#include "uri/http_url.hpp"
#include "uri/url_template.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <optional>

namespace http_task::settings {
namespace {

using uri::place;

class checker {
public:
  checker(const located& where, stage when)
      : settings_(where.settings->get_object()), prefix_(where.pointer), stored_(when == stage::stored) {}

  report check() {
    check_uri();
    for (const place in : {place::query, place::header, place::cookie})
      check_group(in);
    check_cookies();
    return std::move(report_);
  }

private:
  std::string at(std::string_view name) const { return json::join(prefix_, name); }

  void error(std::string pointer, const problem& p) {
    report_.errors.push_back({std::move(pointer), with_advice(p), {}, {}});
  }

  // The uri with a letter in place of each expression.
  struct known_uri {
    std::string text;
    bool starts_unknown = false;
    bool authority_unknown = false;
  };

  std::optional<known_uri> read_uri() const {
    const json::value* member = settings_.if_contains("uri");
    if (!member || !member->is_string()) return std::nullopt;
    const std::string_view text = json::view(member->get_string());
    if (!stored_) return known_uri{std::string(text), false, false};
    const result<std::vector<expression::piece>> pieces = expression::parse(text);
    if (!pieces) return std::nullopt; // reported as a mistake of the expression
    known_uri uri;
    for (const expression::piece& piece : *pieces) {
      if (const auto* literal = std::get_if<std::string>(&piece)) {
        uri.text += *literal;
        continue;
      }
      const uri::outline parts = uri::outline_of(uri.text);
      uri.starts_unknown = uri.starts_unknown || uri.text.empty();
      uri.authority_unknown = uri.authority_unknown || parts.path == uri.text.size();
      uri.text += 'x';
    }
    // What an expression begins is most often a base URL.
    if (uri.starts_unknown && uri::outline_of(uri.text).authority == std::string_view::npos)
      uri.text.insert(0, "https://");
    return uri;
  }

  // As it will be sent, but for a letter in place of each expression; nullopt for one expression alone, which
  // may become anything.
  std::optional<json::value> known(const json::value& v) const {
    if (!stored_) return v;
    if (expression::is_expression(v)) return std::nullopt;
    return with_letters(v);
  }

  static json::value with_letters(const json::value& v) {
    if (const json::array* items = v.if_array()) {
      json::array out;
      for (const json::value& item : *items)
        out.push_back(with_letters(item));
      return out;
    }
    if (const json::object* members = v.if_object()) {
      json::object out;
      for (const auto& m : *members)
        out.emplace(m.key(), with_letters(m.value()));
      return out;
    }
    return v.is_string() && expression::has_expression(json::view(v.get_string())) ? json::value("x") : v;
  }

  // A parameter as it will be written; nullopt when it is not known, or has been refused.
  std::optional<parameter> read_parameter(place in, std::string_view name, const json::value& v) {
    const json::object* entry = style_entry(settings_, in, name);
    const std::optional<json::value> value = known(v);
    if (!value) return std::nullopt;
    result<parameter> p = make_parameter(in, name, *value, entry);
    if (p) return *std::move(p);
    error(json::join(at(group_of(in)), name), p.error());
    return std::nullopt;
  }

  void check_uri() {
    const std::optional<known_uri> uri = read_uri();
    if (!uri || uri->text.empty()) return;
    const result<uri::url_template> parsed = uri::url_template::parse(uri->text);
    if (!parsed) {
      error(at("uri"), parsed.error());
      return;
    }
    check_names(*parsed, uri->starts_unknown);
    const std::optional<std::string> filled = fill(*parsed);
    if (!filled || uri->starts_unknown) return;
    if (result<uri::http_url> url = uri::parse_http_url(with_known_host(*uri, *filled)); !url)
      error(at("uri"), url.error());
  }

  // An authority that is not known yet is taken to be good.
  static std::string with_known_host(const known_uri& uri, std::string text) {
    const uri::outline parts = uri::outline_of(text);
    const bool is_unknown = uri.authority_unknown || uri.text.find('{') < parts.path;
    if (is_unknown && parts.authority != std::string_view::npos)
      text.replace(parts.authority, parts.path - parts.authority, "x");
    return text;
  }

  void check_names(const uri::url_template& uri, bool uri_is_unknown) {
    const json::object* given = json::object_member(settings_, "pathParameters");
    const std::string parent = at("pathParameters");
    const std::vector<std::string> names = uri.names();
    std::vector<std::string_view> unused;
    for (std::size_t i = 0; given && !uri_is_unknown && i < given->size(); ++i) {
      const std::string_view name = json::view((given->begin() + static_cast<std::ptrdiff_t>(i))->key());
      if (std::ranges::find(names, name) == names.end()) unused.push_back(name);
    }
    for (const std::string& name : uri.required_names()) {
      if (given && given->contains(name)) continue;
      // In the words of the schema engine, so that a description that says the same is not heard twice.
      finding missing{parent, "The required property \"" + name + "\" is missing.", {}, {}};
      missing.expected = "a value for {" + name + "} of uri";
      if (const auto near = nearest(name, unused)) missing.suggestion = "\"" + std::string(*near) + "\"";
      report_.errors.push_back(std::move(missing));
    }
    for (const std::string_view name : unused)
      report_.warnings.push_back({json::join(parent, name),
                                  "uri has no {" + std::string(name) + "}, so the value has no effect.",
                                  {},
                                  {}});
  }

  // Names every value that cannot be put in: each is replaced by a letter until the rest can.
  std::optional<std::string> fill(const uri::url_template& uri) {
    const json::object* given = json::object_member(settings_, "pathParameters");
    const std::vector<std::string> required = uri.required_names();
    std::vector<parameter> values;
    for (const std::string& name : uri.names()) {
      const json::value* v = given ? given->if_contains(name) : nullptr;
      std::optional<parameter> p = v ? read_parameter(place::path, name, *v) : std::nullopt;
      if (!p && (v || std::ranges::find(required, name) != required.end()))
        p = parameter{name, {"x"}, std::nullopt};
      if (p) values.push_back(*std::move(p));
    }
    for (std::size_t round = 0; round <= values.size(); ++round) {
      std::vector<uri::path_parameter> parameters;
      for (const parameter& p : values)
        parameters.push_back({p.name, &p.value, p.style});
      result<std::string> filled = uri.fill(parameters);
      if (filled) return *std::move(filled);
      const problem& p = filled.error();
      const auto culprit = std::ranges::find(values, p.pointer, &parameter::name);
      error(culprit == values.end() ? at("uri") : json::join(at("pathParameters"), p.pointer), p);
      if (culprit == values.end()) return std::nullopt;
      culprit->value = {"x"};
      culprit->style.reset();
    }
    return std::nullopt;
  }

  void check_group(place in) {
    const json::object* group = json::object_member(settings_, group_of(in));
    if (!group) return;
    for (const auto& [key, v] : *group) {
      const std::string_view name = json::view(key);
      const std::optional<parameter> p = read_parameter(in, name, v);
      if (p && uri::is_undefined(p->value)) continue;
      cookies_are_sent_ = cookies_are_sent_ || in == place::cookie;
      cookie_field_is_sent_ = cookie_field_is_sent_ || (in == place::header && iequals(name, "cookie"));
      if (!p) continue;
      const std::string pointer = json::join(at(group_of(in)), name);
      const result<std::string> written =
          uri::write_parameter(in, name, p->value, p->style.value_or(uri::default_style(in)));
      if (!written)
        error(pointer, written.error());
      else if (const std::optional<problem> wrong = check_header_value(*written);
               wrong && in == place::header && v.is_object())
        error(pointer, *wrong); // of texts and lists each one is checked by itself
    }
  }

  void check_cookies() {
    const json::object* cookies = json::object_member(settings_, "cookies");
    for (std::size_t i = 0; cookies && i < cookies->size(); ++i) {
      const auto& member = *(cookies->begin() + static_cast<std::ptrdiff_t>(i));
      const std::string_view name = json::view(member.key());
      if (const std::optional<problem> p = check_cookie_name(name); p && !member.value().is_null())
        error(json::join(at("cookies"), name), *p);
    }
    if (cookies_are_sent_ && cookie_field_is_sent_)
      error(at("cookies"),
            make_problem("input.conflict", "headers has the field Cookie too; keep one of the two."));
  }

  const json::object& settings_;
  const std::string& prefix_;
  bool stored_;
  bool cookies_are_sent_ = false;
  bool cookie_field_is_sent_ = false;
  report report_;
};

} // namespace

report check_parameter_rules(const located& where, stage when) {
  return checker(where, when).check();
}

} // namespace http_task::settings
