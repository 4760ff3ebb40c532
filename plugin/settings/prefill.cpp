#include "settings/prefill.hpp"

#include "base/text.hpp"
#include "settings/schema_view.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace http_task::settings {
namespace {

// The order in which people read a request; what is not listed follows as it was typed.
constexpr auto field_order = std::to_array<std::string_view>(
    {"endpoint", "method", "uri", "pathParameters", "queryParameters", "headers", "cookies",
     "parameterStyles", "accept", "contentType", "body", "authentication", "rateLimit"});

class filler {
public:
  explicit filler(std::vector<finding>& to_check) : to_check_(to_check) {}

  // What stands at one place, or nothing. `typed` is what a person wrote there, or nullptr.
  std::optional<json::value> fill(const schema_view& schema, const json::value* typed, bool required,
                                  const std::string& pointer) {
    if (typed && !typed->is_object()) return *typed;
    if (!typed) {
      if (const json::value* fixed = fixed_value(schema)) return *fixed;
    }
    if (typed || has_properties(schema))
      return fill_object(schema, typed ? &typed->get_object() : nullptr, required, pointer);
    return required ? example_value(schema, pointer) : std::nullopt;
  }

private:
  // Bounds of the walk: a description may refer to itself.
  static constexpr std::size_t deepest = 64;
  static constexpr std::size_t most_places = 100'000;

  static const json::value* fixed_value(const schema_view& schema) {
    for (const std::string_view name : {"const", "default"}) {
      if (const json::value* v = schema.keyword(name)) return v;
    }
    const json::value* allowed = schema.keyword("enum");
    const json::array* values = allowed ? allowed->if_array() : nullptr;
    return values && values->size() == 1 ? &values->front() : nullptr;
  }

  static bool has_properties(const schema_view& schema) { return schema.keyword("properties") != nullptr; }

  static bool is_read_only(const schema_view& schema) {
    const json::value* flag = schema.keyword("readOnly");
    return flag && flag->is_bool() && flag->get_bool();
  }

  std::optional<json::value> example_value(const schema_view& schema, const std::string& pointer) {
    const json::value* examples = schema.keyword("examples");
    const json::array* list = examples ? examples->if_array() : nullptr;
    const json::value* example = list && !list->empty() ? &list->front() : schema.keyword("example");
    if (example) {
      to_check_.push_back(
          {pointer, "The value is an example of the documentation; put in your own.", {}, {}});
      return *example;
    }
    to_check_.push_back({pointer, "A value is required and none is documented; put one in.", {}, {}});
    return std::nullopt;
  }

  // Whether there is anything to fill in at this place without a person or an example.
  bool has_fixed_content(const schema_view& schema) {
    if (fixed_value(schema)) return true;
    const entry here(*this, schema);
    if (!here.allowed) return false;
    return std::ranges::any_of(schema.property_names(), [&](std::string_view name) {
      const schema_view member = schema.property(name);
      return !is_read_only(member) && has_fixed_content(member);
    });
  }

  std::optional<json::value> fill_object(const schema_view& schema, const json::object* typed, bool required,
                                         const std::string& pointer) {
    if (!typed && !required && !has_fixed_content(schema)) return std::nullopt;
    const entry here(*this, schema);
    if (!here.allowed) return typed ? std::optional<json::value>(*typed) : std::nullopt;

    json::object filled;
    const bool names_have_case = pointer != "/headers";
    for (std::size_t i = 0; typed && i < typed->size(); ++i) {
      const auto& member = *(typed->begin() + static_cast<std::ptrdiff_t>(i));
      const std::string_view name = json::view(member.key());
      std::optional<json::value> v =
          fill(schema.property(name), &member.value(), true, json::join(pointer, name));
      filled.emplace(name, *std::move(v));
    }
    for (const std::string_view name : schema.property_names()) {
      if (is_typed(typed, name, names_have_case)) continue;
      const schema_view member = schema.property(name);
      if (is_read_only(member)) continue;
      if (std::optional<json::value> v =
              fill(member, nullptr, schema.is_required(name), json::join(pointer, name)))
        filled.emplace(name, *std::move(v));
    }
    return filled;
  }

  static bool is_typed(const json::object* typed, std::string_view name, bool names_have_case) {
    if (!typed) return false;
    if (names_have_case) return typed->contains(name);
    return std::ranges::any_of(*typed,
                               [&](const auto& member) { return iequals(json::view(member.key()), name); });
  }

  // One schema on the way down; refused when the schema is on the way already or a bound is reached.
  struct entry {
    entry(filler& f, const schema_view& schema) : owner(f) {
      const json::object* identity = schema.identity();
      allowed = ++f.places_ <= most_places && f.way_.size() < deepest &&
                (!identity || std::ranges::find(f.way_, identity) == f.way_.end());
      f.way_.push_back(identity);
    }
    ~entry() { owner.way_.pop_back(); }
    entry(const entry&) = delete;
    entry& operator=(const entry&) = delete;

