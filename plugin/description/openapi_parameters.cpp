#include "description/openapi_parameters.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/openapi_schema.hpp"
#include "description/openapi_style.hpp"
#include "description/references.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace http_task::description {
namespace {

constexpr std::size_t most_parameters = 2'000; // of one list
constexpr std::size_t longest_text = 20'000;

struct parameter {
  std::string in;
  std::string name;
  const json::object* object;
  std::string pointer;
};

// 3.0.3, section 4.7.12.1: parameters of these names in the header are ignored.
bool is_ignored_field(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>({"Accept", "Content-Type", "Authorization"});
  return std::ranges::any_of(names, [&](std::string_view n) { return iequals(n, name); });
}

// A field name is a token (RFC 9110, section 5.6.2).
bool is_token(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

class reader {
public:
  reader(definitions& defs, warning_list& warnings) : defs_(defs), warnings_(warnings) {}

  void collect(const json::object& holder, const trail& at) {
    const json::value* list = holder.if_contains("parameters");
    if (!list) return;
    const trail here(at, "parameters");
    if (!list->is_array()) {
      warnings_.add(here, "Expected a list of parameters, found " + std::string(json::kind_name(*list)) +
                              "; left out.");
      return;
    }
    std::size_t index = 0;
    for (const json::value& item : list->get_array()) {
      if (index == most_parameters) {
        warnings_.add(here,
                      "More than " + std::to_string(most_parameters) + " parameters; the rest is left out.");
        return;
      }
      if (!defs_.take()) return;
      collect_one(item, trail(here, index++));
    }
  }

  parameters read(std::string_view path) {
    add_undeclared(path);
    for (const parameter& p : found_)
      add(p, path);
    return std::move(out_);
  }

private:
  void collect_one(const json::value& item, const trail& at) {
    const result<target> resolved = dereference(defs_.root(), item, at.pointer());
    if (!resolved) {
      warnings_.add(at, resolved.error().detail + " The parameter is left out.");
      return;
    }
    const json::object* o = resolved->value->if_object();
    const std::string_view name = o ? json::string_member(*o, "name") : std::string_view{};
    const std::string_view in = o ? json::string_member(*o, "in") : std::string_view{};
    if (name.empty() || (in != "path" && in != "query" && in != "header" && in != "cookie")) {
      warnings_.add(at,
                    "A parameter needs a \"name\", and \"in\" with one of \"path\", \"query\", \"header\", "
                    "\"cookie\"; left out.");
      return;
    }
    if (in == "header" && is_ignored_field(name)) return;
    if (in != "query" && in != "path" && !is_token(name)) {
      warnings_.add(at, "\"" + single_line(name, 200) +
                            "\" cannot be the name of a header field or cookie; left out.");
      return;
    }
    parameter p{std::string(in), std::string(name), o, resolved->pointer};
    const auto [place, is_new] = places_.try_emplace(p.in + ' ' + p.name, found_.size());
    if (is_new)
      found_.push_back(std::move(p));
    else
      found_[place->second] = std::move(p);
  }

  void add_undeclared(std::string_view path) {
    for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
      const std::size_t close = path.find('}', open);
      if (close == std::string_view::npos) return;
      const std::string name(path.substr(open + 1, close - open - 1));
      if (places_.contains("path " + name) || name.empty() || out_.path.properties.contains(name)) continue;
      out_.path.properties[name] = json::object{{"type", "string"}};
      out_.path.required.push_back(json::value(name));
      out_.serialisation.push_back(
          json::object{{"name", name}, {"in", "path"}, {"style", "simple"}, {"explode", false}});
      out_.names.push_back(name);
    }
  }

  void add(const parameter& p, std::string_view path) {
    const trail at(p.pointer);
    if (p.in == "path" && path.find("{" + p.name + "}") == std::string_view::npos) {
      warnings_.add(at, "The path has no {" + single_line(p.name, 200) + "}; the parameter is left out.");
      return;
    }
    const openapi_style style = read_style(p.in, *p.object, is_scalar(p), at, warnings_);
    describe_serialisation(p, style);
    property_group& group = p.in == "path"     ? out_.path
                            : p.in == "query"  ? out_.query
                            : p.in == "cookie" ? out_.cookies
                                               : out_.headers;
    group.properties[p.name] = property(p, style, at);
    if (p.in == "path" || is_required(p)) group.required.push_back(json::value(p.name));
    out_.names.push_back(p.name);
  }

  static bool is_required(const parameter& p) {
    const json::value* required = p.object->if_contains("required");
    return required && required->is_bool() && required->get_bool();
  }

  void describe_serialisation(const parameter& p, const openapi_style& style) {
    json::object o{{"name", p.name}, {"in", p.in}};
    if (style.content.empty()) {
      o["style"] = style.style;
      o["explode"] = style.explode;
      if (style.allow_reserved) o["allowReserved"] = true;
    } else {
      o["content"] = style.content;
    }
    out_.serialisation.push_back(std::move(o));
    if (style.entry.empty()) return;
    json::value& group = out_.styles[group_of(p.in)];
    if (group.is_null()) group.emplace_object();
    group.get_object()[p.name] = style.entry;
  }

  // The source of the parameter's schema with aliases followed, for a look at its type.
  std::optional<target> schema_source(const parameter& p) const {
    const json::value* schema = p.object->if_contains("schema");
    if (!schema) return std::nullopt;
    result<target> found = dereference(defs_.root(), *schema, json::join(p.pointer, "schema"));
    return found && found->value->is_object() ? std::optional(std::move(*found)) : std::nullopt;
  }

  bool is_scalar(const parameter& p) const {
    const std::optional<target> source = schema_source(p);
    const std::string_view type = source ? json::string_member(source->value->get_object(), "type") : "";
    return type == "string" || type == "integer" || type == "number" || type == "boolean";
  }

  json::value property(const parameter& p, const openapi_style& style, const trail& at) {
    json::object out;
    const auto translate = [&](const json::value& schema, const trail& here) {
      json::value translated =
          translate_schema(schema, here, direction::request, inline_owner, defs_, warnings_);
      if (json::object* o = translated.if_object()) out = std::move(*o);
    };
    if (style.content.empty()) {
      if (const json::value* schema = p.object->if_contains("schema"))
        translate(*schema, trail(at, "schema"));
      add_words(p, *p.object, out);
      return out;
    }
    const json::object* media = p.object->at("content").get_object().at(style.content).if_object();
    const trail content_at(at, "content");
    const trail media_at(content_at, style.content);
    if (!is_json_type(style.content))
      out = {{"type", "string"}, {"contentMediaType", style.content}};
    else if (const json::value* schema = media ? media->if_contains("schema") : nullptr)
      translate(*schema, trail(media_at, "schema"));
    add_words(p, media ? *media : *p.object, out);
    return out;
  }

  // `exemplified` has the examples: the parameter, or its media type.
  void add_words(const parameter& p, const json::object& exemplified, json::object& out) {
    if (defs_.checking()) return;
    if (const std::string_view text = json::string_member(*p.object, "description"); !text.empty())
      out["description"] = clean_text(text, longest_text);
    if (const json::value* old = p.object->if_contains("deprecated");
        old && old->is_bool() && old->get_bool())
      out["deprecated"] = true;
    json::array examples;
    if (const json::value* example = exemplified.if_contains("example"); example && defs_.take(*example))
      examples.push_back(*example);
    if (const json::object* named = json::object_member(exemplified, "examples"))
      for (const auto& member : *named)
        if (const json::object* o = member.value().if_object())
          if (const json::value* v = o->if_contains("value"); v && defs_.take(*v)) examples.push_back(*v);
    if (!examples.empty()) out["examples"] = std::move(examples);
  }

  const definitions::owner inline_owner{};
  definitions& defs_;
  warning_list& warnings_;
  std::vector<parameter> found_;
  std::map<std::string, std::size_t> places_; // in found_, by place and name
  parameters out_;
};

} // namespace

parameters read_parameters(std::string_view path, const json::object& path_item, const trail& item_at,
                           const json::object& operation, const trail& operation_at, definitions& defs,
                           warning_list& warnings) {
  reader r(defs, warnings);
  r.collect(path_item, item_at);
  r.collect(operation, operation_at);
  return r.read(path);
}

} // namespace http_task::description
