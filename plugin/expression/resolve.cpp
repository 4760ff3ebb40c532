#include "expression/resolve.hpp"

#include "base/text.hpp"
#include "json/pointer.hpp"
#include "json/weight.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <optional>

namespace http_task::expression {
namespace {

std::string_view as_view(const json::value& v) {
  return json::view(v.get_string());
}

using steps = std::vector<json::path_step>;

bool is_plain_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || static_cast<unsigned char>(c) >= 0x80;
  });
}

// The first `count` steps as they would be written.
std::string written(const steps& all, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const auto* name = std::get_if<std::string>(&all[i]);
    if (!name)
      text += "[" + std::to_string(std::get<std::int64_t>(all[i])) + "]";
    else if (is_plain_name(*name))
      text += (i == 0 ? "" : ".") + *name;
    else
      text += (i == 0 ? "$['" : "['") + json_escape(*name) + "']";
  }
  return text;
}

std::optional<std::string_view> nearest_member(std::string_view name, const json::object& members) {
  std::vector<std::string_view> names;
  names.reserve(members.size());
  for (const auto& member : members)
    names.push_back(json::view(member.key()));
  return nearest(name, names);
}

finding unresolved(const path& p, std::string_view why, std::string suggestion = {}) {
  std::string detail = "${" + p.text + "} has no value: ";
  detail += why;
  return {{}, std::move(detail), {}, std::move(suggestion)};
}

class resolver {
public:
  resolver(const context& from, redactor& secrets_used) : from_(from), secrets_used_(secrets_used) {}

  // What is wrong with references and syntax is collected, so that all of it is reported at once.
  json::value resolve_value(const json::value& v, const std::string& pointer, std::size_t depth) {
    if (limit_) return nullptr;
    if (depth > limits::depth) {
      limit_ = make_problem("input.limit", "The settings are nested deeper than " +
                                               std::to_string(limits::depth) + " levels.");
      return nullptr;
    }
    if (v.is_string()) return resolve_string(as_view(v), pointer);
    if (const json::array* items = v.if_array()) {
      json::array resolved;
      resolved.reserve(items->size());
      for (std::size_t i = 0; i < items->size(); ++i)
        resolved.push_back(resolve_value((*items)[i], json::join(pointer, i), depth + 1));
      return resolved;
    }
    if (const json::object* members = v.if_object()) {
      json::object resolved;
      resolved.reserve(members->size());
      for (const auto& [name, member] : *members)
        resolved.emplace(name, resolve_value(member, json::join(pointer, json::view(name)), depth + 1));
      return resolved;
    }
    return v;
  }

  std::vector<part> resolve_parts(std::string_view text, const std::string& pointer) {
    std::vector<part> parts;
    for (const piece& each : pieces_of(text, pointer)) {
      if (const auto* literal = std::get_if<std::string>(&each)) {
        parts.push_back({*literal, false});
      } else if (const std::optional<json::value> found = look_up(std::get<path>(each), pointer)) {
        parts.push_back({as_text(*found), true});
      }
    }
    return parts;
  }

  std::optional<problem> failure() {
    if (limit_) return std::move(limit_);
    if (findings_.empty()) return std::nullopt;
    problem p = make_problem(invalid_ ? "expression.invalid" : "expression.unresolved",
                             findings_.front().detail, findings_.front().pointer);
    if (findings_.size() > 1) p.detail += " (" + std::to_string(findings_.size() - 1) + " more)";
    if (!findings_.front().suggestion.empty())
      p.advice = "Did you mean ${" + findings_.front().suggestion + "}?";
    else
      p.advice = std::move(advice_);
    p.findings = std::move(findings_);
    return p;
  }

private:
  std::vector<piece> pieces_of(std::string_view text, const std::string& pointer) {
    result<std::vector<piece>> pieces = parse(text);
    if (pieces) return *std::move(pieces);
    invalid_ = true;
    if (advice_.empty()) advice_ = pieces.error().advice;
    findings_.push_back({pointer, with_advice(pieces.error()), {}, {}});
    return {};
  }

  json::value resolve_string(std::string_view text, const std::string& pointer) {
    if (text.find("${") == std::string_view::npos) return json::value(text);
    if (is_one_expression(text)) {
      const std::vector<piece> pieces = pieces_of(text, pointer);
      return pieces.empty() ? json::value()
                            : look_up(std::get<path>(pieces.front()), pointer).value_or(nullptr);
    }
    std::string joined;
    for (const part& each : resolve_parts(text, pointer))
      joined += each.text;
    return json::value(joined);
  }

  // nullopt, with a finding or a limit noted, if there is no value.
  std::optional<json::value> look_up(const path& p, const std::string& pointer) {
    if (limit_) return std::nullopt;
    if (++expressions_ > limits::expressions) {
      exceeded("The settings hold more than " + std::to_string(limits::expressions) + " expressions.",
               pointer);
      return std::nullopt;
    }
    if (!p.query.is_singular()) return select(p, pointer);
    std::optional<finding> missing;
    const json::value* found = p.secret() ? find_secret(p, missing) : find_data(p, missing);
    if (missing) {
      missing->pointer = pointer;
      findings_.push_back(*std::move(missing));
      return std::nullopt;
    }
    return takes(*found, pointer) ? std::optional(*found) : std::nullopt;
  }

