#include "description/openapi_body.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/openapi_schema.hpp"
#include "description/references.hpp"

#include <algorithm>
#include <span>

namespace http_task::description {
namespace {

constexpr std::size_t longest_text = 20'000;
constexpr std::size_t longest_media_type = 200;
constexpr std::size_t most_media_types = 50;
constexpr std::size_t most_examples = 20;
constexpr std::size_t longest_summary = 500;

int rank(std::string_view media_type) {
  const std::string name = to_lower(trim(media_type.substr(0, media_type.find(';'))));
  if (name == "application/json") return 0;
  if (name.ends_with("+json") || name == "*/*") return 1;
  if (name == "application/x-www-form-urlencoded") return 2;
  return name == "multipart/form-data" ? 3 : 4;
}

// The schema itself where the document has only a reference to it: a reader finds the members at once.
json::value inlined(const json::value& schema, const trail& at, definitions& defs, warning_list& warnings) {
  result<target> found = dereference(defs.root(), schema, at.pointer());
  if (!found) {
    warnings.add(at, found.error().detail + " Any body is allowed.");
    return true;
  }
  return translate_schema(*found->value, trail(found->pointer), direction::request, {}, defs, warnings);
}

// Many documents do not say that a body is required, but a body without its required members is no request
// either.
std::string demanded_members(const json::value& schema) {
  const json::object* o = schema.if_object();
  const json::array* required = o ? json::array_member(*o, "required") : nullptr;
  std::string names;
  if (required)
    for (const json::value& name : *required)
      names += (names.empty() ? "" : ", ") + std::string(json::view(name.get_string()));
  return names.empty() ? names : "The schema of the body demands " + single_line(names, 500) + ".";
}

// {NAME: {"summary", "value"}}; those that cannot be read are left out.
json::object named_examples(const json::object& media, const trail& at, definitions& defs,
                            warning_list& warnings) {
  json::object examples;
  const json::object* named = json::object_member(media, "examples");
  const trail all(at, "examples");
  for (std::size_t i = 0; named && i < named->size() && examples.size() < most_examples; ++i) {
    const auto& member = *(named->begin() + static_cast<std::ptrdiff_t>(i));
    const trail here(all, json::view(member.key()));
    const result<target> found = dereference(defs.root(), member.value(), here.pointer());
    if (!found) {
      warnings.add(here, found.error().detail + " The example is left out.");
      continue;
    }
    const json::object* o = found->value->if_object();
    const json::value* value = o ? o->if_contains("value") : nullptr;
    if (!value || !defs.take(*value)) continue;
    json::object example;
    if (const std::string_view summary = json::string_member(*o, "summary"); !summary.empty())
      example["summary"] = single_line(summary, longest_summary);
    example["value"] = *value;
    examples[single_line(json::view(member.key()), longest_media_type)] = std::move(example);
  }
  return examples;
}

} // namespace

const boost::json::key_value_pair* preferred_content(const json::object& content) {
  const auto looked_at = std::span(content.begin(), std::min(content.size(), most_media_types));
  const auto best = std::ranges::min_element(looked_at, {}, [](const boost::json::key_value_pair& member) {
    return rank(json::view(member.key()));
  });
  return best == looked_at.end() ? nullptr : &*best;
}

request_body read_body(const json::object& operation, const trail& at, definitions& defs,
                       warning_list& warnings) {
  request_body body;
  const json::value* source = operation.if_contains("requestBody");
  if (!source) return body;
  const trail here(at, "requestBody");
  const result<target> found = dereference(defs.root(), *source, here.pointer());
  const json::object* o = found ? found->value->if_object() : nullptr;
  const json::object* content = o ? json::object_member(*o, "content") : nullptr;
  const boost::json::key_value_pair* media = content ? preferred_content(*content) : nullptr;
  if (!media) {
    warnings.add(here,
                 (found ? "A request body needs \"content\" with a media type." : found.error().detail) +
                     std::string(" Any body is allowed."));
    body.present = true;
    body.schema = json::object{};
    body.content_types = {"application/json"};
    body.annotation = {{"required", false}, {"contentTypes", json::array{"application/json"}}};
    return body;
  }
  body.present = true;
  const std::string_view media_type = json::view(media->key());
  body.content_types.push_back(media_type == "*/*" ? "application/json"
                                                   : single_line(media_type, longest_media_type));
  for (const auto& member : *content) {
    if (body.content_types.size() == most_media_types || defs.checking()) break;
    if (&member != media)
      body.content_types.push_back(single_line(json::view(member.key()), longest_media_type));
  }

  const trail media_at(json::join(json::join(found->pointer, "content"), media_type));
  const json::object* details = media->value().if_object();
  const json::value* schema = details ? details->if_contains("schema") : nullptr;
  body.schema =
      schema ? inlined(*schema, trail(media_at, "schema"), defs, warnings) : json::value(json::object{});
  const json::value* required = o->if_contains("required");
  const std::string demanded = demanded_members(body.schema);
  const bool marked = required && required->is_bool() && required->get_bool();
  body.required = marked || !demanded.empty();
  body.annotation["required"] = body.required;
  if (body.required && !marked) body.annotation["from"] = demanded;
  body.annotation["contentTypes"] = json::array(body.content_types.begin(), body.content_types.end());
  if (details && !defs.checking()) {
    json::object examples = named_examples(*details, media_at, defs, warnings);
    if (!examples.empty()) body.annotation["examples"] = std::move(examples);
  }
  if (json::object* out = body.schema.if_object()) {
    const std::string_view text = json::string_member(*o, "description");
    if (!text.empty() && !defs.checking() && !out->contains("description"))
      (*out)["description"] = clean_text(text, longest_text);
    if (const json::value* example = details ? details->if_contains("example") : nullptr;
        example && defs.take(*example))
      (*out)["examples"] = json::array{*example};
    if (const json::object* properties = json::object_member(*out, "properties"))
      for (const auto& member : *properties)
        body.names.push_back(single_line(json::view(member.key()), longest_media_type));
  }
  return body;
}

} // namespace http_task::description
