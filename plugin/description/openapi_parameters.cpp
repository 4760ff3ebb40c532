#include "description/openapi_parameters.hpp"

#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "description/openapi_examples.hpp"
#include "description/openapi_schema.hpp"
#include "description/openapi_style.hpp"
#include "description/references.hpp"
#include "description/swagger.hpp"

#include <algorithm>
#include <optional>

namespace http_task::description {
namespace {

constexpr std::size_t longest_text = 20'000;

class reader {
public:
  reader(const std::vector<parameter>& all, definitions& defs, warning_list& warnings)
      : all_(all), defs_(defs), warnings_(warnings) {}

  parameters read(std::string_view path) {
    add_undeclared(path);
    for (const parameter& p : all_)
      if (p.in == "querystring")
        add_query_string(p);
      else if (p.in != "body" && p.in != "formData")
        add(p, path);
    return std::move(out_);
  }

private:
  void add_undeclared(std::string_view path) {
    for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
      const std::size_t close = path.find('}', open);
      if (close == std::string_view::npos) return;
      const std::string name(path.substr(open + 1, close - open - 1));
      const bool declared =
          std::ranges::any_of(all_, [&](const parameter& p) { return p.in == "path" && p.name == name; });
      if (declared || name.empty() || out_.path.properties.contains(name)) continue;
      out_.path.properties[name] = json::object{{"type", "string"}};
      out_.path.required.push_back(json::value(name));
      out_.serialisation.push_back(
          json::object{{"name", name}, {"in", "path"}, {"style", "simple"}, {"explode", false}});
    }
  }

  void add(const parameter& p, std::string_view path) {
    const trail at(p.pointer);
    if (p.in == "path" && path.find("{" + p.name + "}") == std::string_view::npos) {
      warnings_.add(at, "The path has no {" + single_line(p.name, 200) + "}; the parameter is left out.");
      return;
    }
    const openapi_style style = is_swagger() ? swagger_style(p.in, *p.object, at, warnings_)
                                             : read_style(p.in, *p.object, is_scalar(p), at, warnings_);
    describe_serialisation(p, style);
    property_group& group = p.in == "path"     ? out_.path
                            : p.in == "query"  ? out_.query
                            : p.in == "cookie" ? out_.cookies
                                               : out_.headers;
    group.properties[p.name] = property(p, style, at);
    if (p.in == "path" || is_required(p)) group.required.push_back(json::value(p.name));
    out_.origin[json::join(json::join("", group_of(p.in)), p.name)] = p.pointer;
  }

  // 3.2.0, "Parameter Locations": the whole query as one value. A form has a member for each parameter.
  void add_query_string(const parameter& p) {
    const json::object* content = json::object_member(*p.object, "content");
    const json::object* form =
        content ? json::object_member(*content, "application/x-www-form-urlencoded") : nullptr;
    const json::value* schema = form ? form->if_contains("schema") : nullptr;
    const std::string at = json::join(
        json::join(json::join(p.pointer, "content"), "application/x-www-form-urlencoded"), "schema");
    result<target> found = schema ? dereference(defs_.source(), *schema, at) : result<target>(target{});
    const json::value translated = found && found->value
                                       ? translate_schema(*found->value, trail(found->pointer),
                                                          direction::request, inline_owner, defs_, warnings_)
                                       : json::value();
    const json::object* o = translated.if_object();
    const json::object* members = o ? json::object_member(*o, "properties") : nullptr;
    if (!members) {
      warnings_.add(p.pointer, "A query string that is no form with members cannot be described; left out.");
      return;
    }
    for (const auto& member : *members) {
      out_.query.properties[member.key()] = member.value();
      out_.origin[json::join("/queryParameters", json::view(member.key()))] = p.pointer;
    }
    if (const json::array* required = json::array_member(*o, "required"))
      out_.query.required.insert(out_.query.required.end(), required->begin(), required->end());
  }

  [[nodiscard]] bool is_swagger() const noexcept { return defs_.version() == openapi_version::v2_0; }

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
    result<target> found = dereference(defs_.source(), *schema, json::join(p.pointer, "schema"));
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
    if (is_swagger()) {
      out = swagger_parameter_schema(p, defs_, warnings_);
      add_words(p, *p.object, at, out);
      return out;
    }
    if (style.content.empty()) {
      if (const json::value* schema = p.object->if_contains("schema"))
        translate(*schema, trail(at, "schema"));
      add_words(p, *p.object, at, out);
      return out;
    }
    const json::object* media = p.object->at("content").get_object().at(style.content).if_object();
    const trail content_at(at, "content");
    const trail media_at(content_at, style.content);
    if (!is_json_type(style.content))
      out = {{"type", "string"}, {"contentMediaType", style.content}};
    else if (const json::value* schema = media ? media->if_contains("schema") : nullptr)
      translate(*schema, trail(media_at, "schema"));
    if (media)
      add_words(p, *media, media_at, out);
    else
      add_words(p, *p.object, at, out);
    return out;
  }

  // `exemplified`, at `at`, has the examples: the parameter, or its media type.
  void add_words(const parameter& p, const json::object& exemplified, const trail& at, json::object& out) {
    if (defs_.checking()) return;
    if (const std::string_view text = json::string_member(*p.object, "description"); !text.empty())
      out["description"] = clean_text(text, longest_text);
    if (const json::value* old = p.object->if_contains("deprecated");
        old && old->is_bool() && old->get_bool())
      out["deprecated"] = true;
    if (json::array examples = list_examples(exemplified, at, defs_, warnings_); !examples.empty())
      out["examples"] = std::move(examples);
  }

  const definitions::owner inline_owner{};
  const std::vector<parameter>& all_;
  definitions& defs_;
  warning_list& warnings_;
  parameters out_;
};

} // namespace

parameters read_parameters(std::string_view path, const std::vector<parameter>& all, definitions& defs,
                           warning_list& warnings) {
  return reader(all, defs, warnings).read(path);
}

} // namespace http_task::description