  // All that a query selects. That it is nothing is an answer.
  std::optional<json::value> select(const path& p, const std::string& pointer) {
    static const json::value nothing{json::object()};
    json::path_limits left;
    left.work = limits::work - std::min(work_, limits::work);
    const auto found = p.query.values(from_.data ? *from_.data : nothing, left, &work_);
    if (!found) {
      exceeded("${" + p.text + "}: " + found.error().detail, pointer);
      return std::nullopt;
    }
    json::array list;
    for (const json::value* each : *found) {
      if (!takes(*each, pointer)) return std::nullopt;
      list.push_back(*each);
    }
    return list;
  }

  // Counts what is brought in, before it is copied.
  bool takes(const json::value& v, const std::string& pointer) {
    output_ += json::weight(v, limits::output);
    if (output_ > limits::output)
      exceeded("The values of the expressions have more than " + std::to_string(limits::output) +
                   " bytes together.",
               pointer);
    return !limit_;
  }

  void exceeded(std::string detail, const std::string& pointer) {
    limit_ = make_problem("input.limit", std::move(detail), pointer);
  }

  const json::value* find_secret(const path& p, std::optional<finding>& missing) {
    const std::string& name = *p.secret();
    const json::value* found = from_.secrets ? from_.secrets->if_contains(name) : nullptr;
    if (!found) {
      const auto near = from_.secrets ? nearest_member(name, *from_.secrets) : std::nullopt;
      missing =
          unresolved(p, "there is no secret \"" + name + "\".", near ? "secrets." + std::string(*near) : "");
      return nullptr;
    }
    if (!found->is_string()) {
      missing = unresolved(p, "the secret is not a string.");
      return nullptr;
    }
    secrets_used_.add(as_view(*found));
    return found;
  }

  // Of a singular query.
  const json::value* find_data(const path& p, std::optional<finding>& missing) const {
    const steps& all = p.query.steps();
    const json::value* at = from_.data;
    if (!at && all.empty()) missing = unresolved(p, "there is no context.");
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string before = i == 0 ? "the context" : written(all, i);
      const auto* name = std::get_if<std::string>(&all[i]);
      at = name ? find_member(p, at, *name, i, before, missing)
                : find_item(p, at, std::get<std::int64_t>(all[i]), before, missing);
      if (missing) return nullptr;
    }
    return at;
  }

  static const json::value* find_member(const path& p, const json::value* at, const std::string& name,
                                        std::size_t i, const std::string& before,
                                        std::optional<finding>& missing) {
    const json::object* members = at ? at->if_object() : nullptr;
    const json::value* member = members ? members->if_contains(name) : nullptr;
    if (member) return member;
    const auto near = members ? nearest_member(name, *members) : std::nullopt;
    missing = at && !members
                  ? unresolved(p, before + " is " + std::string(json::kind_name(*at)) + ", not an object.")
                  : unresolved(p, before + " has no \"" + name + "\".", near ? suggest(p, i, *near) : "");
    return nullptr;
  }

  static const json::value* find_item(const path& p, const json::value* at, std::int64_t index,
                                      const std::string& before, std::optional<finding>& missing) {
    const json::array* items = at ? at->if_array() : nullptr;
    const auto size = items ? static_cast<std::int64_t>(items->size()) : 0;
    const std::int64_t from_start = index < 0 ? size + index : index;
    if (items && from_start >= 0 && from_start < size) return &(*items)[static_cast<std::size_t>(from_start)];
    missing = unresolved(p, items ? before + " has " + std::to_string(size) + " items."
                                  : before + " is " + (at ? std::string(json::kind_name(*at)) : "not there") +
                                        ", not an array.");
    return nullptr;
  }

  // The path with another name for step `i`.
  static std::string suggest(const path& p, std::size_t i, std::string_view name) {
    steps other = p.query.steps();
    other[i] = std::string(name);
    return written(other, other.size());
  }

  static std::string as_text(const json::value& v) {
    if (v.is_string()) return std::string(as_view(v));
    return v.is_null() ? std::string{} : json::write(v);
  }

  const context& from_;
  redactor& secrets_used_;
  std::size_t expressions_ = 0;
  std::size_t output_ = 0;
  std::size_t work_ = 0;
  std::vector<finding> findings_;
  bool invalid_ = false;
  std::string advice_;
  std::optional<problem> limit_;
};

} // namespace

result<json::value> resolve(const json::value& document, const context& from, redactor& secrets_used) {
  resolver r(from, secrets_used);
  json::value resolved = r.resolve_value(document, "", 0);
  if (std::optional<problem> p = r.failure()) return *std::move(p);
  return resolved;
}

result<std::vector<part>> resolve_parts(std::string_view text, const context& from, redactor& secrets_used) {
  resolver r(from, secrets_used);
  std::vector<part> parts = r.resolve_parts(text, "");
  if (std::optional<problem> p = r.failure()) return *std::move(p);
  return parts;
}

} // namespace http_task::expression