    filler& owner;
    bool allowed = false;
  };

  std::vector<finding>& to_check_;
  std::vector<const json::object*> way_;
  std::size_t places_ = 0;
};

json::object in_field_order(json::object settings) {
  json::object ordered;
  for (const std::string_view name : field_order) {
    if (json::value* member = settings.if_contains(name)) {
      ordered.emplace(name, std::move(*member));
      settings.erase(name);
    }
  }
  for (auto& member : settings)
    ordered.emplace(member.key(), std::move(member.value()));
  return ordered;
}

// `accept` and `contentType` stand for a header field unless `headers` has it: a default must not hide what
// was typed.
void keep_typed_shorthand(const json::object* typed, json::object& settings) {
  json::value* headers = settings.if_contains("headers");
  if (!typed || !headers || !headers->is_object()) return;
  const json::object* typed_headers = json::object_member(*typed, "headers");
  const auto drop_default = [&](std::string_view field, std::string_view header) {
    const auto is_header = [&](const auto& member) { return iequals(json::view(member.key()), header); };
    if (!typed->contains(field) || (typed_headers && std::ranges::any_of(*typed_headers, is_header))) return;
    json::object& all = headers->get_object();
    if (const auto found = std::ranges::find_if(all, is_header); found != all.end()) all.erase(found);
  };
  drop_default("accept", "accept");
  drop_default("contentType", "content-type");
}

// Members of the example that were not typed, at all levels of objects.
json::value filled_up(const json::value* typed, const json::value& example) {
  if (!typed) return example;
  if (!typed->is_object() || !example.is_object()) return *typed;
  json::object merged = typed->get_object();
  for (const auto& [name, value] : example.get_object())
    merged[name] = filled_up(typed->get_object().if_contains(name), value);
  return merged;
}

result<const json::value*> find_example(const json::value& description, std::string_view name) {
  const json::value* found = json::find(description, "/endpoint/requestBody/examples");
  const json::object* examples = found ? found->if_object() : nullptr;
  std::vector<std::string_view> names;
  std::string listed;
  for (std::size_t i = 0; examples && i < examples->size(); ++i) {
    const auto& member = *(examples->begin() + static_cast<std::ptrdiff_t>(i));
    if (json::view(member.key()) == name) {
      const json::object* o = member.value().if_object();
      if (const json::value* value = o ? o->if_contains("value") : nullptr) return value;
    }
    names.push_back(json::view(member.key()));
    listed += (listed.empty() ? "" : ", ") + std::string(names.back());
  }
  std::string detail = "The description has no example of the name \"" + std::string(name) + "\"" +
                       (names.empty() ? "; it has none at all." : "; it has " + listed + ".");
  problem p = make_problem("input.invalid", std::move(detail), "/example");
  if (const auto near = nearest(name, names)) p.advice = "Did you mean \"" + std::string(*near) + "\"?";
  return in_source(std::move(p), "request");
}

} // namespace

result<prefilled> prefill(const json::value& description, const json::value* typed,
                          std::string_view example) {
  if (!description.is_object())
    return make_problem("description.invalid",
                        "Expected the description of an endpoint, a JSON object, found " +
                            std::string(json::kind_name(description)) + ".");
  if (typed && typed->is_null()) typed = nullptr;
  if (typed && !typed->is_object()) {
    problem p = make_problem("settings.invalid", "Expected an object with the settings typed so far, found " +
                                                     std::string(json::kind_name(*typed)) + ".");
    return in_source(std::move(p), "settings");
  }

  prefilled out;
  json::value with_example;
  if (!example.empty()) {
    const result<const json::value*> found = find_example(description, example);
    if (!found) return found.error();
    json::object settings = typed ? typed->get_object() : json::object{};
    const json::value body = filled_up(settings.if_contains("body"), **found);
    settings["body"] = body;
    with_example = std::move(settings);
    typed = &with_example;
    out.to_check.push_back(
        {"/body", "The value is an example of the documentation; put in your own.", {}, {}});
  }
  std::optional<json::value> filled = filler(out.to_check).fill(schema_view(description), typed, true, "");
  json::object settings = filled && filled->is_object() ? std::move(filled->get_object()) : json::object{};
  const json::object* annotation = json::object_member(description.get_object(), "endpoint");
  if (const std::string_view id = annotation ? json::string_member(*annotation, "id") : ""; !id.empty())
    settings.emplace("endpoint", json::object{{"id", id}});
  keep_typed_shorthand(typed ? &typed->get_object() : nullptr, settings);
  out.settings = in_field_order(std::move(settings));
  return out;
}

} // namespace http_task::settings
